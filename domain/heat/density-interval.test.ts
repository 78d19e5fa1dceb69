import { describe, expect, it } from 'vitest'
import { densityInterval } from './density-interval.ts'
import { densitySurface } from './density-surface.ts'
import { toGround } from './metric-plane.ts'
import { seededRandom } from './random.ts'
import { readSurface } from './read-surface.ts'

const plane = { longitude: 120.75, latitude: 37.8 }
const options = { bandwidthMeters: 300, cellMeters: 50 }

describe('the interval of a density', () => {
  it('is 0 to 3.7 counts where nothing was filed, and closes as more is', () => {
    const [low, high] = densityInterval(0, 300)
    expect(low).toBe(0)
    expect(high).toBeCloseTo(3.6889 * (9 / (5 * Math.PI * 0.09)), 2)
    const widths = [10, 100, 1000].map((density) => {
      const [from, to] = densityInterval(density, 300)
      expect(from < density && density < to).toBe(true)
      return (to - from) / density
    })
    expect(widths[0]! > widths[1]! && widths[1]! > widths[2]!).toBe(true)
  })

  it.each([20, 80])('holds the true density of %i per km² in 92 to 99 % of 600 sets of chance', (density) => {
    const random = seededRandom(41)
    let held = 0
    for (let set = 0; set < 600; set++) {
      // two kilometres a side; each hundredth of the expected is there or not: close to Poisson
      const positions: number[] = []
      for (let draw = 0; draw < density * 4 * 100; draw++)
        if (random() < 0.01) positions.push(...toGround(plane, 2000 * random() - 1000, 2000 * random() - 1000))
      const result = densitySurface(Float64Array.from(positions), plane, options)
      if (!result.ok) throw new Error(result.reason)
      const [low, high] = densityInterval(readSurface(result.surface, plane.longitude, plane.latitude), 300)
      if (low <= density && density <= high) held++
    }
    expect(held / 600).toBeGreaterThan(0.92)
    expect(held / 600).toBeLessThan(0.99)
  })
})
