import type { Position } from '#domain/contract/common.ts'

/** One area of a file: MultiPolygon coordinates in the system of the file, outer rings counter-clockwise, closed. */
export interface FileArea {
  code: string
  name: string
  /** Code of the community of a grid, of the grid of a micro-grid. */
  parent: string
  /** Of a grid; '' for micro-grids. */
  kind: string
  polygons: Position[][][]
}

/** One layer of a file: all grids, or all micro-grids. */
export interface FileLayer {
  name: 'grid' | 'micro_grid'
  areas: readonly FileArea[]
}
