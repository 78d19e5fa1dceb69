import { Router } from 'express'
import { type CountySettings, countySettings } from '#domain/contract/county.ts'
import { getCoverage, getCoverageArea, getCoverageStreets, MOST_MINUTES } from '#domain/contract/coverage.ts'
import type { Answer, CoverageRefusal } from '#domain/coverage/answer.ts'
import { paces } from '#domain/coverage/profile.ts'
import type { Context } from '#server/context.ts'
import { countySettingsRow } from '#server/coverage/coverage.query.ts'
import { coverageStoreOf } from '#server/coverage/coverage-store.ts'
import { packPiece, tellCounty, tellStation } from '#server/coverage/tell.ts'
import { HttpProblem, mount, notFound } from '#server/http.ts'

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

function granted<Told>(answer: Answer<Told>, county: string, station = ''): Told {
  if (answer.ok) return answer.told
  const { status, detail, path } = refusals[answer.reason]
  throw new HttpProblem(status, answer.reason, detail(county, station), path)
}

const refusals: Record<
  CoverageRefusal,
  { status: number; path: string; detail: (county: string, station: string) => string }
> = {
  'no-walking-network': {
    status: 404,
    path: 'query.county',
    detail: (county) => `County ${county} has no walking network: import a line layer into walk_edge.`,
  },
  'no-households': {
    status: 404,
    path: 'query.county',
    detail: (county) => `County ${county} has no buildings with households: import or count them first.`,
  },
  'unknown-station': {
    status: 404,
    path: 'query.station',
    detail: (county, station) =>
      `County ${county} has no station ${JSON.stringify(station)}; /api/stations lists them.`,
  },
  'too-many-streets': {
    status: 422,
    path: 'query.station',
    detail: (county) => `County ${county} has too many streets for one picture: ask for one station.`,
  },
  'station-off-network': {
    status: 422,
    path: 'query.station',
    detail: (_, station) =>
      `Station ${JSON.stringify(station)} lies more than 300 m from every walking edge: move its entrance or complete the network.`,
  },
}
