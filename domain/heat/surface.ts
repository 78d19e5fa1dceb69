import type { MetricPlane } from './metric-plane.ts'

/**
 * A density surface on a square lattice of cells, in issues per km².
 * The value of cell (column, row), counted from the south-west, stands for the cell's centre,
 * `((firstColumn + column + 0.5) * cellMeters, (firstRow + row + 0.5) * cellMeters)` on the plane.
 * The lattice is tied to the plane's origin, not to the issues: a new issue never makes the picture swim.
 */
export interface Surface {
  plane: MetricPlane
  cellMeters: number
  bandwidthMeters: number
  firstColumn: number
  firstRow: number
  /** Cells east-west and south-north; both 0 when there is nothing to show. */
  width: number
  height: number
  /** Row by row from the south-west corner, west to east. */
  values: Float32Array
}

/** Number of issues that the surface adds up to: the sum of density x cell area. */
export function massOf(surface: Surface): number {
  const cellSquareKilometers = (surface.cellMeters / 1000) ** 2
  let sum = 0
  for (const value of surface.values) sum += value
  return sum * cellSquareKilometers
}

/** Highest density of the surface, issues per km²; 0 when it is empty. */
export function peakOf(surface: Surface): number {
  let peak = 0
  for (const value of surface.values) if (value > peak) peak = value
  return peak
}

/** The value farthest from 0, without its sign; 0 when there is none. */
export function farthestOf(values: Float32Array): number {
  let most = 0
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!)
    if (size > most) most = size
  }
  return most
}
