import { owns, ringsOf } from './locate.ts'
import type { LatticePolygon, Partition, Patch } from './partition.types.ts'
import { indexPoints, pointsIn } from './point-index.ts'
import { polygonsOf } from './polygon.ts'
import { TrieMap } from './trie-map.ts'

/** What is counted, as columns: place in lattice steps, and the weights of each point. */
export interface CountedPoints {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  readonly households: ArrayLike<number>
  readonly buildings: ArrayLike<number>
  readonly issues: ArrayLike<number>
  /** Elderly people of each building; only told to planners of the area. */
  readonly elderly?: ArrayLike<number> | undefined
  /** Index of the compound a building stands in, -1 for none. */
  readonly compound: ArrayLike<number>
}

/** Which points lie in which face; every point is in exactly one, or outside of all. */
export interface Census {
  readonly of: TrieMap<string, readonly number[]>
  readonly outside: readonly number[]
}

export interface Tally {
  households: number
  buildings: number
  issues: number
}

/** Puts every point into the face that owns its place. */
export function takeCensus(partition: Partition, points: CountedPoints): Census {
  const index = indexPoints(points)
  const owned = new Uint8Array(points.x.length)
  const of: [string, number[]][] = []
  for (const code of partition.faces.keys()) {
    const list: number[] = []
    for (const polygon of polygonsOf(partition, code))
      pointsIn(index, boxOf([polygon]), (point, x, y) => {
        if (!owns(polygon, x, y)) return
        list.push(point)
        owned[point] = 1
      })
    of.push([code, list.sort((a, b) => a - b)])
  }
  const outside: number[] = []
  for (let i = 0; i < owned.length; i++) if (owned[i] === 0) outside.push(i)
  return { of: TrieMap.from(of), outside }
}

// neither a partition nor the points of a base ever change
const known = new WeakMap<Partition, { points: CountedPoints; census: Census }>()

/** The census of a partition over points, taken once as long as both are held. */
export function censusOf(partition: Partition, points: CountedPoints): Census {
  const taken = known.get(partition)
  if (taken?.points === points) return taken.census
  const census = takeCensus(partition, points)
  known.set(partition, { points, census })
  return census
}

/**
 * The census after a patch, from the census before: only points of the faces it touched are asked again, and those
 * outside of every face that lie near them.
 */
export function retakeCensus(census: Census, partition: Partition, patch: Patch, points: CountedPoints): Census {
  const touched = [...new Set(patch.faces.map(([code]) => code))]
  if (touched.length === 0) return census
  const standing = touched.filter((code) => partition.faces.has(code))
  const box = boxOf(standing.flatMap((code) => polygonsOf(partition, code)))
  const near = census.outside.filter((i) => inBox(box, points.x[i]!, points.y[i]!))
  const pool = [...touched.flatMap((code) => census.of.get(code) ?? []), ...near].sort((a, b) => a - b)
  const { of, rest } = distribute(partition, points, pool, standing)
  let next = census.of
  for (const code of touched) if (!of.has(code)) next = next.without(code)
  for (const [code, list] of of) next = next.with(code, list)
  if (near.length === 0 && rest.length === 0) return { of: next, outside: census.outside }
  const asked = new Set(near)
  const outside = [...census.outside.filter((i) => !asked.has(i)), ...rest].sort((a, b) => a - b)
  return { of: next, outside }
}

/** Sums the weights of points. */
export function tally(points: CountedPoints, list: readonly number[] | undefined): Tally {
  const sum = { households: 0, buildings: 0, issues: 0 }
  for (const i of list ?? []) {
    sum.households += points.households[i]!
    sum.buildings += points.buildings[i]!
    sum.issues += points.issues[i]!
  }
  return sum
}

/** Elderly people of points; null where they are withheld. */
export function tallyElderly({ elderly }: CountedPoints, list: readonly number[] | undefined): number | null {
  if (!elderly) return null
  let sum = 0
  for (const i of list ?? []) sum += elderly[i]!
  return sum
}

/** Points of a list that lie in polygons: the live count of one side while a line is drawn. */
export function tallyWithin(
  points: CountedPoints,
  list: readonly number[],
  polygons: readonly LatticePolygon[],
): Tally {
  const box = boxOf(polygons)
  const rings = ringsOf(polygons)
  return tally(
    points,
    list.filter((i) => inBox(box, points.x[i]!, points.y[i]!) && owns(rings, points.x[i]!, points.y[i]!)),
  )
}

function distribute(partition: Partition, points: CountedPoints, pool: readonly number[], codes: readonly string[]) {
  const of = new Map<string, number[]>()
  const byX = Int32Array.from(pool).sort((a, b) => points.x[a]! - points.x[b]!)
  const owned = new Set<number>()
  for (const code of codes) {
    const list: number[] = []
    for (const polygon of polygonsOf(partition, code)) {
      const [west, south, east, north] = boxOf([polygon])
      for (let i = firstFrom(byX, points, west); i < byX.length && points.x[byX[i]!]! <= east; i++) {
        const point = byX[i]!
        const [x, y] = [points.x[point]!, points.y[point]!]
        if (y < south || y > north || !owns(polygon, x, y)) continue
        list.push(point)
        owned.add(point)
      }
    }
    of.set(
      code,
      list.sort((a, b) => a - b),
    )
  }
  return { of, rest: pool.filter((i) => !owned.has(i)) }
}

/** First place in `byX` whose point lies at or east of `west`. */
function firstFrom(byX: Int32Array, points: CountedPoints, west: number): number {
  let [low, high] = [0, byX.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (points.x[byX[middle]!]! < west) low = middle + 1
    else high = middle
  }
  return low
}

type LatticeBox = [number, number, number, number]

function boxOf(polygons: readonly LatticePolygon[]): LatticeBox {
  const box: LatticeBox = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]
  for (const [outer] of polygons)
    for (let i = 0; i < outer!.length; i += 2) {
      if (outer![i]! < box[0]) box[0] = outer![i]!
      if (outer![i + 1]! < box[1]) box[1] = outer![i + 1]!
      if (outer![i]! > box[2]) box[2] = outer![i]!
      if (outer![i + 1]! > box[3]) box[3] = outer![i + 1]!
    }
  return box
}

function inBox([west, south, east, north]: LatticeBox, x: number, y: number): boolean {
  return west <= x && x <= east && south <= y && y <= north
}
