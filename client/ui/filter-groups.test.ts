import { expect, test } from 'vitest'
import { filterGroups } from './filter-groups.ts'

const groups = [
  { heading: '', options: [{ value: '370502001', text: '文汇街道', search: '370502001 wenhuijiedao whjd' }] },
  {
    heading: '文汇街道',
    options: [
      { value: '370502001011', text: '东营社区居委会', search: '370502001011 dongyingshequjuweihui dysqjwh' },
      { value: '370502001013', text: '中王屋社区居委会', search: '370502001013 zhongwangwushequjuweihui zwwsqjwh' },
    ],
  },
]
const found = (text: string) => filterGroups(groups, text).flatMap(({ options }) => options.map(({ value }) => value))

test.each([
  ['东营', ['370502001011']],
  ['DYSQ', ['370502001011']],
  ['zhong wang wu', ['370502001013']],
  ['3705020010', ['370502001011', '370502001013']],
  ['ｗｈｊｄ', ['370502001']],
  ['无', []],
])('typing %s finds %j', (text, values) => expect(found(text)).toEqual(values))

test('nothing typed leaves all, and headings without options go', () => {
  expect(filterGroups(groups, ' ')).toBe(groups)
  expect(filterGroups(groups, '东营')).toHaveLength(1)
})
