import type { LatticePolygon } from '#domain/partition/partition.types.ts'

/** A grid or a micro-grid with its ground. */
export interface GroundArea {
  /** Its code today, or the one a draft gave it; told apart by whether it stood before. */
  readonly code: string
  readonly name: string
  /** Community of a grid, grid of a micro-grid: the code before uniform codes are given. */
  readonly parent: string
  /** Of a grid; null for micro-grids. */
  readonly kind: 'base' | 'dedicated' | null
  readonly polygons: readonly LatticePolygon[]
}

/** Grids with their micro-grids at one moment. */
export interface Ground {
  readonly grids: readonly GroundArea[]
  readonly microGrids: readonly GroundArea[]
}
