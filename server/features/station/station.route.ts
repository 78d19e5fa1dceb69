import { Router } from 'express'
import { listStations, openingHours } from '#domain/contract/station.ts'
import type { Context } from '#server/context.ts'
import { mount, notFound } from '#server/http.ts'
import { stationsOfCounty } from './station.query.ts'

export function stationRoutes(context: Context): Router {
  const router = Router()
  mount(router, listStations, async ({ query }) => {
    const rows = await stationsOfCounty(context.db, query.county)
    if (!rows) throw notFound(`There is no county ${query.county} on this server.`, 'unknown-county', 'query.county')
    return {
      stations: rows.map(({ longitude, latitude, hours, ...row }) => ({
        ...row,
        hours: readHours(hours),
        position: [longitude, latitude] as [number, number],
      })),
    }
  })
  return router
}

/** What cannot be read as opening hours is left out: unknown is not closed. */
function readHours(hours: unknown) {
  if (!Array.isArray(hours)) return []
  return hours.flatMap((entry) => {
    const read = openingHours.safeParse(entry)
    return read.success ? [read.data] : []
  })
}
