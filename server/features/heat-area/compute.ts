import type { EmergingPattern } from '#domain/contract/heat-area.ts'
import { findEmerging } from '#domain/heat/emerging.ts'
import { smoothRates } from '#domain/heat/empirical-bayes.ts'
import { type Neighbours, neighboursOf } from '#domain/heat/neighbours.ts'
import { findSignificance } from '#domain/heat/significance.ts'
import type { LatticePolygon } from '#domain/partition/partition.types.ts'
import { type CellLattice, cellAt } from './cells.ts'
import { countFaces } from './count-faces.ts'

interface Near {
  /** Middles in metres. */
  east: Float64Array
  north: Float64Array
  /** By area: 0 where nothing is told; see `judgedAreas`. */
  judged: Uint8Array
  bandwidthMeters: number
  falseDiscoveryRate: number
}

/** What is too long for the event loop, as plain data. */
export type Task =
  | { kind: 'rates'; counts: Int32Array; before: Int32Array | null; households: Int32Array }
  | ({ kind: 'significance'; counts: Int32Array; bases: Float64Array } & Near)
  | ({ kind: 'emerging'; counts: Int32Array[]; bases: Float64Array } & Near)
  | { kind: 'cells'; x: Int32Array; y: Int32Array; lattice: CellLattice }
  | { kind: 'faces'; x: Int32Array; y: Int32Array; faces: readonly (readonly LatticePolygon[])[] }

export interface Rates {
  mean: number | null
  smoothed: Float64Array
  low: Float64Array
  high: Float64Array
  weight: Float64Array
  before: { smoothed: Float64Array; low: Float64Array; high: Float64Array } | null
}

export interface SignificanceColumns {
  z: Float64Array
  p: Float64Array
  q: Float64Array
  class: Int8Array
}

/** Only areas with a pattern. */
export interface EmergingRow {
  area: number
  kind: 'hot' | 'cold'
  pattern: EmergingPattern
  trend: number
  trendP: number
  z: number[]
  significant: number[]
}

export interface Computed {
  rates: Rates
  /** Null: too many pairs of neighbours. */
  significance: SignificanceColumns | null
  emerging: EmergingRow[] | null
  /** Index of the cell or face of each point, -1 outside of all. */
  cells: Int32Array
  faces: Int32Array
}

export const PERMUTATIONS = 999
/** About a third of a second for one set of counts. */
const FURTHER_DRAWS = 3_000_000
/** The same question has the same answer, today and tomorrow. */
const SEED = 20_260
const LEAST_NEIGHBOURS = 6
/** Pairs of neighbours that fit into memory and time. */
const MOST_PAIRS = 3_000_000

type Computations = { [Kind in Task['kind']]: (task: Extract<Task, { kind: Kind }>) => Computed[Kind] }

export const computations: Computations = {
  rates({ counts, before, households }) {
    const { mean, smoothed, low, high, weight } = smoothRates(counts, households)
    const earlier = before && smoothRates(before, households)
    return {
      ...{ mean, smoothed, low, high, weight },
      before: earlier && { smoothed: earlier.smoothed, low: earlier.low, high: earlier.high },
    }
  },

  significance({ counts, bases, judged, falseDiscoveryRate, ...near }) {
    const neighbours = neighboursIn(near)
    if (neighbours === null) return null
    return findSignificance({
      counts,
      bases,
      neighbours,
      judged,
      permutations: PERMUTATIONS,
      furtherDraws: FURTHER_DRAWS,
      falseDiscoveryRate,
      seed: SEED,
    })
  },

  emerging({ counts, bases, judged, falseDiscoveryRate, ...near }) {
    const neighbours = neighboursIn(near)
    if (neighbours === null) return null
    const found = findEmerging({
      counts,
      bases,
      neighbours,
      judged,
      falseDiscoveryRate,
      furtherDraws: FURTHER_DRAWS,
      seed: SEED,
    })
    return found.patterns.flatMap((named, area) =>
      named === null
        ? []
        : {
            area,
            ...named,
            trend: found.trend[area]!,
            trendP: found.trendP[area]!,
            z: found.z.map((week) => week[area]!),
            significant: found.significant.map((week) => week[area]!),
          },
    )
  },

  cells: ({ x, y, lattice }) => x.map((east, point) => cellAt(lattice, east, y[point]!)),
  faces: ({ x, y, faces }) => countFaces(x, y, faces),
}

function neighboursIn({
  east,
  north,
  bandwidthMeters,
}: Omit<Near, 'judged' | 'falseDiscoveryRate'>): Neighbours | null {
  if (expectedPairs(east, north, bandwidthMeters) > MOST_PAIRS) return null
  return neighboursOf(east, north, { withinMeters: bandwidthMeters, atLeast: LEAST_NEIGHBOURS })
}

/** About how many pairs lie within a distance: from how many stand in squares of that side and around them. */
function expectedPairs(east: Float64Array, north: Float64Array, meters: number): number {
  const standing = new Map<string, number>()
  for (let area = 0; area < east.length; area++) {
    const square = `${Math.floor(east[area]! / meters)} ${Math.floor(north[area]! / meters)}`
    standing.set(square, (standing.get(square) ?? 0) + 1)
  }
  let pairs = 0
  for (const [square, count] of standing) {
    const [column, row] = square.split(' ').map(Number)
    for (let x = -1; x <= 1; x++)
      for (let y = -1; y <= 1; y++) pairs += count * (standing.get(`${column! + x} ${row! + y}`) ?? 0)
  }
  return (pairs * Math.PI) / 9
}
