import { type CountyMask, latticeAround } from './county-mask.ts'
import { HEAT_LIMITS, type HeatOptions, type HeatRefusal, refuseHeatOptions } from './heat-options.ts'
import { addKernels, kernelSums, surfaceOfSums } from './kernel-sums.ts'
import { type MetricPlane, toPlane } from './metric-plane.ts'
import type { Surface } from './surface.ts'

/** `outside`: places that are not in the county and not on the surface. */
export type DensityResult = { ok: true; surface: Surface; outside: number } | { ok: false; reason: HeatRefusal }

/**
 * Kernel density of points in issues per km², each point counting 1.
 * @param positions longitude, latitude in degrees, interleaved
 * @param plane where the metres are measured; its origin also ties the lattice
 * @param mask made by `maskCounty` for the same plane and options: the surface then spans the county, is corrected at its
 *   border (see `addKernel`) and 0 beyond; without it, it spans the points
 * Kernel: quartic (biweight), K(d) = 3 / (π h²) · (1 - d²/h²)² for d < h, else 0.
 * Source: Silverman, Density Estimation for Statistics and Data Analysis (1986), section 4.2, K2.
 */
export function densitySurface(
  positions: Float64Array,
  plane: MetricPlane,
  options: HeatOptions,
  mask: CountyMask | null = null,
): DensityResult {
  const refusal = refuseHeatOptions(options)
  if (refusal) return { ok: false, reason: refusal }
  const { bandwidthMeters, cellMeters } = options
  const cells = toCells(positions, plane, cellMeters)
  if (!cells) return { ok: false, reason: 'position-not-on-earth' }
  const lattice = mask ?? latticeAround(cells, bandwidthMeters / cellMeters + 1)
  if (lattice.width * lattice.height > HEAT_LIMITS.cells) return { ok: false, reason: 'too-many-cells' }
  const kernels = kernelSums(lattice, bandwidthMeters / cellMeters, mask)
  const outside = cells.length / 2 - addKernels(kernels, cells)
  return { ok: true, surface: surfaceOfSums(kernels, plane, { bandwidthMeters, cellMeters }), outside }
}

/** Positions in cells east and north of the origin, interleaved; null when one is not a place on earth. */
function toCells(positions: Float64Array, plane: MetricPlane, cellMeters: number): Float64Array | null {
  const cells = new Float64Array(positions.length)
  for (let i = 0; i < positions.length; i += 2) {
    const longitude = positions[i]!
    const latitude = positions[i + 1]!
    if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) return null
    const [east, north] = toPlane(plane, longitude, latitude)
    cells[i] = east / cellMeters
    cells[i + 1] = north / cellMeters
  }
  return cells
}
