import { expect, test } from 'vitest'
import { pinyinOf } from './pinyin-of.ts'

test('a Chinese name is found by full pinyin and by initials', () => {
  expect(pinyinOf('松园街道')).toEqual({ pinyin: 'songyuanjiedao', initials: 'syjd' })
})

test('Latin names keep letters and digits, signs are dropped', () => {
  expect(pinyinOf('The Port')).toEqual({ pinyin: 'theport', initials: 'tp' })
  expect(pinyinOf("O'Neill <b>3</b>")).toEqual({ pinyin: 'oneillb3b', initials: 'onb3b' })
  expect(pinyinOf('')).toEqual({ pinyin: '', initials: '' })
})
