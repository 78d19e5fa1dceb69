import type { Position } from '#domain/contract/common.ts'
import type { PlanGround } from '#domain/contract/plan.ts'
import type { cleanChangeKinds } from '#domain/contract/plan-file.ts'

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

/**
 * What the clean-up did, or left as it is: a ring without ground dropped; a border that crosses itself (what it winds around
 * is its ground); the same ground as another area (left out); an area of which nothing is left; ground of several that went
 * to the smallest; ground beyond the communities of the plan, or of a micro-grid outside of its grid, cut off; nobody's
 * ground that went to a neighbour, or stays nobody's; rows of one code joined; an area of several parts.
 */
export type CleanChangeKind = (typeof cleanChangeKinds)[number]

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
