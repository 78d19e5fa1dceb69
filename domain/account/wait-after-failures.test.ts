import { describe, expect, it } from 'vitest'
import { waitAfterFailures } from './wait-after-failures.ts'

describe('the wait after wrong passwords', () => {
  it('is none for a few slips of the finger', () => {
    expect([0, 1, 2, 3, 4].map(waitAfterFailures)).toEqual([0, 0, 0, 0, 0])
  })
  it('doubles from two seconds to fifteen minutes', () => {
    expect([5, 6, 7, 8].map(waitAfterFailures)).toEqual([2_000, 4_000, 8_000, 16_000])
    expect(waitAfterFailures(14)).toBe(900_000)
    expect(waitAfterFailures(100_000)).toBe(900_000)
  })
})
