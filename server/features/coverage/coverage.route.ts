import { Router } from 'express'
import { getCoverage, getCoverageArea, getCoverageStreets, MOST_MINUTES } from '#domain/contract/coverage.ts'
import { paces } from '#domain/coverage/profile.ts'
import type { Context } from '#server/context.ts'
import { settingsOf } from '#server/coverage/county-settings.ts'
import { coverageStoreOf } from '#server/coverage/coverage-store.ts'
import { granted } from '#server/coverage/granted.ts'
import { mayKnowElderly } from '#server/coverage/may-know-elderly.ts'
import { packPiece, tellCounty, tellStation } from '#server/coverage/tell.ts'
import { mount } from '#server/http.ts'

export function coverageRoutes(context: Context): Router {
  const router = Router()
  const store = coverageStoreOf(context)

  mount(router, getCoverage, async ({ query: { county, profile, station }, post }) => {
    const settings = await settingsOf(context.db, county)
    const exact = mayKnowElderly(post, county)
    const counted = granted(await store.ask({ kind: 'county', county, profile, exact }), county)
    const one =
      station === undefined
        ? null
        : granted(await store.ask({ kind: 'station', county, profile, station, exact }), county, station)
    return {
      profile,
      kilometersPerHour: paces[profile].kilometersPerHour,
      county: tellCounty(counted, settings),
      station: one && tellStation(one, settings),
    }
  })

  mount(router, getCoverageStreets, async ({ query: { county, profile, station } }) => {
    await settingsOf(context.db, county)
    const limitSeconds = MOST_MINUTES * 60
    const pieces = granted(
      await store.ask({ kind: 'streets', county, profile, station, limitSeconds }),
      county,
      station,
    )
    return { profile, pieces: pieces.map(packPiece) }
  })

  mount(router, getCoverageArea, async ({ query: { county, profile, station, minutes } }) => {
    await settingsOf(context.db, county)
    const areas = granted(await store.ask({ kind: 'area', county, profile, station, minutes }), county, station)
    return {
      type: 'FeatureCollection' as const,
      features: areas.map(({ minutes, coordinates }) => ({
        type: 'Feature' as const,
        properties: { minutes },
        geometry: { type: 'MultiPolygon' as const, coordinates },
      })),
    }
  })
  return router
}
