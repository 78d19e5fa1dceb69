import type { z } from 'zod'
import type { getHeat, getHeatBands, HeatBand, HeatHeader } from '#domain/contract/heat.ts'
import { unpackValues } from '#domain/heat/pack-surface.ts'
import type { Surface } from '#domain/heat/surface.ts'

/** One density surface as the client holds it: to draw (bands), to read (surface), to explain (header). */
export interface Heat {
  header: HeatHeader
  surface: Surface
  bands: { type: 'FeatureCollection'; features: HeatBand[] }
}

/** Joins the two answers about the same question. */
export function heatOf(grid: z.output<typeof getHeat.answer>, bands: z.output<typeof getHeatBands.answer>): Heat {
  const { grid: lattice, values, ...header } = grid
  const [longitude, latitude] = lattice.origin
  const { firstColumn, firstRow, width, height } = lattice
  const { cellMeters, bandwidthMeters } = header
  const surface: Surface = {
    plane: { longitude, latitude },
    cellMeters,
    bandwidthMeters,
    firstColumn,
    firstRow,
    width,
    height,
    values: values.encoding === 'plain' ? Float32Array.from(values.densities) : unpack(values),
  }
  return { header, surface, bands: { type: 'FeatureCollection', features: bands.features } }
}

function unpack({ base64, stepPerSquareKilometer }: { base64: string; stepPerSquareKilometer: number }): Float32Array {
  const text = atob(base64)
  const steps = new Uint16Array(text.length / 2)
  for (let i = 0; i < steps.length; i++) steps[i] = text.charCodeAt(2 * i) | (text.charCodeAt(2 * i + 1) << 8)
  return unpackValues({ steps, stepPerSquareKilometer })
}
