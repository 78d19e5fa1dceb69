import { Router } from 'express'
import { listSiteCandidates } from '#domain/contract/site-candidate.ts'
import { listStations } from '#domain/contract/station.ts'
import type { Context } from '#server/context.ts'
import { mount, notFound } from '#server/http.ts'
import { readHours } from '#server/station/read-hours.ts'
import { candidatesOfCounty, stationsOfCounty } from './station.query.ts'

export function stationRoutes(context: Context): Router {
  const router = Router()
  mount(router, listStations, async ({ query }) => {
    const rows = await stationsOfCounty(context.db, query.county)
    if (!rows) throw unknownCounty(query.county)
    return {
      stations: rows.map(({ longitude, latitude, hours, ...row }) => ({
        ...row,
        hours: readHours(hours),
        position: [longitude, latitude] as [number, number],
      })),
    }
  })

  mount(router, listSiteCandidates, async ({ query }) => {
    const rows = await candidatesOfCounty(context.db, query.county)
    if (!rows) throw unknownCounty(query.county)
    return {
      candidates: rows.map(({ longitude, latitude, ...row }) => ({
        ...row,
        position: [longitude, latitude] as [number, number],
      })),
    }
  })
  return router
}

function unknownCounty(county: string) {
  return notFound(`There is no county ${county} on this server.`, 'unknown-county', 'query.county')
}
