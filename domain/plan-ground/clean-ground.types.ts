import type { Position } from '#domain/contract/common.ts'
import type { PlanGround } from '#domain/contract/plan.ts'

type Polygons = readonly (readonly (readonly (readonly number[])[])[])[]

/** An area as a file has it: MultiPolygon coordinates in degrees, in any order and turn, with whatever is wrong with them. */
export interface RawArea {
  /** Row of the file, and what people call it. */
  readonly row: number
  readonly code: string | null
  readonly name: string
  readonly polygons: Polygons
}

export interface RawGrid extends RawArea {
  readonly kind: 'base' | 'dedicated'
  /** Code of its community; null: the one it lies in. */
  readonly community: string | null
}

export interface RawMicroGrid extends RawArea {
  /** Code of its grid; null: the one it lies in. */
  readonly grid: string | null
}

/** Ground that a plan may be drawn on: a community, with the ground of its grids today (or its own where it has none). */
export interface HomeGround {
  readonly code: string
  readonly polygons: Polygons
}

export interface CleanChoices {
  /** Gaps and slivers up to this width go to the neighbour with the longest border. */
  readonly mendMeters: number
  /** Gaps by their id that go to that neighbour all the same. */
  readonly fill: ReadonlySet<string>
}

/** What the clean-up did, or left as it is. */
export type CleanChangeKind =
  /** A ring without ground. */
  | 'ring-dropped'
  /** A border that crosses itself: what it winds around is its ground. */
  | 'border-crossed-itself'
  /** The same ground as another area; left out. */
  | 'duplicate'
  /** Nothing is left of it: others claim its ground; left out. */
  | 'area-dropped'
  /** Ground of several areas went to the smallest. */
  | 'overlap'
  /** Ground beyond the communities of the plan was cut off. */
  | 'beyond'
  /** Ground of a micro-grid outside of its grid was cut off. */
  | 'micro-grid-beyond'
  /** Nobody's ground went to a neighbour. */
  | 'gap-closed'
  /** Nobody's ground stays nobody's. */
  | 'gap'
  /** Rows of one code became one area. */
  | 'rows-joined'
  /** An area of several parts. */
  | 'parts'

export interface CleanChange {
  /** Stable: the same place has the same id. */
  readonly id: string
  readonly kind: CleanChangeKind
  /** Names concerned, the one that got the ground first. */
  readonly names: readonly string[]
  readonly areaSquareMeters: number
  /** About the width of a sliver; 0 where it says nothing. */
  readonly widthMeters: number
  readonly at: Position | null
  /** Ground concerned, MultiPolygon coordinates in degrees; [] for what has none. */
  readonly polygons: Position[][][]
}

export interface CleanGround {
  readonly ground: PlanGround
  /** The largest first within each kind. */
  readonly changes: readonly CleanChange[]
}
