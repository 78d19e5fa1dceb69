import type { Lattice } from './county-mask.ts'
import { densityOfSum, type KernelSums } from './kernel-sums.ts'
import { HIGHEST_STEP, type PackedValues } from './pack-surface.ts'

/** A surface without its margins of zeros, packed. */
export interface PackedSurface extends Lattice, PackedValues {
  steps: Uint16Array
  /** All steps together. */
  stepSum: number
}

/**
 * Sums as they are sent, with their highest density in issues per km²: `packValues(cropSurface(surfaceOfSums(...)))` to the
 * bit, without the surfaces between (6 ms of 640,000 cells where those took 20).
 */
export function packSums(kernels: KernelSums, bandwidthMeters: number): PackedSurface & { peak: number } {
  const { highest, ...box } = boxOfSums(kernels)
  const peak = highest < 0 ? 0 : densityOfSum(kernels, highest, bandwidthMeters)
  const stepPerSquareKilometer = peak / HIGHEST_STEP
  const perStep = 1 / stepPerSquareKilometer
  const steps = new Uint16Array(box.width * box.height)
  let stepSum = 0
  for (let row = 0; peak > 0 && row < box.height; row++) {
    const from = (box.south + row) * kernels.width + box.west
    for (let column = 0, at = row * box.width; column < box.width; column++, at++) {
      // storing drops the fraction: adding a half rounds
      steps[at] = densityOfSum(kernels, from + column, bandwidthMeters) * perStep + 0.5
      stepSum += steps[at]!
    }
  }
  const { west, south, width, height } = box
  return {
    firstColumn: width === 0 ? kernels.firstColumn : kernels.firstColumn + west,
    firstRow: height === 0 ? kernels.firstRow : kernels.firstRow + south,
    ...{ width, height, steps, stepSum, stepPerSquareKilometer, peak },
  }
}

/** The smallest rectangle of all sums in the county that are not 0, and the cell of the highest; -1 where there is none. */
function boxOfSums({ sums, mask, width, height }: KernelSums) {
  let [west, east, south, north] = [width, -1, height, -1]
  let highest = -1
  let most = 0
  for (let row = 0, cell = 0; row < height; row++) {
    let first = width
    let last = -1
    for (let column = 0; column < width; column++, cell++) {
      const sum = sums[cell]!
      if (sum === 0 || (mask !== null && mask.inside[cell] !== 1)) continue
      if (last < 0) first = column
      last = column
      if (sum > most) {
        most = sum
        highest = cell
      }
    }
    if (last < 0) continue
    west = Math.min(west, first)
    east = Math.max(east, last)
    south = Math.min(south, row)
    north = row
  }
  if (east < 0) return { west: 0, south: 0, width: 0, height: 0, highest }
  return { west, south, width: east - west + 1, height: north - south + 1, highest }
}
