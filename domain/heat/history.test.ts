import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '#scripts/bench/random.ts'
import { type CountyMask, isInCounty, maskCounty } from './county-mask.ts'
import { densitySurface } from './density-surface.ts'
import { cellEntries, type History } from './history.ts'
import { borderCorrection } from './history-border.ts'
import { wholeKernel } from './history-kernel.ts'
import { emptyWindow, moveWindow, windowSurface } from './history-window.ts'
import { toGround } from './metric-plane.ts'
import { massOf, peakOf, type Surface } from './surface.ts'

const plane = { longitude: 120.75, latitude: 37.8 }
const cellMeters = 50
const bandwidthMeters = 300
const kernel = wholeKernel(bandwidthMeters / cellMeters)
const DAYS = 20

/** An issue: its day, and metres east and north of the plane's origin. */
type Filed = readonly [day: number, east: number, north: number]

const filed = fc.tuple(
  fc.integer({ min: 0, max: DAYS - 1 }),
  fc.double({ min: 0, max: 2000, noNaN: true }),
  fc.double({ min: 0, max: 1500, noNaN: true }),
)
const moves = fc.array(fc.tuple(fc.integer({ min: 0, max: DAYS }), fc.integer({ min: 0, max: DAYS })), {
  minLength: 1,
  maxLength: 30,
})

const grid = { plane, cellMeters, firstColumn: 0, firstRow: 0, width: 41, height: 31 }

/** Counts issues by day and cell, as the server does. */
function historyOf(issues: readonly Filed[]): History {
  const days = Array.from({ length: DAYS }, (_, day) => {
    const counts = new Map<number, number>()
    for (const [at, east, north] of issues) {
      if (at !== day) continue
      const cell = Math.floor(north / cellMeters) * grid.width + Math.floor(east / cellMeters)
      counts.set(cell, (counts.get(cell) ?? 0) + 1)
    }
    const sorted = [...counts].sort(([a], [b]) => a - b)
    const place = Uint32Array.from(sorted, ([cell]) => cell)
    return cellEntries({ place, filed: Uint32Array.from(sorted, ([, count]) => count) }, grid)
  })
  return { ...grid, days }
}

function corrected(history: History, mask: CountyMask): History {
  const correct = borderCorrection(history, kernel, mask)
  return { ...history, days: history.days.map((day) => day && correct(day)) }
}

function surfaceOf(history: History, from: number, to: number): Surface {
  const window = emptyWindow(history, kernel)
  moveWindow(window, history, kernel, from, to)
  return windowSurface(window, history, kernel, bandwidthMeters)
}

describe('a window that slides over a history', () => {
  it('is the same to the bit as one that was never anywhere else', () => {
    fc.assert(
      fc.property(fc.array(filed, { maxLength: 60 }), moves, (issues, path) => {
        const history = historyOf(issues)
        const window = emptyWindow(history, kernel)
        for (const [a, b] of path) {
          const [from, to] = [Math.min(a, b), Math.max(a, b)]
          moveWindow(window, history, kernel, from, to)
          const fresh = emptyWindow(history, kernel)
          moveWindow(fresh, history, kernel, from, to)
          expect(window.sums).toEqual(fresh.sums)
          expect(window.filed).toBe(issues.filter(([day]) => day >= from && day < to).length)
        }
      }),
      { seed: 21, numRuns: 15 },
    )
  })

  it('adds up to the issues filed in it, whatever they are and wherever they lie', () => {
    fc.assert(
      fc.property(fc.array(filed, { minLength: 1, maxLength: 60 }), (issues) => {
        expect(massOf(surfaceOf(historyOf(issues), 0, DAYS))).toBeCloseTo(issues.length, 4)
      }),
      { seed: 22, numRuns: 40 },
    )
  })

  it('is empty, and zero everywhere, over days without issues', () => {
    const surface = surfaceOf(historyOf([[3, 100, 100]]), 5, 9)
    expect([massOf(surface), peakOf(surface)]).toEqual([0, 0])
  })
})

describe('density of issues of which only the cell is known', () => {
  it('moves 2 % of the exact surface, and no place by 5 % of its peak, for a town of 900 issues that cluster', () => {
    const random = seededRandom(23)
    const around = () => random() + random() + random() - 1.5
    const issues = Array.from({ length: 900 }, (_, issue): Filed => {
      const [east, north] = [300 + 350 * (issue % 5), 300 + 300 * (issue % 4)]
      return [issue % DAYS, east + 200 * around(), north + 200 * around()]
    })
    const exact = exactOf(issues)
    const { apart, sum, worst } = compare(surfaceOf(historyOf(issues), 0, DAYS), exact)
    expect(apart / sum).toBeLessThan(0.02)
    expect(worst / peakOf(exact)).toBeLessThan(0.05)
  })

  it('has a kernel of whole numbers, the same in all eight directions, that falls to nothing', () => {
    const { reach, weights, total } = wholeKernel(6)
    const side = 2 * reach + 1
    const at = (column: number, row: number) => weights[(row + reach) * side + column + reach]
    expect(weights.every(Number.isInteger)).toBe(true)
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(total)
    for (const [column, row] of [
      [2, 1],
      [5, 3],
      [4, 4],
    ] as const) {
      const same = [at(column, row), at(-column, row), at(row, column), at(-row, -column), at(column, -row)]
      expect(new Set(same).size).toBe(1)
    }
    expect(at(reach, 0)).toBe(0)
    expect(at(0, 0)).toBe(2 ** 20)
  })
})

describe('a history at the border of its county', () => {
  const corners = [
    [260, 190],
    [1710, 330],
    [1480, 1240],
    [620, 1010],
  ] as const
  const border = corners.map(([east, north]) => toGround(plane, east, north))
  const result = maskCounty([border], plane, { bandwidthMeters, cellMeters })
  if (!result.ok) throw new Error(result.reason)
  const { mask } = result

  it('keeps what was filed in the county whole, and is close to the exact surface that is corrected alike', () => {
    const random = seededRandom(24)
    const { firstColumn, firstRow } = mask
    const lies = (east: number, north: number) =>
      isInCounty(mask, east / cellMeters - firstColumn, north / cellMeters - firstRow)
    const all = Array.from({ length: 3000 }, (): Filed => [0, 2000 * random(), 1500 * random()])
    const issues = [...all.filter(([, east, north]) => lies(east, north)), [0, 1900, 1400] as const]
    const positions = Float64Array.from(issues.flatMap(([, east, north]) => toGround(plane, east, north)))
    const exact = densitySurface(positions, plane, { bandwidthMeters, cellMeters }, mask)
    if (!exact.ok) throw new Error(exact.reason)
    const history = corrected(historyOf(issues), mask)
    const window = emptyWindow(history, kernel, mask)
    moveWindow(window, history, kernel, 0, DAYS)
    const surface = windowSurface(window, history, kernel, bandwidthMeters)
    expect(Math.abs(massOf(surface) / window.filed - 1)).toBeLessThan(0.001)
    // of cells that the border runs through only a part of the ground is the county's
    expect(window.filed).toBe(issues.length - 1)
    expect(exact.outside).toBe(1)
    const { apart, sum } = compare(surface, exact.surface)
    expect(apart / sum).toBeLessThan(0.02)
  })

  it('leaves nothing behind where days came and went', () => {
    const history = corrected(
      historyOf([
        [1, 300, 230],
        [2, 1000, 600],
        [3, 1650, 350],
      ]),
      mask,
    )
    const window = emptyWindow(history, kernel, mask)
    for (const [from, to] of [
      [0, 4],
      [2, 5],
      [3, 9],
      [5, 9],
    ] as const)
      moveWindow(window, history, kernel, from, to)
    expect(window.sums.every((sum) => sum === 0)).toBe(true)
  })
})

describe('a history that comes day by day', () => {
  it('has nothing at first, and says so where a window is moved over a day that has not come', () => {
    const history: History = { ...grid, days: [null, null, null] }
    history.days[0] = cellEntries({ place: Uint32Array.of(42), filed: Uint32Array.of(3) }, grid)
    const window = emptyWindow(history, kernel)
    moveWindow(window, history, kernel, 0, 1)
    expect(window.filed).toBe(3)
    expect([history.days[0]?.column[0], history.days[0]?.row[0]]).toEqual([1, 1])
    expect(() => moveWindow(window, history, kernel, 0, 3)).toThrow('day 1 of 3 has not come yet')
    expect(massOf(surfaceOf({ ...grid, days: [] }, 0, 0))).toBe(0)
  })

  it('refuses a cell that its lattice has not', () => {
    expect(() => cellEntries({ place: Uint32Array.of(41 * 31), filed: Uint32Array.of(1) }, grid)).toThrow('cell 1271')
  })
})

function exactOf(issues: readonly Filed[]): Surface {
  const positions = issues.flatMap(([, east, north]) => toGround(plane, east, north))
  const result = densitySurface(Float64Array.from(positions), plane, { bandwidthMeters, cellMeters })
  if (!result.ok) throw new Error(result.reason)
  return result.surface
}

/** Sum of differences without their sign, sum of the exact densities, and the largest difference, on the same lattice. */
function compare(binned: Surface, exact: Surface): { apart: number; sum: number; worst: number } {
  let apart = 0
  let sum = 0
  let worst = 0
  for (let row = 0; row < exact.height; row++)
    for (let column = 0; column < exact.width; column++) {
      const x = column + exact.firstColumn - binned.firstColumn
      const y = row + exact.firstRow - binned.firstRow
      const inside = x >= 0 && y >= 0 && x < binned.width && y < binned.height
      const value = exact.values[row * exact.width + column]!
      const difference = Math.abs((inside ? binned.values[y * binned.width + x]! : 0) - value)
      apart += difference
      sum += value
      worst = Math.max(worst, difference)
    }
  return { apart, sum, worst }
}
