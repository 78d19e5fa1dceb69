import { type CountyMask, isInCounty, type Lattice } from './county-mask.ts'
import type { HeatOptions } from './heat-options.ts'
import type { MetricPlane } from './metric-plane.ts'
import type { Surface } from './surface.ts'

/**
 * Sums of kernels on a lattice, of height 1 over their middle. What is added is rounded to whole multiples of 2^-30, and
 * whole numbers add up exactly: the order does not matter, and taking a kernel away leaves nothing of it behind.
 */
export interface KernelSums extends Lattice {
  radiusCells: number
  sums: Float64Array
  /** Null: the kernels are not cut. */
  border: Border | null
}

interface Border {
  mask: CountyMask
  /** By cell: 1 when every cell that a kernel from it reaches is the county's. */
  whole: Uint8Array
}

/** Added and taken away again, this rounds a number below 2^22 to a multiple of 2^-30. */
const ROUNDING = 1.5 * 2 ** 22

export function kernelSums(lattice: Lattice, radiusCells: number, mask: CountyMask | null): KernelSums {
  const { firstColumn, firstRow, width, height } = lattice
  const border = mask && { mask, whole: wholeAround(mask, Math.ceil(radiusCells + 0.5)) }
  return { firstColumn, firstRow, width, height, radiusCells, sums: new Float64Array(width * height), border }
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
  const { border } = kernels
  let height = 1
  if (border) {
    if (!isInCounty(border.mask, x, y)) return false
    if (border.whole[Math.floor(y) * kernels.width + Math.floor(x)] === 0)
      height = 1 / shareInside(kernels, border, x, y)
  }
  stamp(kernels.sums, kernels.width, x - 0.5, y - 0.5, kernels.radiusCells, sign * height)
  return true
}

/** The sums as densities in issues per km²; 0 beyond the county's cells. */
export function surfaceOfSums(kernels: KernelSums, plane: MetricPlane, options: HeatOptions): Surface {
  const { firstColumn, firstRow, width, height, sums, border } = kernels
  // a quartic kernel of bandwidth h is 3 / (π h²) high over its middle
  const peakPerSquareKilometer = 3e6 / (Math.PI * options.bandwidthMeters ** 2)
  const values = new Float32Array(sums.length)
  for (let cell = 0; cell < values.length; cell++)
    if (border === null || border.mask.inside[cell] === 1) values[cell] = sums[cell]! * peakPerSquareKilometer
  return { plane, ...options, firstColumn, firstRow, width, height, values }
}

/** Adds `height` (1 - d²/r²)² to every cell, x and y being those of cell centres. The hot loop: 113 cells at r = 6. */
function stamp(sums: Float64Array, width: number, x: number, y: number, radius: number, height: number): void {
  const step = 1 / radius
  const lastRow = Math.floor(y + radius)
  for (let row = Math.ceil(y - radius); row <= lastRow; row++) {
    const dy = (row - y) * step
    const rest = 1 - dy * dy
    const reach = Math.sqrt(Math.max(rest, 0)) * radius
    const first = Math.ceil(x - reach)
    const last = row * width + Math.floor(x + reach)
    let dx = (first - x) * step
    for (let cell = row * width + first; cell <= last; cell++) {
      const value = rest - dx * dx
      sums[cell]! += value * value * height + ROUNDING - ROUNDING
      dx += step
    }
  }
}

/** Share of a kernel's sum over all cells that falls on the county's. */
function shareInside({ width, radiusCells }: KernelSums, { mask }: Border, left: number, below: number): number {
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

/** By cell: 1 when all cells at most `reach` rows and columns away are inside. By sums over rows, then over columns. */
function wholeAround({ width, height, inside }: CountyMask, reach: number): Uint8Array {
  const runs = new Uint8Array(inside.length)
  for (let row = 0; row < height; row++)
    for (let column = 0, run = 0; column < width; column++) {
      run = inside[row * width + column] === 1 ? run + 1 : 0
      if (run > 2 * reach) runs[row * width + column - reach] = 1
    }
  const whole = new Uint8Array(inside.length)
  for (let column = 0; column < width; column++)
    for (let row = 0, run = 0; row < height; row++) {
      run = runs[row * width + column] === 1 ? run + 1 : 0
      if (run > 2 * reach) whole[(row - reach) * width + column] = 1
    }
  return whole
}
