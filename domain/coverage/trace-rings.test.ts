import { booleanPointInPolygon, polygon } from '@turf/turf'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '#scripts/bench/random.ts'
import { nestRings } from './nest-rings.ts'
import { traceRings } from './trace-rings.ts'

const SIDE = 24

/** Values of a square, the outermost far outside; a few are exactly at the limit. */
function gridOf(share: number, random: () => number) {
  const values = new Float32Array(SIDE * SIDE).fill(1e6)
  for (let row = 1; row < SIDE - 1; row++)
    for (let column = 1; column < SIDE - 1; column++)
      values[row * SIDE + column] = random() < 0.05 ? 100 : 100 + (random() - share) * 40
  return { columns: SIDE, rows: SIDE, values }
}

function polygonsOf(grid: ReturnType<typeof gridOf>) {
  return nestRings(traceRings(grid, 100, 10)).map((rings) =>
    polygon(
      rings.map((ring) => Array.from({ length: ring.length / 2 }, (_, at) => [ring[2 * at]!, ring[2 * at + 1]!])),
    ),
  )
}

describe('the rings around what is inside', () => {
  it('have every inside value inside one polygon, and every outside value outside all', () => {
    for (const share of [0.1, 0.4, 0.5, 0.6, 0.9]) {
      const grid = gridOf(share, seededRandom(100 * share))
      const polygons = polygonsOf(grid)
      for (let cell = 0; cell < SIDE * SIDE; cell++) {
        const middle = [(cell % SIDE) + 0.5, Math.floor(cell / SIDE) + 0.5]
        const around = polygons.filter((one) => booleanPointInPolygon(middle, one)).length
        expect(around, `${cell} of ${share}`).toBe(grid.values[cell]! <= 100 ? 1 : 0)
      }
    }
  })

  it('are closed, and no place is on two of them', () => {
    const seen = new Set<string>()
    for (const ring of traceRings(gridOf(0.5, seededRandom(3)), 100, 10)) {
      expect(ring.slice(-2)).toEqual(ring.slice(0, 2))
      for (let at = 2; at < ring.length; at += 2) {
        const place = `${ring[at]!.toFixed(6)} ${ring[at + 1]!.toFixed(6)}`
        expect(seen.has(place)).toBe(false)
        seen.add(place)
      }
    }
    expect(seen.size).toBeGreaterThan(100)
  })

  it('keep a hole, and an island in it', () => {
    const values = new Float32Array(81).fill(5)
    const put = (from: number, to: number, value: number) => {
      for (let row = from; row <= to; row++) values.fill(value, 9 * row + from, 9 * row + to + 1)
    }
    put(1, 7, 0)
    put(2, 6, 5)
    put(4, 4, 0)
    const polygons = nestRings(traceRings({ columns: 9, rows: 9, values }, 1, 10))
    expect(polygons.map((rings) => rings.length)).toEqual([1, 2])
  })
})
