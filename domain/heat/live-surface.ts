import type { CountyMask } from './county-mask.ts'
import type { HeatOptions } from './heat-options.ts'
import { addKernel, changeKernels, type KernelSums, kernelSums, surfaceOfSums } from './kernel-sums.ts'
import { type MetricPlane, toPlane } from './metric-plane.ts'
import type { PackedSurface } from './pack-sums.ts'
import { createPackedSums } from './packed-sums.ts'
import type { PlanePlaces } from './plane-places.ts'
import type { Surface } from './surface.ts'

/** A surface that follows single issues. */
export interface LiveSurface {
  /** Counts an issue; false when its place is not in the county, and then it is counted as outside. */
  add(longitude: number, latitude: number): boolean
  /** Counts rows and takes others back at once, for the price of their cells; equal to `add` and `remove` of each. */
  change(places: PlanePlaces, coming: Int32Array, going: Int32Array): void
  /** Takes back what `add` did for the same place. */
  remove(longitude: number, latitude: number): boolean
  /** Issues on the surface, and those outside the county. */
  count(): number
  outside(): number
  /** The surface as it is now, equal to one made from scratch; a copy that later changes leave alone. */
  surface(): Surface
  /** The same without its margins of zeros, packed; only what changed since the last time is packed anew. */
  packed(): PackedSurface
  /** Another one that counts the same issues; what happens to one leaves the other alone. */
  copy(): LiveSurface
}

/**
 * The density surface of a county, kept up to date issue by issue: a change costs its own kernel, not the number of issues.
 * After any number of changes it equals the surface of the issues that are left, to the bit.
 * @param mask made by `maskCounty` for the same options
 */
export function createLiveSurface(mask: CountyMask, options: HeatOptions): LiveSurface {
  const { plane, cellMeters } = mask
  const { bandwidthMeters } = options
  if (cellMeters !== options.cellMeters) throw new Error(`a mask of ${cellMeters} m cells for ${options.cellMeters} m`)
  return liveSurfaceOf(kernelSums(mask, bandwidthMeters / cellMeters, mask), plane, options, { count: 0, outside: 0 })
}

function liveSurfaceOf(
  kernels: KernelSums,
  plane: MetricPlane,
  options: HeatOptions,
  begun: { count: number; outside: number },
): LiveSurface {
  const { bandwidthMeters, cellMeters } = options
  const packed = createPackedSums(kernels, bandwidthMeters)
  let { count, outside } = begun
  const changeOne = (longitude: number, latitude: number, sign: 1 | -1) => {
    const [east, north] = toPlane(plane, longitude, latitude)
    const counted = addKernel(kernels, east / cellMeters, north / cellMeters, sign)
    if (counted) {
      count += sign
      packed.touch(east / cellMeters - kernels.firstColumn, north / cellMeters - kernels.firstRow)
    } else outside += sign
    return counted
  }
  return {
    add: (longitude, latitude) => changeOne(longitude, latitude, 1),
    change(places, coming, going) {
      const more = changeKernels(kernels, cellMeters, places, coming, going)
      count += more.count
      outside += more.outside
      packed.forget()
    },
    remove: (longitude, latitude) => changeOne(longitude, latitude, -1),
    count: () => count,
    outside: () => outside,
    surface: () => surfaceOfSums(kernels, plane, options),
    packed: packed.packed,
    copy: () => liveSurfaceOf({ ...kernels, sums: kernels.sums.slice() }, plane, options, { count, outside }),
  }
}
