import { densityOfSum, type KernelSums } from './kernel-sums.ts'
import { type PackedSurface, packSums } from './pack-sums.ts'
import { HIGHEST_STEP } from './pack-surface.ts'

export interface PackedSums {
  /** The kernel of a place was added or taken away; x and y in cells from the lattice's south-west corner. */
  touch(x: number, y: number): void
  /** Many came at once. */
  forget(): void
  /** As it is now, equal to the bit to what is packed anew; a copy that later changes leave alone. */
  packed(): PackedSurface
}

/** From so many changes on, all is packed anew: every cell once, and not those of each kernel. */
const MOST_TOUCHED = 500

/**
 * The packed picture of sums that follow single issues: packed once, then only the cells under the kernels that came or went.
 * All of it is packed anew where the highest density is another one, because every step is a part of it, and where a change
 * reaches the margin of the picture, because the picture may then be larger or smaller.
 */
export function createPackedSums(kernels: KernelSums, bandwidthMeters: number): PackedSums {
  const { reach } = kernels.shape
  const touched: number[] = []
  let kept: (PackedSurface & { peak: number }) | null = null

  /** Packs the cells under one kernel; false when the whole picture is another one. */
  function repack(picture: PackedSurface & { peak: number }, x: number, y: number): boolean {
    const west = kernels.firstColumn + Math.floor(x - 0.5) - reach - picture.firstColumn
    const south = kernels.firstRow + Math.floor(y - 0.5) - reach - picture.firstRow
    const [east, north] = [west + 2 * reach + 3, south + 2 * reach + 3]
    if (west < 1 || south < 1 || east > picture.width - 1 || north > picture.height - 1) return false
    const { steps, width, peak, stepPerSquareKilometer } = picture
    const perStep = 1 / stepPerSquareKilometer
    for (let row = south; row < north; row++) {
      const from =
        (picture.firstRow + row - kernels.firstRow) * kernels.width + picture.firstColumn - kernels.firstColumn
      for (let column = west; column < east; column++) {
        const cell = row * width + column
        const density = densityOfSum(kernels, from + column, bandwidthMeters)
        if (density > peak || steps[cell] === HIGHEST_STEP) return false
        picture.stepSum -= steps[cell]!
        steps[cell] = density * perStep + 0.5
        picture.stepSum += steps[cell]!
      }
    }
    return true
  }

  return {
    touch(x, y) {
      if (touched.length <= 2 * MOST_TOUCHED) touched.push(x, y)
    },
    forget() {
      kept = null
    },
    packed() {
      let known = touched.length <= 2 * MOST_TOUCHED ? kept : null
      for (let i = 0; i < touched.length && known; i += 2)
        if (!repack(known, touched[i]!, touched[i + 1]!)) known = null
      touched.length = 0
      kept = known ?? packSums(kernels, bandwidthMeters)
      const { peak: _, ...picture } = kept
      return { ...picture, steps: picture.steps.slice() }
    },
  }
}
