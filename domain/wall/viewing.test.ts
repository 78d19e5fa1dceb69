import { describe, expect, it } from 'vitest'
import { ENOUGH_ARC_MINUTES, LEAST_ARC_MINUTES, listArcMinutes, viewingOf } from './viewing.ts'

const full = { widthPixels: 1_920, heightPixels: 1_080, widthMeters: null, distanceMeters: null }

describe('the size of a wall', () => {
  it('shows the same picture on every screen of one shape while nobody has said how far away it is read', () => {
    expect(viewingOf(full)).toEqual({ rootPixels: 16, arcMinutes: null, readableMeters: null })
    expect(viewingOf({ ...full, widthPixels: 7_680, heightPixels: 4_320 }).rootPixels).toBe(64)
    expect(viewingOf({ ...full, widthPixels: 7_680, heightPixels: 2_160 }).rootPixels).toBe(32)
  })

  it('keeps its smallest words at 16 arc minutes and its lists within 22, at any distance that the screen allows', () => {
    for (const [widthMeters, distanceMeters] of [
      [1.2, 2.2],
      [3.6, 5],
      [9.6, 12],
    ] as const) {
      const { arcMinutes, rootPixels } = viewingOf({ ...full, widthMeters, distanceMeters })
      expect(rootPixels).toBeGreaterThan(9.8)
      expect(arcMinutes).toBeGreaterThan(LEAST_ARC_MINUTES - 0.2)
      expect(listArcMinutes(arcMinutes!)).toBeLessThanOrEqual(ENOUGH_ARC_MINUTES)
    }
  })

  it('says what is left of the arc minutes on a screen that is too small for those far away, and from where it can be read', () => {
    const far = viewingOf({ ...full, widthMeters: 1.2, distanceMeters: 12 })
    expect(far.rootPixels).toBe(Math.floor((1_080 / 34) * 10) / 10)
    expect(far.arcMinutes).toBeLessThan(LEAST_ARC_MINUTES / 2)
    const nearer = viewingOf({ ...full, widthMeters: 1.2, distanceMeters: far.readableMeters! })
    expect(nearer.arcMinutes).toBeCloseTo(LEAST_ARC_MINUTES, 0)
  })
})
