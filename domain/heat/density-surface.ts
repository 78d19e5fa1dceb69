import { HEAT_LIMITS, type HeatOptions, type HeatRefusal, refuseHeatOptions } from './heat-options.ts'
import { type MetricPlane, toPlane } from './metric-plane.ts'
import type { Surface } from './surface.ts'

export type DensityResult = { ok: true; surface: Surface } | { ok: false; reason: HeatRefusal }

/**
 * Kernel density of points in issues per km², each point counting 1.
 * @param positions longitude, latitude in degrees, interleaved
 * @param plane where the metres are measured; its origin also ties the lattice
 * Kernel: quartic (biweight), K(d) = 3 / (π h²) · (1 - d²/h²)² for d < h, else 0.
 * Source: Silverman, Density Estimation for Statistics and Data Analysis (1986), section 4.2, K2.
 */
export function densitySurface(positions: Float64Array, plane: MetricPlane, options: HeatOptions): DensityResult {
  const refusal = refuseHeatOptions(options)
  if (refusal) return { ok: false, reason: refusal }
  const { bandwidthMeters, cellMeters } = options
  const cells = toCells(positions, plane, cellMeters)
  if (!cells) return { ok: false, reason: 'position-not-on-earth' }
  const extent = extentOf(cells, bandwidthMeters / cellMeters)
  if (extent.width * extent.height > HEAT_LIMITS.cells) return { ok: false, reason: 'too-many-cells' }
  const values = new Float32Array(extent.width * extent.height)
  stampKernels(values, extent, cells, bandwidthMeters / cellMeters)
  const peakPerSquareKilometer = 3e6 / (Math.PI * bandwidthMeters * bandwidthMeters)
  for (let i = 0; i < values.length; i++) values[i]! *= peakPerSquareKilometer
  return { ok: true, surface: { plane, cellMeters, bandwidthMeters, ...extent, values } }
}

interface Extent {
  firstColumn: number
  firstRow: number
  width: number
  height: number
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

/** The smallest lattice that holds every kernel whole, with a rim of zeros for the contours to close on. */
function extentOf(cells: Float64Array, radiusCells: number): Extent {
  if (cells.length === 0) return { firstColumn: 0, firstRow: 0, width: 0, height: 0 }
  let west = Infinity
  let south = Infinity
  let east = -Infinity
  let north = -Infinity
  for (let i = 0; i < cells.length; i += 2) {
    west = Math.min(west, cells[i]!)
    east = Math.max(east, cells[i]!)
    south = Math.min(south, cells[i + 1]!)
    north = Math.max(north, cells[i + 1]!)
  }
  const firstColumn = Math.floor(west - radiusCells) - 1
  const firstRow = Math.floor(south - radiusCells) - 1
  const width = Math.ceil(east + radiusCells) + 1 - firstColumn
  const height = Math.ceil(north + radiusCells) + 1 - firstRow
  return { firstColumn, firstRow, width, height }
}

/** Adds (1 - d²/h²)² around every point; the constant factor is multiplied in once at the end. */
function stampKernels(values: Float32Array, extent: Extent, cells: Float64Array, radiusCells: number): void {
  const step = 1 / radiusCells
  for (let i = 0; i < cells.length; i += 2) {
    // of cell centres: cell c has its centre at c + 0.5
    const x = cells[i]! - extent.firstColumn - 0.5
    const y = cells[i + 1]! - extent.firstRow - 0.5
    const lastRow = Math.floor(y + radiusCells)
    for (let row = Math.ceil(y - radiusCells); row <= lastRow; row++) {
      const dy = (row - y) * step
      const rest = 1 - dy * dy
      const reach = Math.sqrt(Math.max(0, rest)) * radiusCells
      const from = Math.ceil(x - reach)
      let dx = (from - x) * step
      const first = row * extent.width + from
      const last = row * extent.width + Math.floor(x + reach)
      for (let index = first; index <= last; index++) {
        const height = rest - dx * dx
        values[index]! += height * height
        dx += step
      }
    }
  }
}
