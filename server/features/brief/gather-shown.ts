import type { z } from 'zod'
import type { getBrief } from '#domain/contract/brief.ts'
import type { Change } from '#domain/contract/change.ts'
import { readChoice } from '#domain/contract/choice.ts'
import type { Position } from '#domain/contract/common.ts'
import { MOST_MINUTES } from '#domain/contract/coverage.ts'
import type { StreetPiece } from '#domain/coverage/street-time.ts'
import type { CoverageStore } from '#server/coverage/coverage-store.ts'
import { granted } from '#server/coverage/granted.ts'
import { grantedChange } from '#server/coverage/granted-change.ts'
import type { tellCounty, tellStation } from '#server/coverage/tell.ts'
import type { BriefSite, NoSite } from './material.ts'

type Choice = z.output<typeof getBrief.query>

/** Counts and pictures of a county, or of one of its stations. */
export interface Shown {
  county: Parameters<typeof tellCounty>[0]
  station: Parameters<typeof tellStation>[0] | null
  streets: StreetPiece[] | null
  area: Position[][][] | null
  site: BriefSite | NoSite
  /** null: those that the database has. */
  stations: { name: string; position: Position }[] | null
}

const limitSeconds = MOST_MINUTES * 60

/** The county as it is. Throws HttpProblem where it, or the station, has nothing to tell. */
export async function askPlain(store: CoverageStore, choice: Choice): Promise<Shown> {
  const { county, profile, minutes, station } = choice
  const chosen = readChoice(choice)
  const counted = granted(await store.ask({ kind: 'county', county, profile, chosen }), county)
  const asked = { county, profile, chosen }
  const one =
    station === undefined ? null : granted(await store.ask({ kind: 'station', ...asked, station }), county, station)
  const streets = await store.ask({ kind: 'streets', ...asked, station, limitSeconds })
  const area =
    station === undefined
      ? null
      : granted(await store.ask({ kind: 'area', ...asked, station, minutes: [minutes] }), county, station)
  const site = await store.ask({ kind: 'next-site', county, chosen, minutes })
  return {
    county: counted,
    station: one,
    streets: streets.ok ? streets.told : null,
    area: area?.[0]?.coordinates ?? null,
    site: site.ok ? site.told : noSite(site.reason),
    stations: null,
  }
}

/** The county with changes made in it; throws as `askPlain`, and where a change cannot be made any more. */
export async function askChanged(store: CoverageStore, choice: Choice, changes: readonly Change[]): Promise<Shown> {
  const { county, minutes, station } = choice
  const asked = await store.ask({
    kind: 'changed',
    county,
    ...readChoice(choice),
    changes,
    minutes,
    station,
    limitSeconds,
  })
  const told = granted(grantedChange(asked, county, 'query.scenario'), county, station)
  const { site } = told
  return { ...told, county: { ...told.county, leftOut: [] }, site: site.ok ? site.told : noSite(site.reason) }
}

/** Only the counts of the county as it is; null where the station is not there. */
export async function countPlain(
  store: CoverageStore,
  choice: Choice,
): Promise<Pick<Shown, 'county' | 'station'> | null> {
  const { county, profile, station } = choice
  const asked = { county, profile, chosen: readChoice(choice) }
  const counted = await store.ask({ kind: 'county', ...asked })
  const one = station === undefined ? null : await store.ask({ kind: 'station', ...asked, station })
  return counted.ok && (one === null || one.ok) ? { county: counted.told, station: one?.told ?? null } : null
}

function noSite(reason: string): NoSite {
  return { reason: reason === 'everybody-covered' || reason === 'nobody-in-reach' ? reason : 'none' }
}
