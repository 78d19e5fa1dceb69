import { describe, expect, it } from 'vitest'
import { readDivisionCode } from './division-code.ts'

describe('a division code', () => {
  it.each([
    ['37', 'province', null],
    ['3705', 'city', '37'],
    ['370502', 'county', '3705'],
    ['370502001', 'street', '370502'],
    ['370502001011', 'community', '370502001'],
  ])('%s is of a %s', (code, level, parent) => expect(readDivisionCode(code)).toEqual({ code, level, parent }))

  it.each([
    ['370502001000', '370502001'],
    ['370502000000', '370502'],
    ['370500000000', '3705'],
    ['370000000000', '37'],
  ])('filled up to twelve digits, %s, means %s', (filled, code) => expect(readDivisionCode(filled)?.code).toBe(code))

  it.each(['', '3', '370', '37050200101', '3705020010111', 'x70502', '000000000000', '３７'])('is not %j', (text) =>
    expect(readDivisionCode(text)).toBeNull(),
  )
})
