import { expect, test } from 'vitest'
import { findUnits } from './find-units.ts'
import type { FoundUnit } from './use-findable-units.ts'

const unit = (code: string, kind: FoundUnit['kind'], name: string, pinyin: string, initials: string): FoundUnit => ({
  code,
  kind,
  name,
  nameEn: '',
  path: '/370699/',
  closed: false,
  spelled: '',
  pinyin,
  initials,
})
const units = [
  unit('370699', 'county', '云帆区', 'yunfanqu', 'yfq'),
  unit('370699001', 'street', '滨海街道', 'binhaijiedao', 'bhjd'),
  unit('370699002', 'street', '松园街道', 'songyuanjiedao', 'syjd'),
  unit('370699001001', 'community', '海韵社区', 'haiyunshequ', 'hysq'),
  unit('370699001001003', 'grid', '海韵第三网格', 'haiyundisanwangge', 'hydswg'),
  unit('住建局', 'department', '住建局', 'zhujianju', 'zjj'),
]
const ladder = ['370699001001003', '370699001001', '370699001', '370699']
const codes = (found: FoundUnit[]) => found.map((one) => one.code)

test('the issue’s own ladder comes first, nearest first, then departments; units elsewhere are looked for', () => {
  expect(codes(findUnits(units, '', ladder))).toEqual([...ladder, '住建局'])
  expect(codes(findUnits(units, '街道', ladder))).toEqual(['370699001', '370699002'])
})

test('pinyin, initials and codes find as names do', () => {
  expect(codes(findUnits(units, 'zjj', ladder))).toEqual(['住建局'])
  expect(codes(findUnits(units, 'songyuan', ladder))).toEqual(['370699002'])
  expect(codes(findUnits(units, '370699002', ladder))).toEqual(['370699002'])
})

test('without a ladder all units are there', () => {
  expect(findUnits(units, '', [])).toHaveLength(units.length)
})
