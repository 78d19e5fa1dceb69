import { expect, it } from 'vitest'
import { chineseNumeral } from './chinese-numeral.ts'

it('writes numbers as ordinals are written', () => {
  const written = [1, 5, 10, 12, 20, 34, 100, 105, 110, 115, 320, 999, 1_004, 1_050].map(chineseNumeral)
  expect(written.join(' ')).toBe(
    '一 五 十 十二 二十 三十四 一百 一百零五 一百一十 一百一十五 三百二十 九百九十九 一千零四 一千零五十',
  )
})

it('leaves what has no such numeral in digits', () => {
  expect([0, -1, 2.5, 10_000, Number.NaN].map(chineseNumeral)).toEqual(['0', '-1', '2.5', '10000', 'NaN'])
})
