import { densitySurface } from '#domain/heat/density-surface.ts'
import type { HeatOptions, HeatRefusal } from '#domain/heat/heat-options.ts'
import { type Isoband, isobands } from '#domain/heat/isobands.ts'
import type { MetricPlane } from '#domain/heat/metric-plane.ts'
import { packValues, unpackValues } from '#domain/heat/pack-surface.ts'
import { massOf, peakOf } from '#domain/heat/surface.ts'

export interface HeatTask {
  /** Longitude, latitude in degrees, interleaved. */
  positions: Float64Array
  plane: MetricPlane
  options: HeatOptions
  breaks: readonly number[]
}

export interface ComputedHeat {
  firstColumn: number
  firstRow: number
  width: number
  height: number
  steps: Uint16Array | Int16Array
  stepPerSquareKilometer: number
  bands: Isoband[]
  sum: number
  peak: number
}

export type HeatResult = { ok: true; heat: ComputedHeat } | { ok: false; reason: HeatRefusal }

/**
 * Everything that is expensive about one surface: runs here or in the worker alike.
 * Sum and bands are taken from the values as they will be sent, so that what is said of them is true of them.
 */
export function computeHeat({ positions, plane, options, breaks }: HeatTask): HeatResult {
  const result = densitySurface(positions, plane, options)
  if (!result.ok) return result
  const { firstColumn, firstRow, width, height } = result.surface
  const packed = packValues(result.surface)
  const sent = { ...result.surface, values: unpackValues(packed) }
  const heat = {
    firstColumn,
    firstRow,
    width,
    height,
    ...packed,
    bands: isobands(sent, breaks),
    sum: massOf(sent),
    peak: peakOf(sent),
  }
  return { ok: true, heat }
}

/** About how long `computeHeat` takes, in milliseconds on one core; within a factor of two or three. */
export function expectedMilliseconds({ positions, plane, options }: HeatTask): number {
  const radius = options.bandwidthMeters / options.cellMeters
  const kernels = (positions.length / 2) * Math.PI * radius * radius * 6e-6
  const [width, height] = spanMeters(positions, plane)
  const cells = (width / options.cellMeters + 2 * radius) * (height / options.cellMeters + 2 * radius)
  return kernels + cells * 2e-4
}

function spanMeters(positions: Float64Array, plane: MetricPlane): [number, number] {
  const least = [Infinity, Infinity]
  const most = [-Infinity, -Infinity]
  for (let i = 0; i < positions.length; i++) {
    least[i % 2] = Math.min(least[i % 2]!, positions[i]!)
    most[i % 2] = Math.max(most[i % 2]!, positions[i]!)
  }
  const north = Math.max(0, most[1]! - least[1]!) * 111_195
  const east = Math.max(0, most[0]! - least[0]!) * 111_195 * Math.cos((plane.latitude * Math.PI) / 180)
  return [east, north]
}
