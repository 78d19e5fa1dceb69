import { type Census, type CountedPoints, type Tally, tally, tallyElderly } from './census.ts'
import type { Draft } from './draft.ts'
import { facesOf, gridOf, groundOf } from './ground.ts'
import type { LatticePolygon } from './partition.types.ts'
import { polygonsOf } from './polygon.ts'
import { TrieMap } from './trie-map.ts'

/** Which borders are meant: those of grids, or those of micro-grids. */
export type Level = 'grid' | 'micro-grid'

/** A grid; or on the lower level a micro-grid, or the ground of a grid that is in no micro-grid (by the grid's own code). */
export interface Area {
  readonly code: string
  readonly name: string
  readonly kind: 'base' | 'dedicated'
  readonly community: string
  readonly locked: boolean
  /** The grid that it is, or lies in. */
  readonly grid: string
  /** On the lower level: ground that is in no micro-grid. */
  readonly rest: boolean
}

/** What lies in an area. */
export interface Count extends Tally {
  /** Null where elderly people are withheld. */
  readonly elderly: number | null
}

/** The area of a code; null where the draft has none. */
export function areaOf(draft: Draft, level: Level, code: string): Area | null {
  const grid = draft.grids.get(level === 'grid' ? code : gridOf(draft, code))
  if (!grid || facesAt(draft, level, code).length === 0) return null
  const { kind, community, locked } = grid
  const micro = level === 'micro-grid' ? draft.microGrids.get(code) : undefined
  const rest = level === 'micro-grid' && !micro
  return { code, name: micro?.name ?? grid.name, kind, community, locked, grid: grid.code, rest }
}

/** All areas of a level, by code. */
export function areasOf(draft: Draft, level: Level): Area[] {
  const codes = level === 'grid' ? draft.grids.keys() : draft.partition.faces.keys()
  return [...codes].sort(byCode).flatMap((code) => areaOf(draft, level, code) ?? [])
}

/** The area of a level that a face belongs to. */
export function areaOfFace(draft: Draft, level: Level, face: string): string {
  return level === 'grid' ? gridOf(draft, face) : face
}

/** Faces of an area; empty where there is none of the code. */
export function facesAt(draft: Draft, level: Level, code: string): readonly string[] {
  if (level === 'grid') return draft.grids.has(code) ? facesOf(draft, code) : []
  return draft.partition.faces.has(code) ? [code] : []
}

/** Polygons of an area. Throws on a code that is none. */
export function groundAt(draft: Draft, level: Level, code: string): readonly LatticePolygon[] {
  return level === 'grid' ? groundOf(draft, code) : polygonsOf(draft.partition, code)
}

/** Points of an area. */
export function pointsAt({ draft, census }: Counted, level: Level, code: string): readonly number[] {
  return facesAt(draft, level, code).flatMap((face) => census.of.get(face) ?? [])
}

interface Counted {
  readonly draft: Draft
  readonly census: Census
}

// a list of a census never changes, and is counted over the points of one base
const sums = new WeakMap<readonly number[], Count>()

/** Counts an area; what has not changed since it was last counted is not summed anew. */
export function countAt({ draft, census }: Counted, points: CountedPoints, level: Level, code: string): Count {
  const sum = { households: 0, buildings: 0, issues: 0, elderly: points.elderly ? 0 : null }
  for (const face of facesAt(draft, level, code)) {
    const list = census.of.get(face)
    if (!list) continue
    let known = sums.get(list)
    if (!known) {
      known = { ...tally(points, list), elderly: tallyElderly(points, list) }
      sums.set(list, known)
    }
    sum.households += known.households
    sum.buildings += known.buildings
    sum.issues += known.issues
    if (sum.elderly !== null) sum.elderly += known.elderly ?? 0
  }
  return sum
}

// rules look at grids one by one: their lists are joined once for a draft
const joined = new WeakMap<Draft, { census: Census; grids: Census }>()

/** The census by grids instead of faces. */
export function censusOfGrids({ draft, census }: Counted): Census {
  const known = joined.get(draft)
  if (known?.census === census) return known.grids
  const lists = [...draft.grids.keys()].map((code): [string, readonly number[]] => [
    code,
    pointsAt({ draft, census }, 'grid', code),
  ])
  const grids = { of: TrieMap.from(lists), outside: census.outside }
  joined.set(draft, { census, grids })
  return grids
}

function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
