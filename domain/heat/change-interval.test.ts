import { describe, expect, it } from 'vitest'
import { changeInterval } from './change-interval.ts'
import { densityInterval } from './density-interval.ts'
import { densitySurface } from './density-surface.ts'
import { toGround } from './metric-plane.ts'
import { seededRandom } from './random.ts'
import { readSurface } from './read-surface.ts'

const plane = { longitude: 120.75, latitude: 37.8 }
const options = { bandwidthMeters: 300, cellMeters: 50 }

describe('the interval of a change', () => {
  it('squares and adds the distances to the limits, as worked out by hand', () => {
    // 10 (6 to 15) less 4 (1 to 8): 6 - sqrt(16 + 16), 6 + sqrt(25 + 9)
    const [low, high] = changeInterval({ value: 10, low: 6, high: 15 }, { value: 4, low: 1, high: 8 })
    expect(low).toBeCloseTo(6 - Math.sqrt(32), 12)
    expect(high).toBeCloseTo(6 + Math.sqrt(34), 12)
  })

  it('turns round with its windows', () => {
    const [one, other] = [
      { value: 10, low: 6, high: 15 },
      { value: 4, low: 1, high: 8 },
    ]
    const [low, high] = changeInterval(one, other)
    expect(changeInterval(other, one)).toEqual([-high, -low])
  })

  it.each([
    [40, 40],
    [60, 20],
    [0, 0],
  ])(
    'holds the true change from %i to %i per km² in 92 % and more of 400 pairs of windows of chance',
    (first, second) => {
      const random = seededRandom(43)
      const read = (density: number) => {
        // two kilometres a side; each hundredth of the expected is there or not: close to Poisson
        const positions: number[] = []
        for (let draw = 0; draw < density * 4 * 100; draw++)
          if (random() < 0.01) positions.push(...toGround(plane, 2000 * random() - 1000, 2000 * random() - 1000))
        const result = densitySurface(Float64Array.from(positions), plane, options)
        if (!result.ok) throw new Error(result.reason)
        const value = readSurface(result.surface, plane.longitude, plane.latitude)
        const [low, high] = densityInterval(value, 300)
        return { value, low, high }
      }
      let held = 0
      for (let pair = 0; pair < 400; pair++) {
        const before = read(first)
        const [low, high] = changeInterval(read(second), before)
        if (low <= second - first && second - first <= high) held++
      }
      expect(held / 400).toBeGreaterThan(0.92)
      if (first > 0) expect(held / 400).toBeLessThan(0.99)
    },
  )
})
