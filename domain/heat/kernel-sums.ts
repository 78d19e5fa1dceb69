import { type CountyMask, isInCounty, type Lattice } from './county-mask.ts'
import type { HeatOptions } from './heat-options.ts'
import type { MetricPlane } from './metric-plane.ts'
import type { PlanePlaces } from './plane-places.ts'
import { spreadTally } from './spread-tally.ts'
import { KERNEL_STEPS, type KernelShape, kernelShape, stampKernel } from './stamp-kernel.ts'
import type { Surface } from './surface.ts'

/** What one issue counts in a tally. */
const ISSUE_STEPS = 2 ** 11
/** Parts of a cell's side that a place is told to: 1.6 m of 50. */
const PARTS = 32
/** Of the four cells around a place those count whose kernel has at least such a part of the best one's share inside. */
const LEAST_REACHED = 4

/**
 * Sums of kernels on a lattice, in whole steps: they add up exactly, so the order does not matter, and taking a kernel away
 * leaves nothing of it behind.
 */
export interface KernelSums extends Lattice {
  shape: KernelShape
  /** By cell, row by row. */
  sums: Float64Array
  /** Null: the kernels are not cut. */
  mask: CountyMask | null
  /** By cell that the border is near: the share of its kernel that is the county's. */
  shares: Map<number, number>
}

export function kernelSums(lattice: Lattice, radiusCells: number, mask: CountyMask | null): KernelSums {
  const { firstColumn, firstRow, width, height } = lattice
  const sums = new Float64Array(width * height)
  return { firstColumn, firstRow, width, height, shape: kernelShape(radiusCells), sums, mask, shares: new Map() }
}

/**
 * Adds the kernel of an issue, or takes it away: weighed among the kernels of the four cells whose middles are around it, so
 * that what is the same for every issue of a cell is worked out once, and a million cost what their cells cost
 * (`spreadTally`). Against the kernel of the place itself that is at most 2.8 % of an issue's peak at six cells a bandwidth.
 * At the county's border a cell's kernel is divided by its own share inside, so that the county keeps the whole issue.
 * Source: Jones and Lotwick, A remark on algorithm AS 176, Journal of the Royal Statistical Society C 33 (1984) 120-122
 * (linear binning); Diggle, A kernel method for smoothing point process data, the same 34 (1985) 138-147; Jones, Simple
 * boundary correction for kernel density estimation, Statistics and Computing 3 (1993) 135-146; by the share at the issue,
 * not at the cell: the mass is kept. Of uniform points it tells 98.7 % of the true density over a bandwidth from the border
 * and 78 % at the border itself (84 % and 57 % without).
 * @param east, north in cells about the plane's origin
 * @param sign 1 or -1
 * @returns false when the place is not in the county: nothing is added
 */
export function addKernel(kernels: KernelSums, east: number, north: number, sign: 1 | -1): boolean {
  const { mask, firstColumn, firstRow } = kernels
  if (mask !== null && !isInCounty(mask, east - firstColumn, north - firstRow)) return false
  weigh(kernels, null, east, north, sign)
  return true
}

/** Adds the kernels of many places at once; places in cells about the plane's origin, interleaved. Tells how many are in the county. */
export function addKernels(kernels: KernelSums, places: Float64Array): number {
  const { mask, firstColumn, firstRow } = kernels
  const tally = new Float64Array(kernels.sums.length)
  let counted = 0
  for (let i = 0; i < places.length; i += 2) {
    const [east, north] = [places[i]!, places[i + 1]!]
    if (mask !== null && !isInCounty(mask, east - firstColumn, north - firstRow)) continue
    weigh(kernels, tally, east, north, 1)
    counted++
  }
  spreadTally(kernels.shape, kernels.sums, tally, kernels.width)
  return counted
}

/**
 * Adds the kernels of all rows of `coming` and takes those of `going` away, at once: every issue is a look at its own place,
 * and the rest is the price of the cells. Tells how many more there are in the county, and outside.
 */
export function changeKernels(
  kernels: KernelSums,
  cellMeters: number,
  places: PlanePlaces,
  coming: Int32Array,
  going: Int32Array,
): { count: number; outside: number } {
  const tally = new Float64Array(kernels.sums.length)
  const came = tallyRows(kernels, tally, cellMeters, places, coming, 1)
  const went = tallyRows(kernels, tally, cellMeters, places, going, -1)
  spreadTally(kernels.shape, kernels.sums, tally, kernels.width)
  return { count: came - went, outside: coming.length - came - (going.length - went) }
}

/** Tallies rows and tells how many lie in the county; `weigh` of each, written out for the many that the border is far from. */
function tallyRows(
  kernels: KernelSums,
  tally: Float64Array,
  cellMeters: number,
  { east, north, inside }: PlanePlaces,
  rows: Int32Array,
  sign: 1 | -1,
): number {
  const { mask, width, firstColumn, firstRow } = kernels
  const whole = mask?.whole ?? null
  const each = (sign * ISSUE_STEPS) / PARTS ** 2
  let counted = 0
  for (let i = 0; i < rows.length; i++) {
    const at = rows[i]!
    if (inside[at] === 0) continue
    counted++
    const right = Math.round((east[at]! / cellMeters - firstColumn - 0.5) * PARTS)
    const up = Math.round((north[at]! / cellMeters - firstRow - 0.5) * PARTS)
    const column = Math.floor(right / PARTS)
    const row = Math.floor(up / PARTS)
    const toEast = right - column * PARTS
    const toNorth = up - row * PARTS
    const cell = row * width + column
    if (mask !== null && whole !== null && (whole[cell] === 0 || whole[cell + width + 1] === 0)) {
      weighAtBorder(kernels, mask, tally, cell, toEast, toNorth, sign)
      continue
    }
    const south = (PARTS - toNorth) * each
    const rest = toNorth * each
    tally[cell]! += (PARTS - toEast) * south
    tally[cell + 1]! += toEast * south
    tally[cell + width]! += (PARTS - toEast) * rest
    tally[cell + width + 1]! += toEast * rest
  }
  return counted
}

/** Shares an issue of the county among the four cells around it, in a tally or at once. */
function weigh(kernels: KernelSums, tally: Float64Array | null, east: number, north: number, sign: 1 | -1): void {
  const { mask, width, firstColumn, firstRow } = kernels
  const right = Math.round((east - firstColumn - 0.5) * PARTS)
  const up = Math.round((north - firstRow - 0.5) * PARTS)
  const column = Math.floor(right / PARTS)
  const row = Math.floor(up / PARTS)
  const toEast = right - column * PARTS
  const toNorth = up - row * PARTS
  const cell = row * width + column
  if (mask !== null && (mask.whole[cell] === 0 || mask.whole[cell + width + 1] === 0))
    return weighAtBorder(kernels, mask, tally, cell, toEast, toNorth, sign)
  const each = (sign * ISSUE_STEPS) / PARTS ** 2
  put(kernels, tally, cell, (PARTS - toEast) * (PARTS - toNorth) * each)
  put(kernels, tally, cell + 1, toEast * (PARTS - toNorth) * each)
  put(kernels, tally, cell + width, (PARTS - toEast) * toNorth * each)
  put(kernels, tally, cell + width + 1, toEast * toNorth * each)
}

function weighAtBorder(
  kernels: KernelSums,
  mask: CountyMask,
  tally: Float64Array | null,
  cell: number,
  toEast: number,
  toNorth: number,
  sign: 1 | -1,
): void {
  const [toWest, toSouth] = [PARTS - toEast, PARTS - toNorth]
  const near = [cell, cell + 1, cell + kernels.width, cell + kernels.width + 1]
  const shares = near.map((one) => shareInside(kernels, mask, one))
  // of a cell that reaches the county far less than another does nothing is asked: its sliver would become a needle
  const least = Math.max(...shares) / LEAST_REACHED
  const weights = [toWest * toSouth, toEast * toSouth, toWest * toNorth, toEast * toNorth].map((weight, i) =>
    // of a place on a middle the others have a little all the same, so that somebody always has it
    shares[i]! >= least ? Math.max(weight, 1) : 0,
  )
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  for (const [i, weight] of weights.entries())
    if (weight > 0) put(kernels, tally, near[i]!, sign * Math.round((ISSUE_STEPS * weight) / all / shares[i]!))
}

function put({ shape, sums, width }: KernelSums, tally: Float64Array | null, cell: number, steps: number): void {
  if (tally !== null) tally[cell]! += steps
  else if (steps !== 0) stampKernel(shape, sums, width, cell, steps)
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
  return Math.fround(sums[cell]! * (3e6 / (Math.PI * bandwidthMeters ** 2 * ISSUE_STEPS * KERNEL_STEPS)))
}

/** Share of a cell's kernel that falls on the county's cells. */
function shareInside({ shape, width, shares }: KernelSums, mask: CountyMask, cell: number): number {
  if (mask.whole[cell] === 1) return 1
  const known = shares.get(cell)
  if (known !== undefined) return known
  const { reach, weights } = shape
  let [inside, all] = [0, 0]
  for (let row = -reach, at = 0; row <= reach; row++)
    for (let column = -reach; column <= reach; column++, at++) {
      all += weights[at]!
      if (mask.inside[cell + row * width + column] === 1) inside += weights[at]!
    }
  shares.set(cell, inside / all)
  return inside / all
}
