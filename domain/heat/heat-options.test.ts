import { describe, expect, it } from 'vitest'
import { HEAT_LIMITS, usualCellMeters } from './heat-options.ts'

describe('the usual cell', () => {
  it('is a sixth of the bandwidth', () => {
    expect(usualCellMeters(300)).toBe(50)
    expect(usualCellMeters(300, [40_000, 40_000])).toBe(50)
  })

  it('is coarser where a county would have too many cells, at most a third of the bandwidth', () => {
    const cell = usualCellMeters(100, [44_000, 44_000])
    expect(cell).toBeGreaterThan(100 / 6)
    expect(cell).toBeLessThan(100 / 3)
    expect(((44_000 + 200) / cell + 4) ** 2).toBeLessThanOrEqual(HEAT_LIMITS.cells)
    expect(usualCellMeters(50, [400_000, 400_000])).toBeCloseTo(50 / 3, 9)
  })
})
