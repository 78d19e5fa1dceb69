import { describe, expect, it } from 'vitest'
import { packIntegers, unpackIntegers } from './packed.ts'

describe('packed whole numbers', () => {
  it('come back as they were, whatever their size and order', () => {
    const numbers = [0, -1, 1, 1_807_999_999, -1_800_000_000, 2 ** 31 - 1, -(2 ** 31), 5, 5, 5, 31, 32, 1023, 1024]
    expect([...unpackIntegers(packIntegers(numbers))]).toEqual(numbers)
    const many = Array.from({ length: 50_000 }, (_, i) => 1_200_000_000 + ((i * 7919) % 4_001) - i)
    expect([...unpackIntegers(packIntegers(many))]).toEqual(many)
    expect([...unpackIntegers('')]).toEqual([])
  })

  it('take one character where they hardly differ', () => {
    expect(packIntegers([7, 8, 8, 9, 4])).toHaveLength(5)
  })

  it('are refused when the text ends in the middle of one', () => {
    expect(() => unpackIntegers(`${packIntegers([1, 2])}g`)).toThrow('1 characters are left after 2')
  })

  it('are refused with any other character', () => {
    for (const text of ['C-E', 'g\u00e9A', '-', 'A A']) expect(() => unpackIntegers(text)).toThrow()
  })
})
