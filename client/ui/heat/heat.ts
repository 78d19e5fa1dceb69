import type { z } from 'zod'
import { ApiError, call, callBytes } from '#client/api.ts'
import { getHeat, getHeatBands, type HeatBand, type HeatHeader } from '#domain/contract/heat.ts'
import { unpackValues } from '#domain/heat/pack-surface.ts'
import { type ReadBinary, readBinary } from '#domain/heat/read-binary.ts'
import type { Surface } from '#domain/heat/surface.ts'
import { type ClassColor, divergingColors, sequentialColors } from './heat-ramp.ts'

/** One density surface as the client holds it: to draw (bands), to read (surface), to explain (header). */
export interface Heat {
  header: HeatHeader
  surface: Surface
  /** Densities of the window compared with, on the same lattice; null when nothing is compared. */
  before: Surface | null
  bands: { type: 'FeatureCollection'; features: HeatBand[] }
}

/** Asks for a surface twice, to read and to draw: the server computes it once. */
export async function askForHeat(query: z.input<typeof getHeatBands.query>, signal: AbortSignal): Promise<Heat> {
  const [bytes, bands] = await Promise.all([
    callBytes(getHeat, { query: { ...query, values: 'binary' }, signal }),
    call(getHeatBands, { query, signal }),
  ])
  const read = readBinary(bytes)
  if (!read.ok) throw new ApiError('internal-error', 200)
  return { ...heatOf(read), bands: { type: 'FeatureCollection', features: bands.features } }
}

/** Header and surface of what was read. */
export function heatOf({ header: read, steps, before }: Extract<ReadBinary, { ok: true }>): Omit<Heat, 'bands'> {
  const { grid, stepPerSquareKilometer, beforeStepPerSquareKilometer, ...header } = read
  const [longitude, latitude] = grid.origin
  const { firstColumn, firstRow, width, height } = grid
  const { cellMeters, bandwidthMeters } = header
  const lattice = { plane: { longitude, latitude }, cellMeters, bandwidthMeters, firstColumn, firstRow, width, height }
  const earlier = before && unpackValues({ steps: before, stepPerSquareKilometer: beforeStepPerSquareKilometer ?? 0 })
  return {
    header,
    surface: { ...lattice, values: unpackValues({ steps, stepPerSquareKilometer }) },
    before: earlier && { ...lattice, values: earlier },
  }
}

/** What the classes of a surface are drawn with. */
export function heatColors({ breaks, before }: Pick<HeatHeader, 'breaks' | 'before'>): ClassColor[] {
  return before === null ? sequentialColors(breaks.length + 1) : divergingColors(breaks.length + 1)
}
