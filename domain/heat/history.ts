import type { DayEntries } from './day-entries.ts'
import type { MetricPlane } from './metric-plane.ts'

/** The lattice of a history: the county's whole, so that every page of days lies on the same. */
export interface HistoryGrid {
  plane: MetricPlane
  cellMeters: number
  firstColumn: number
  firstRow: number
  width: number
  height: number
}

/** Issues filed on one day by cell. */
export interface CellEntries {
  /** Cells from the lattice's south-west corner, by entry. */
  column: Uint32Array
  row: Uint32Array
  filed: Uint32Array
  /** What an entry's kernel is multiplied by: `filed`, unless it is corrected at a border. */
  weight: Float64Array
}

/** Issues filed by day and cell, for playing; days come as they are needed. */
export interface History extends HistoryGrid {
  /** By day, oldest first; null where a day has not come yet. */
  days: (CellEntries | null)[]
}

/** Entries of a day whose places are cells, row by row from the south-west. Throws where one lies outside the lattice. */
export function cellEntries({ place, filed }: DayEntries, { width, height }: HistoryGrid): CellEntries {
  const outside = place.find((cell) => cell >= width * height)
  if (outside !== undefined)
    throw new Error(`cell ${outside} of the history lies outside its lattice of ${width} x ${height} cells`)
  return {
    column: place.map((cell) => cell % width),
    row: place.map((cell) => Math.floor(cell / width)),
    filed,
    weight: Float64Array.from(filed),
  }
}

/** Entries of a day that has come. Throws for one that has not: whoever moves a window fetches its days before. */
export function dayOf<Entries>(days: readonly (Entries | null)[], day: number): Entries {
  const found = days[day]
  if (!found) throw new Error(`day ${day} of ${days.length} has not come yet`)
  return found
}
