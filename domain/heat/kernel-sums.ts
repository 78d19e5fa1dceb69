import { type CountyMask, isInCounty, type Lattice } from './county-mask.ts'
import type { HeatOptions } from './heat-options.ts'
import type { MetricPlane } from './metric-plane.ts'
import { type KernelShape, kernelShape, SPARE_CELLS, stampKernel } from './stamp-kernel.ts'
import type { Surface } from './surface.ts'

/**
 * Sums of kernels on a lattice, of height 1 over their middle. What is added is rounded to whole multiples of 2^-30, and
 * whole numbers add up exactly: the order does not matter, and taking a kernel away leaves nothing of it behind.
 */
export interface KernelSums extends Lattice {
  radiusCells: number
  shape: KernelShape
  /** By cell, row by row, and some to spare. */
  sums: Float64Array
  /** Null: the kernels are not cut. */
  mask: CountyMask | null
}

export function kernelSums(lattice: Lattice, radiusCells: number, mask: CountyMask | null): KernelSums {
  const { firstColumn, firstRow, width, height } = lattice
  const sums = new Float64Array(width * height + SPARE_CELLS)
  return { firstColumn, firstRow, width, height, radiusCells, shape: kernelShape(radiusCells), sums, mask }
}

/**
 * Adds the kernel of an issue, or takes it away.
 * At the county's border it is divided by its own share inside, so that the county keeps the whole issue.
 * Source: Diggle, A kernel method for smoothing point process data, Journal of the Royal Statistical Society C 34 (1985)
 * 138-147; Jones, Simple boundary correction for kernel density estimation, Statistics and Computing 3 (1993) 135-146;
 * by the share at the issue, not at the cell: the mass is kept. Of uniform points it tells 98.7 % of the true density over a
 * bandwidth from the border and 78 % at the border itself (84 % and 57 % without).
 * @param east, north in cells about the plane's origin
 * @param sign 1 or -1
 * @returns false when the place is not in the county: nothing is added
 */
export function addKernel(kernels: KernelSums, east: number, north: number, sign: 1 | -1): boolean {
  const x = east - kernels.firstColumn
  const y = north - kernels.firstRow
  const { mask } = kernels
  let height = 1
  if (mask) {
    if (!isInCounty(mask, x, y)) return false
    if (mask.whole[Math.floor(y) * kernels.width + Math.floor(x)] === 0) height = 1 / shareInside(kernels, mask, x, y)
  }
  stampKernel(kernels.shape, kernels.sums, kernels.width, x - 0.5, y - 0.5, sign * height)
  return true
}

/** The sums as densities in issues per km²; 0 beyond the county's cells. */
export function surfaceOfSums(kernels: KernelSums, plane: MetricPlane, options: HeatOptions): Surface {
  const { firstColumn, firstRow, width, height } = kernels
  const values = new Float32Array(width * height)
  for (let cell = 0; cell < values.length; cell++) values[cell] = densityOfSum(kernels, cell, options.bandwidthMeters)
  return { plane, ...options, firstColumn, firstRow, width, height, values }
}

/** One of them, as a surface keeps it: in single precision. */
export function densityOfSum({ sums, mask }: KernelSums, cell: number, bandwidthMeters: number): number {
  if (mask !== null && mask.inside[cell] !== 1) return 0
  // a quartic kernel of bandwidth h is 3 / (π h²) high over its middle
  return Math.fround(sums[cell]! * (3e6 / (Math.PI * bandwidthMeters ** 2)))
}

/** Share of a kernel's sum over all cells that falls on the county's. */
function shareInside({ width, radiusCells }: KernelSums, mask: CountyMask, left: number, below: number): number {
  const x = left - 0.5
  const y = below - 0.5
  let inside = 0
  let all = 0
  for (let row = Math.ceil(y - radiusCells); row <= y + radiusCells; row++)
    for (let column = Math.ceil(x - radiusCells); column <= x + radiusCells; column++) {
      const value = 1 - ((column - x) ** 2 + (row - y) ** 2) / radiusCells ** 2
      if (value <= 0) continue
      all += value * value
      if (mask.inside[row * width + column] === 1) inside += value * value
    }
  return inside / all
}
