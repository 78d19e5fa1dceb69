import { Router } from 'express'
import { type CountySettings, countySettings } from '#domain/contract/county.ts'
import { getCoverage, getCoverageArea, getCoverageStreets, MOST_MINUTES } from '#domain/contract/coverage.ts'
import { paces } from '#domain/coverage/profile.ts'
import type { Context } from '#server/context.ts'
import { countySettingsRow } from '#server/coverage/coverage.query.ts'
import { coverageStoreOf } from '#server/coverage/coverage-store.ts'
import { granted } from '#server/coverage/granted.ts'
import { packPiece, tellCounty, tellStation } from '#server/coverage/tell.ts'
import { mount, notFound } from '#server/http.ts'

export function coverageRoutes(context: Context): Router {
  const router = Router()
  const store = coverageStoreOf(context)

  async function settingsOf(county: string): Promise<CountySettings> {
    const row = await countySettingsRow(context.db, county)
    if (!row) throw notFound(`There is no county ${county} on this server.`, 'unknown-county', 'query.county')
    return countySettings.parse(row.settings)
  }

  mount(router, getCoverage, async ({ query: { county, profile, station } }) => {
    const settings = await settingsOf(county)
    const counted = granted(await store.ask({ kind: 'county', county, profile }), county)
    const one =
      station === undefined
        ? null
        : granted(await store.ask({ kind: 'station', county, profile, station }), county, station)
    return {
      profile,
      kilometersPerHour: paces[profile].kilometersPerHour,
      county: tellCounty(counted, settings),
      station: one && tellStation(one, settings),
    }
  })

  mount(router, getCoverageStreets, async ({ query: { county, profile, station } }) => {
    await settingsOf(county)
    const limitSeconds = MOST_MINUTES * 60
    const pieces = granted(
      await store.ask({ kind: 'streets', county, profile, station, limitSeconds }),
      county,
      station,
    )
    return { profile, pieces: pieces.map(packPiece) }
  })

  mount(router, getCoverageArea, async ({ query: { county, profile, station, minutes } }) => {
    await settingsOf(county)
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
