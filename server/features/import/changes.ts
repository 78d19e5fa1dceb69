import type { ImportLayer } from '#domain/contract/manifest.ts'
import type { Queryable } from '#server/db.types.ts'

/** What an import did, or would do, to the rows of its source. */
export interface ChangeCounts {
  new: number
  changed: number
  unchanged: number
  /** In the county from an earlier import of this source, and no longer in it: kept unless told to remove them. */
  missing: number
  removed: number
}

type Place = keyof typeof places

/**
 * Tables that imports write: the key of a row as text, and which rows an import of a source may touch. Identifiers are
 * written here and nowhere else.
 */
const places = {
  county: { key: 't.code', touched: 't.code = $1::text', geometry: `'geom', t.geom::text` },
  area: {
    key: 't.code',
    touched: `t.county = $1::text and (t.source = $2::text or t.level <> 'community')`,
    geometry: `'geom', t.geom::text`,
  },
  grid: { key: `t.code || ' ' || t.valid_from`, touched: ofSource(), geometry: `'geom', t.geom::text` },
  micro_grid: { key: `t.code || ' ' || t.valid_from`, touched: ofSource(), geometry: `'geom', t.geom::text` },
  compound: { key: 't.code', touched: ofSource(), geometry: `'geom', t.geom::text` },
  gate: {
    key: `t.compound || ' ' || t.number`,
    touched: ofSource(),
    geometry: `'geom', t.geom::text`,
  },
  building: {
    key: 't.code',
    touched: `$2::text is not null and t.county = $1::text`,
    // which micro-grid it lies in follows from the ground, not from the source
    geometry: `'geom', t.geom::text, 'footprint', t.footprint::text, 'micro_grid', null`,
  },
  station: { key: 't.code', touched: ofSource(), geometry: `'geom', t.geom::text` },
  site_candidate: { key: 't.code', touched: ofSource(), geometry: `'geom', t.geom::text` },
  walk_node: {
    key: 't.id::text',
    touched: '$2::text is not null and t.county = $1::text',
    geometry: `'geom', t.geom::text`,
  },
  walk_edge: { key: 't.id::text', touched: ofSource(), geometry: `'geom', t.geom::text` },
  road: { key: 't.id::text', touched: ofSource(), geometry: `'geom', t.geom::text` },
  water: { key: 't.id::text', touched: ofSource(), geometry: `'geom', t.geom::text` },
  green: { key: 't.id::text', touched: ofSource(), geometry: `'geom', t.geom::text` },
  // a reference table above the county
  division: { key: 't.code', touched: '$1::text is not null and $2::text is not null', geometry: '' },
  statistic: { key: `t.kind || ' ' || t.code`, touched: ofSource(), geometry: '' },
} as const

function ofSource(): string {
  return 't.county = $1::text and t.source = $2::text'
}

/** Tables that a layer's import writes, parents first; null for what has its own way back. */
export const placesOfLayer: Record<ImportLayer, readonly Place[] | null> = {
  area: ['county', 'area'],
  grid: ['grid'],
  micro_grid: ['micro_grid'],
  compound: ['compound'],
  gate: ['gate'],
  building: ['building'],
  dwellings: ['building'],
  station: ['station'],
  site_candidate: ['site_candidate'],
  walk_edge: ['walk_node', 'walk_edge'],
  road: ['road'],
  water: ['water'],
  green: ['green'],
  division: ['division'],
  // counts are apportioned to the buildings
  statistic: ['statistic', 'building'],
  // a history: undo-issues.ts takes it back
  issue: null,
}

/** Rows of a table as JSON whose geometries are exact (hexadecimal EWKB), each with its key. */
function rowsOf(place: Place): string {
  const { key, touched, geometry } = places[place]
  return `select ${key} as key, to_jsonb(t) || jsonb_build_object(${geometry}) as row from ${place} t where ${touched}`
}

const remember = statements(
  (place) => `insert into import_before (place, key, row) select '${place}', key, row from (${rowsOf(place)}) now`,
)

const compare = statements(
  (place) => `insert into import_changed (place, key, source, before, after)
  select '${place}', key, coalesce(later.row, earlier.row)->>'source', earlier.row, md5(later.row::text)
  from (${rowsOf(place)}) later
  full join (select key, row from import_before where place = '${place}') earlier using (key)
  where later.row is distinct from earlier.row`,
)

/** Rows that are no longer what the import made of them. */
const touchedSince = statements(
  (place) => `select count(*)::int as count
  from import_change c left join (${rowsOf(place)}) now on now.key = c.key
  where c.county = $1::text and $2::text is not null and c.run = $3::bigint and c.place = '${place}' and md5(now.row::text) is distinct from c.after`,
)

/** Tables whose rows do not name a county as others do. */
const ofCounty: Partial<Record<Place, string>> = { county: 't.code = $1::text', division: 'true' }

const takeBack = statements(
  (place) => `delete from ${place} t using import_change c
  where ${ofCounty[place] ?? 't.county = $1::text'} and c.county = $1::text and c.run = $2::bigint
    and c.place = '${place}' and c.after is not null and c.key = ${places[place].key}`,
)

const putBack = statements(
  (place) => `insert into ${place} select (jsonb_populate_record(null::${place}, c.before)).*
  from import_change c where c.county = $1::text and c.run = $2::bigint and c.place = '${place}' and c.before is not null`,
)

function statements(text: (place: Place) => string): Record<Place, string> {
  return Object.fromEntries(Object.keys(places).map((place) => [place, text(place as Place)])) as Record<Place, string>
}

/** Keeps what the tables of a layer say now; call it in the import's transaction, before anything is written. */
export async function rememberBefore(
  transaction: Queryable,
  county: string,
  source: string,
  layer: ImportLayer,
): Promise<void> {
  await transaction.query('drop table if exists import_before')
  await transaction.query('create temp table import_before (place text, key text, row jsonb) on commit drop')
  for (const place of placesOfLayer[layer] ?? [])
    await transaction.query(remember[place], parametersOf(place, county, source))
}

function parametersOf(place: Place, county: string, source: string): string[] {
  return place === 'county' ? [county] : [county, source]
}

/** Finds out what the import did to the tables of its layer since `rememberBefore`, into import_changed. */
export async function findChanges(
  transaction: Queryable,
  county: string,
  source: string,
  layer: ImportLayer,
): Promise<void> {
  await transaction.query('drop table if exists import_changed')
  await transaction.query(
    'create temp table import_changed (place text, key text, source text, before jsonb, after text) on commit drop',
  )
  for (const place of placesOfLayer[layer] ?? [])
    await transaction.query(compare[place], parametersOf(place, county, source))
}

/** Rows of the source: what was there before and is there now. */
export async function countChanges(
  transaction: Queryable,
  county: string,
  source: string,
  layer: ImportLayer,
): Promise<Pick<ChangeCounts, 'new' | 'changed' | 'removed'>> {
  const [counted] = await (layer === 'walk_edge'
    ? transaction.query<Pick<ChangeCounts, 'new' | 'changed' | 'removed'>>(byLine, [county, source])
    : transaction.query<Pick<ChangeCounts, 'new' | 'changed' | 'removed'>>(byRow, [
        layer === 'dwellings' ? 'building' : layer,
      ]))
  return counted!
}

/** County and streets are drawn around their communities: they are no rows of the source. */
const byRow = `select count(*) filter (where before is null)::int as new,
    count(*) filter (where before is not null and after is not null)::int as changed,
    count(*) filter (where after is null)::int as removed
  from import_changed where place = $1::text and (place <> 'area' or source <> '')`

/** Pieces of one line count as one: the numbers that they are given mean nothing. */
const byLine = `with earlier as (
    select row->>'source_key' as key,
      md5(string_agg((row->>'geom') || (row->>'kind') || (row->>'name'), ',' order by row->>'geom')) as told
    from import_before where place = 'walk_edge' group by 1
  ), later as (
    select source_key as key, md5(string_agg(geom::text || kind || name, ',' order by geom::text)) as told
    from walk_edge where county = $1::text and source = $2::text group by 1
  )
  select count(*) filter (where earlier.key is null)::int as new,
    count(*) filter (where earlier.told <> later.told)::int as changed,
    count(*) filter (where later.key is null)::int as removed
  from earlier full join later using (key)`

/** Keeps what was found by `findChanges` under a run, so that it can be undone. */
export async function keepChanges(transaction: Queryable, county: string, run: number): Promise<void> {
  await transaction.query(
    `insert into import_change (county, run, place, key, before, after)
    select $1::text, $2::bigint, place, key, before, after from import_changed`,
    [county, run],
  )
}

/** How many rows of a run are no longer what it made of them. */
export async function countTouchedSince(
  transaction: Queryable,
  county: string,
  source: string,
  run: number,
  layer: ImportLayer,
): Promise<number> {
  let count = 0
  for (const place of placesOfLayer[layer] ?? []) {
    const [touched] = await transaction.query<{ count: number }>(touchedSince[place], [county, source, run])
    count += touched!.count
  }
  return count
}

/** Puts the tables of a layer back to what they were before a run: children first out, parents first in. */
export async function undoChanges(
  transaction: Queryable,
  county: string,
  run: number,
  layer: ImportLayer,
): Promise<void> {
  const written = placesOfLayer[layer] ?? []
  for (const place of written.toReversed()) await transaction.query(takeBack[place], [county, run])
  for (const place of written) await transaction.query(putBack[place], [county, run])
}
