import { Router } from 'express'
import { getHeat, getHeatBands, type HeatValues } from '#domain/contract/heat.ts'
import { unpackValues } from '#domain/heat/pack-surface.ts'
import type { Context } from '#server/context.ts'
import { mount } from '#server/http.ts'
import { askHeat } from './ask-heat.ts'
import type { ComputedHeat } from './compute-heat.ts'
import { createHeatStore } from './heat-store.ts'

export function heatRoutes(context: Context): Router {
  const router = Router()
  const store = createHeatStore(context)

  mount(router, getHeat, async ({ query }) => {
    const asked = await askHeat(context.db, query, context.now())
    const { header, heat } = await store.surface(asked)
    const { firstColumn, firstRow, width, height } = heat
    const { longitude, latitude } = asked.plane
    const grid = {
      projection: 'sinusoidal' as const,
      origin: [longitude, latitude] as [number, number],
      firstColumn,
      firstRow,
      width,
      height,
    }
    return { ...header, grid, values: valuesOf(heat, query.values === 'plain' ? 'plain' : 'packed') }
  })

  mount(router, getHeatBands, async ({ query }) => {
    const asked = await askHeat(context.db, query, context.now())
    const { header, heat } = await store.surface(asked)
    const features = heat.bands.map(({ polygons, ...properties }) => ({
      type: 'Feature' as const,
      properties,
      geometry: { type: 'MultiPolygon' as const, coordinates: polygons },
    }))
    return { type: 'FeatureCollection' as const, properties: header, features }
  })
  return router
}

function valuesOf(heat: ComputedHeat, encoding: HeatValues['encoding']): HeatValues {
  const { steps, stepPerSquareKilometer } = heat
  if (encoding === 'packed') {
    const bytes = Buffer.from(steps.buffer, steps.byteOffset, steps.byteLength)
    return { encoding, stepPerSquareKilometer, base64: bytes.toString('base64') }
  }
  return { encoding, densities: Array.from(unpackValues(heat), (density) => Math.round(density * 1000) / 1000) }
}
