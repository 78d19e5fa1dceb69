import { Router } from 'express'
import { getAreaGround } from '#domain/contract/area-ground.ts'
import type { Context } from '#server/context.ts'
import { mount, notFound } from '#server/http.ts'
import { groundRows } from './area-ground.query.ts'

export function areaGroundRoutes(context: Context): Router {
  const router = Router()
  mount(router, getAreaGround, async ({ query: { county, level } }) => {
    const rows = await groundRows(context.db, county, level)
    if (!rows) throw notFound(`There is no county ${county} on this server.`, 'unknown-county', 'query.county')
    return {
      type: 'FeatureCollection' as const,
      features: rows.map(({ geom, ...properties }) => ({
        type: 'Feature' as const,
        properties,
        geometry: { type: 'MultiPolygon' as const, coordinates: geom.coordinates },
      })),
    }
  })
  return router
}
