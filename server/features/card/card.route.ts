import { Router } from 'express'
import { z } from 'zod'
import { type Card, type CardLayer, getCard } from '#domain/contract/card.ts'
import { type CountySettings, countySettings } from '#domain/contract/county.ts'
import { openingHours } from '#domain/contract/station.ts'
import type { DisplayRow } from '#server/account/display.query.ts'
import { standsOn, wordsOn } from '#server/account/display-view.ts'
import { displayOf } from '#server/account/displays.ts'
import { scopeOf } from '#server/account/scope-of.ts'
import type { Context } from '#server/context.ts'
import type { Db, Queryable, Scope } from '#server/db.types.ts'
import { mount, notFound } from '#server/http.ts'
import { type CountRow, countRow, countyRow, ladderRows, type ThingRow, thingRow } from './card.query.ts'
import { isOpen } from './is-open.ts'
import { issueCard } from './issue-card.ts'
import { buildingRow, compoundRow, issueRow, stationRow } from './place.query.ts'

export function cardRoutes(context: Context): Router {
  const router = Router()
  mount(router, getCard, async ({ query: { county, layer, code }, request }) => {
    const { db } = context
    const now = context.now()
    const known = await countyRow(db, county)
    if (!known) throw notFound(`There is no county ${county} on this server.`, 'unknown-county', 'query.county')
    const card =
      layer === 'issue'
        ? await cardOfIssue(db, scopeOf(request, county), county, code, now, displayOf(request))
        : await cardOfThing(db, county, layer, code)
    if (!card) throw notFound(`There is no ${layer} ${code} in county ${county} today.`, 'unknown-code', 'query.code')
    const settings = countySettings.parse(known.settings)
    return { ...card, ...(await sections(db, county, card, settings, known.time_zone, now)), now: now.toISOString() }
  })
  return router
}

type Base = Omit<Card, 'now'>

const empty = {
  people: null,
  norm: null,
  parts: null,
  issues: null,
  stations: null,
  compound: null,
  building: null,
  station: null,
  issue: null,
}

async function cardOfIssue(
  db: Db,
  scope: Scope,
  county: string,
  number: string,
  now: Date,
  screen: DisplayRow | null,
): Promise<Base | null> {
  const row = await issueRow(db.within(scope), county, number)
  if (!row || !standsOn(screen, row)) return null
  const ladder = await ladderRows(db, county, row.community, row.grid, row.micro_grid)
  const { longitude, latitude } = row
  const plain = { title: row.category_name, place: ladder.at(-1)?.name ?? '' }
  const { title, place } = wordsOn(screen, row.source, row, plain)
  const base = { layer: 'issue' as const, code: row.number, name: title, kind: '', bounds: null, outline: null }
  return { ...empty, ...base, ladder, position: [longitude, latitude], issue: issueCard({ ...row, place }, now) }
}

async function cardOfThing(db: Queryable, county: string, layer: CardLayer, code: string): Promise<Base | null> {
  const row = await thingRow(db, county, layer, code)
  if (!row) return null
  const { name, kind, bounds, outline, longitude, latitude } = row
  return {
    ...empty,
    layer,
    code,
    name,
    kind,
    ladder: await ladderOf(db, county, row),
    position: [longitude, latitude],
    bounds,
    outline,
  }
}

function ladderOf(db: Queryable, county: string, row: ThingRow): ReturnType<typeof ladderRows> {
  return ladderRows(db, county, row.area, row.grid, row.micro_grid)
}

/** What is said beyond name and place, by layer. */
async function sections(
  db: Queryable,
  county: string,
  { layer, code, kind }: Base,
  settings: CountySettings,
  timeZone: string,
  now: Date,
): Promise<Partial<Card>> {
  if (layer === 'issue') return {}
  if (layer === 'station') {
    const { level, services, hours, address, phone } = await stationRow(db, county, code)
    const known = z.array(openingHours).catch([]).parse(hours)
    return { station: { level, services, hours: known, open: isOpen(known, now, timeZone), address, phone } }
  }
  if (layer === 'building') {
    const {
      floors,
      households,
      compound_code,
      compound_name,
      ages_known: agesKnown,
    } = await buildingRow(db, county, code)
    const compound = compound_code === null ? null : { code: compound_code, name: compound_name ?? '' }
    return {
      building: { floors, compound },
      people: { households, residents: null, elderly: null, agesKnown, buildings: 1 },
    }
  }
  const counts = await countRow(db, county, layer, code, now)
  const { communities, grids, micro_grids: microGrids, open, late, stations } = counts
  return {
    people: peopleOf(counts, settings.smallCount),
    norm: normOf(layer, kind, counts.households, settings),
    parts: layer === 'compound' || layer === 'micro_grid' ? null : { communities, grids, microGrids },
    issues: { open, late },
    stations,
    ...(layer === 'compound' ? { compound: await compoundRow(db, county, code) } : {}),
  }
}

/** Small counts are withheld, and those of a single inhabited building: they would speak of its people. */
function peopleOf(
  { households, residents, elderly, ages_known: agesKnown, buildings, inhabited }: CountRow,
  smallCount: number,
): Card['people'] {
  const told = (count: number) => (inhabited < 2 || count < smallCount ? null : count)
  return { households, residents: told(residents), elderly: agesKnown ? told(elderly) : null, agesKnown, buildings }
}

/** A dedicated grid (an enterprise, a mall) has no norm, nor has an area. */
function normOf(layer: CardLayer, kind: string, households: number, settings: CountySettings): Card['norm'] {
  const norm =
    layer === 'micro_grid'
      ? settings.microGridHouseholds
      : layer === 'grid' && kind === 'base'
        ? settings.gridHouseholds
        : null
  if (!norm) return null
  const [least, most] = norm
  return { state: households < least ? 'below' : households > most ? 'above' : 'within', least, most }
}
