import { describe, expect, it } from 'vitest'
import { mannKendall } from './mann-kendall.ts'

describe('Mann-Kendall', () => {
  it('equals a published example with a tie', () => {
    // J. Little, College of the Holy Cross, "A Mann-Kendall Example (By Hand)": 72 pairs rise, 18 fall, 1 is even; S = 54,
    // variance (14 * 13 * 33 - 2 * 1 * 9) / 18 = 332.666..., z = 53 / sqrt(332.666...) = 2.9058
    const series = [12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7]
    const { s, z, p } = mannKendall(series)
    expect(s).toBe(54)
    expect(z).toBeCloseTo(53 / Math.sqrt(5988 / 18), 12)
    // the normal law beyond 2.905836846 on both sides
    expect(p).toBeCloseTo(0.003662723763, 9)
  })

  it('equals a case by hand with three alike', () => {
    // 1 2 2 2 3: 7 of 10 pairs rise; variance (5 * 4 * 15 - 3 * 2 * 11) / 18 = 13; z = 6 / sqrt(13)
    const up = mannKendall([1, 2, 2, 2, 3])
    expect(up.s).toBe(7)
    expect(up.z).toBeCloseTo(6 / Math.sqrt(13), 12)
    expect(mannKendall([3, 2, 2, 2, 1])).toEqual({ ...up, s: -7, z: -up.z })
  })

  it('sees no trend where nothing changes, in one value and in none', () => {
    for (const series of [[5, 5, 5, 5], [1], []]) expect(mannKendall(series)).toEqual({ s: 0, z: 0, p: 1 })
  })
})
