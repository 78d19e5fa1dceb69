import type { Box, Position } from '#domain/contract/common.ts'
import type { StyledFeature } from '#server/print/paint-style.ts'

/** One grid on a sheet; its number stands on the map and in the table. */
export interface SheetGrid {
  number: number
  code: string
  name: string
  kind: 'base' | 'dedicated'
  households: number
  /** null: withheld from who prints. */
  elderly: number | null
  workers: string[]
  polygons: Position[][][]
  /** Where its number stands. */
  at: Position
  /** Number of its colour. */
  tone: number
}

export interface SheetMap {
  box: Box
  /** The map is 1 : scale. */
  scale: number
  features: StyledFeature[]
  grids: SheetGrid[]
  stations: { name: string; position: Position }[]
}

/** A map sheet of one community, A3 lying. */
export interface SheetPage {
  kind: 'sheet'
  county: string
  street: string
  community: string
  /** The plan whose grids these are; '' for those of today. */
  plan: string
  map: SheetMap
  /** Households a base grid should have. */
  norm: readonly [number, number]
  demo: boolean
  attribution: string
  /** Days in words: of the grids, of printing. */
  asOf: string
  printed: string
  names: string[]
}
