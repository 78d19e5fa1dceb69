/** Limits of what may be asked, in metres and cells. */
export const HEAT_LIMITS = {
  bandwidthMeters: [50, 5000],
  /** Cells per bandwidth: fewer and the surface would miss issues, more and it only repeats what the kernel blurred. */
  cellsPerBandwidth: [3, 40],
  cells: 4_000_000,
} as const

export type HeatRefusal =
  | 'bandwidth-outside-limits'
  | 'cell-outside-limits'
  | 'too-many-cells'
  | 'position-not-on-earth'
  | 'breaks-not-rising'

export interface HeatOptions {
  bandwidthMeters: number
  cellMeters: number
}

/** Why these options cannot be computed, or null. At 3 cells per bandwidth the sum is within 1 % for any single issue. */
export function refuseHeatOptions({ bandwidthMeters, cellMeters }: HeatOptions): HeatRefusal | null {
  const [least, most] = HEAT_LIMITS.bandwidthMeters
  if (!(bandwidthMeters >= least && bandwidthMeters <= most)) return 'bandwidth-outside-limits'
  const [finest, coarsest] = cellLimits(bandwidthMeters)
  if (!(cellMeters >= finest && cellMeters <= coarsest)) return 'cell-outside-limits'
  return null
}

/** Finest and coarsest cell in metres that a bandwidth allows. */
export function cellLimits(bandwidthMeters: number): [number, number] {
  const [fewest, most] = HEAT_LIMITS.cellsPerBandwidth
  return [bandwidthMeters / most, bandwidthMeters / fewest]
}

/**
 * The cell used when none is asked for: a sixth of the bandwidth, 50 m at 300 m; coarser, up to what the bandwidth allows,
 * where a county of `eastMeters` by `northMeters` would have too many cells.
 */
export function usualCellMeters(bandwidthMeters: number, [eastMeters, northMeters] = [0, 0]): number {
  const sixth = bandwidthMeters / 6
  // two cells more for the rim
  const around = 2 * bandwidthMeters + 4 * sixth
  const cells = ((eastMeters + around) * (northMeters + around)) / sixth ** 2
  const [, coarsest] = cellLimits(bandwidthMeters)
  return cells <= HEAT_LIMITS.cells ? sixth : Math.min(coarsest, sixth * Math.sqrt(cells / HEAT_LIMITS.cells) * 1.001)
}
