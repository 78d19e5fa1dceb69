import { Router } from 'express'
import type { z } from 'zod'
import { type choiceQuery, readChoice, writeChoice } from '#domain/contract/choice.ts'
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

  mount(router, getCoverage, async ({ query, post }) => {
    const { county, profile, station } = query
    const settings = await settingsOf(context.db, county)
    const asked = { county, profile, ...chosenIn(query), exact: mayKnowElderly(post, county) }
    const counted = granted(await store.ask({ kind: 'county', ...asked }), county)
    const one =
      station === undefined ? null : granted(await store.ask({ kind: 'station', ...asked, station }), county, station)
    return {
      profile,
      kilometersPerHour: paces[profile].kilometersPerHour,
      county: tellCounty(counted, settings),
      station: one && tellStation(one, settings),
    }
  })

  mount(router, getCoverageStreets, async ({ query }) => {
    const { county, profile, station } = query
    await settingsOf(context.db, county)
    const limitSeconds = MOST_MINUTES * 60
    const pieces = granted(
      await store.ask({ kind: 'streets', county, profile, station, limitSeconds, ...chosenIn(query) }),
      county,
      station,
    )
    return { profile, pieces: pieces.map(packPiece) }
  })

  mount(router, getCoverageArea, async ({ query }) => {
    const { county, profile, station, minutes } = query
    await settingsOf(context.db, county)
    const areas = granted(
      await store.ask({ kind: 'area', county, profile, station, minutes, ...chosenIn(query) }),
      county,
      station,
    )
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

/** What an address chooses; nothing where it is as usual, so that everybody who asks so shares one answer. */
function chosenIn(query: z.output<typeof choiceQuery>) {
  const chosen = readChoice(query)
  const { profile: _, ...unusual } = writeChoice(chosen.walk, chosen.stations)
  return Object.keys(unusual).length === 0 ? {} : { chosen }
}
