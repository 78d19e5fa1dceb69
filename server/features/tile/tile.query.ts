import type { TileLayer } from '#domain/contract/common.ts'
import { type CountySettings, countySettings } from '#domain/contract/county.ts'
import type { Queryable } from '#server/db.types.ts'
import type { TileFeature } from './layer-index.ts'

/** What the rows of a layer depend on beside their table. */
export interface TileCounty {
  code: string
  timeZone: string
  settings: CountySettings
}

/** The county's settings; null when there is none of this code. */
export async function tileCounty(db: Queryable, code: string): Promise<TileCounty | null> {
  const rows = await db.query<{ time_zone: string; settings: unknown }>(
    'select time_zone, settings from county where code = $1::text',
    [code],
  )
  if (!rows[0]) return null
  const settings = countySettings.safeParse(rows[0].settings)
  return { code, timeZone: rows[0].time_zone, settings: settings.success ? settings.data : countySettings.parse({}) }
}

/** Codes of some counties, demos first, as the county list orders them. */
export async function firstCounties(db: Queryable, most: number): Promise<string[]> {
  const rows = await db.query<{ code: string }>('select code from county order by demo desc, code limit $1::integer', [
    most,
  ])
  return rows.map(({ code }) => code)
}

interface Page {
  features: TileFeature[]
  /** Key of the last row read; null after the last page. */
  next: string | null
}

/** Rows read in one turn: few enough that taking them in leaves the event loop free. */
const PAGE_ROWS = 500

/** All features of a layer as of `day` (YYYY-MM-DD), page by page in the order of their keys. */
export async function* layerFeatures(
  db: Queryable,
  layer: Exclude<TileLayer, 'issue'>,
  county: TileCounty,
  day: string,
): AsyncGenerator<TileFeature[]> {
  let after: string | null = layer in byNumber ? '-1' : ''
  while (after !== null) {
    const page: Page = await readPage(db, layer, county, day, after)
    yield page.features
    after = page.next
  }
}

/** Open issues; with `numbers` only those of them. */
export async function openIssues(db: Queryable, county: string, numbers: string[] | null): Promise<TileFeature[]> {
  const rows = await db.query<TileFeature['properties'] & { geom: GeoJSON.Point; street: string; community: string }>(
    `select number, category, emergency, extract(epoch from finish_by)::float8 as finish_by, state, street, community,
         geom
       from issue
      where county = $1::text and state <> 'closed' and ($2::text[] is null or number = any($2::text[]))
      order by id`,
    [county, numbers],
  )
  return rows.map(({ geom, finish_by, street, community, ...properties }) => ({
    geometry: geom,
    within: [street, community],
    properties: { ...properties, finish_by: Math.round(Number(finish_by)) },
    importance: (properties.emergency ? 1e10 : 0) + 1e10 - Number(finish_by),
  }))
}

async function readPage(
  db: Queryable,
  layer: Exclude<TileLayer, 'issue'>,
  county: TileCounty,
  day: string,
  after: string,
): Promise<Page> {
  const rows = await db.query<Row>(sql[layer], [county.code, after, PAGE_ROWS, ...(temporal.has(layer) ? [day] : [])])
  const last = rows.at(-1)
  return {
    features: rows.map((row) => toFeature(layer, row, county.settings)),
    next: rows.length < PAGE_ROWS || !last ? null : String(last.key),
  }
}

interface Row {
  key: string | number
  geom: TileFeature['geometry']
  households?: number
  kind?: string
  level?: string
  class?: string
  [property: string]: unknown
}

function toFeature(layer: Exclude<TileLayer, 'issue'>, row: Row, settings: CountySettings): TileFeature {
  const { key, geom, ...rest } = row
  const properties: TileFeature['properties'] = {}
  for (const [name, value] of Object.entries(rest))
    if (typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value !== ''))
      properties[name] = value
  const households = row.households ?? 0
  if (layer === 'grid' && row.kind === 'base') properties.norm = normOf(households, settings.gridHouseholds)
  if (layer === 'micro_grid') properties.norm = normOf(households, settings.microGridHouseholds)
  const feature: TileFeature = { geometry: geom, properties }
  if (layer in byNumber) feature.id = Number(key)
  const minZoom = firstZoom(layer, row)
  if (minZoom !== undefined) feature.minZoom = minZoom
  return feature
}

function normOf(households: number, [least, most]: [number, number]): 'under' | 'fine' | 'over' {
  if (households < least) return 'under'
  return households > most ? 'over' : 'fine'
}

/** The small is seen from nearer; undefined: from the layer's own first zoom. */
function firstZoom(layer: TileLayer, row: Row): number | undefined {
  if (layer === 'area') return row.level === 'community' ? 9 : row.level === 'street' ? 7 : 0
  if (layer === 'road') return roadZooms[row.class ?? '']
  if (layer === 'walk_edge') return ['arterial', 'street', 'bridge'].includes(row.kind ?? '') ? 13 : 14
  if (layer === 'station') return row.level === 'corner' ? 10 : row.level === 'grid' ? 9 : 0
  return undefined
}

const roadZooms: Record<string, number> = { motorway: 5, arterial: 7, street: 11, lane: 13, path: 14 }

const byNumber: Partial<Record<TileLayer, true>> = { water: true, road: true, green: true, walk_edge: true }

const temporal = new Set<TileLayer>(['grid', 'micro_grid'])

/** $1 county, $2 last key read, $3 rows, $4 day. Only what a tile may show is read. */
const sql: Record<Exclude<TileLayer, 'issue'>, string> = {
  area: `
    select code as key, code, name, level, geom
    from area where county = $1::text and code > $2::text order by code limit $3::integer`,
  grid: `
    select g.code as key, g.code, g.name, g.kind, g.community, coalesce(h.households, 0)::integer as households, g.geom
    from grid g
    left join lateral (
      select sum(b.households) as households
      from micro_grid m
      join building b on b.county = m.county and b.micro_grid = m.code
      where m.county = g.county and m.grid = g.code
        and m.valid_from <= $4::date and (m.valid_to is null or m.valid_to > $4::date)
    ) h on true
    where g.county = $1::text and g.code > $2::text
      and g.valid_from <= $4::date and (g.valid_to is null or g.valid_to > $4::date)
    order by g.code limit $3::integer`,
  micro_grid: `
    select m.code as key, m.code, m.name, m.grid, coalesce(h.households, 0)::integer as households, m.geom
    from micro_grid m
    left join lateral (
      select sum(b.households) as households from building b where b.county = m.county and b.micro_grid = m.code
    ) h on true
    where m.county = $1::text and m.code > $2::text
      and m.valid_from <= $4::date and (m.valid_to is null or m.valid_to > $4::date)
    order by m.code limit $3::integer`,
  compound: `
    select code as key, code, name, kind, walled, geom
    from compound where county = $1::text and code > $2::text order by code limit $3::integer`,
  building: `
    select code as key, code, name, kind, floors, households, coalesce(footprint, geom) as geom
    from building where county = $1::text and code > $2::text order by code limit $3::integer`,
  station: `
    select code as key, code, name, level, kind, geom
    from station where county = $1::text and code > $2::text order by code limit $3::integer`,
  water: `
    select id as key, name, kind, geom
    from water where county = $1::text and id > $2::bigint order by id limit $3::integer`,
  road: `
    select id as key, name, class, geom
    from road where county = $1::text and id > $2::bigint order by id limit $3::integer`,
  green: `
    select id as key, name, kind, geom
    from green where county = $1::text and id > $2::bigint order by id limit $3::integer`,
  walk_edge: `
    select id as key, name, kind, geom
    from walk_edge where county = $1::text and id > $2::bigint order by id limit $3::integer`,
}
