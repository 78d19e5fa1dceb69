import type { ImportLayer } from '#domain/contract/manifest.ts'
import type { Queryable } from '#server/db.types.ts'
import { noteRepair, refuse, type SourceReport } from './report.ts'

export interface StagedRow {
  row: number
  key: string
  fields: Record<string, unknown>
  /** GeoJSON geometry text, EPSG:4326; '' for a row without a place. */
  geometry: string
}

/** Kind of geometry a layer stands on: 1 point, 2 line, 3 polygon, as ST_CollectionExtract numbers them; 0 none. */
export const geometryKind: Record<ImportLayer, 0 | 1 | 2 | 3> = {
  area: 3,
  grid: 3,
  micro_grid: 3,
  compound: 3,
  gate: 1,
  building: 1,
  dwellings: 1,
  station: 1,
  site_candidate: 1,
  walk_edge: 2,
  road: 2,
  water: 3,
  green: 3,
  issue: 1,
  division: 0,
  statistic: 0,
}

/** Tables of this session alone, which `closeStage` drops. */
export async function openStage(on: Queryable): Promise<void> {
  await closeStage(on)
  await on.query('create temp table import_refused (key text not null)')
  await on.query(
    'create temp table import_stage (number integer primary key, key text not null, fields jsonb not null, code text, parent text, geom geometry, footprint geometry)',
  )
  await on.query('create index on import_stage (key)')
}

export async function closeStage(on: Queryable): Promise<void> {
  await on.query(
    'drop table if exists import_stage, import_refused, import_known, import_new, import_placed, import_site, import_area',
  )
}

/** Where an import works: a transaction, or a session in which others have their turns between two statements. */
export interface ImportSession extends Queryable {
  /** Staged rows that one statement takes, by their numbers. */
  rowsAtOnce: number
}

/** Runs a statement for the staged rows from number `$1` to `$2`, as many at a time as the session takes; the rows that it returns, all together. */
export async function overStage<Row>(
  on: ImportSession,
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const [stage] = await on.query<{ first: number; last: number }>(
    'select coalesce(min(number), 1) as first, coalesce(max(number), 0) as last from import_stage',
  )
  const rows: Row[] = []
  for (let { first } = stage!; first <= stage!.last; first += on.rowsAtOnce)
    for (const row of await on.query<Row>(statement, [
      first,
      Math.min(first + on.rowsAtOnce - 1, stage!.last),
      ...parameters,
    ]))
      rows.push(row)
  return rows
}

/** Keys of rows that cannot stand: the file has them, so what stands under them is not missing from it. */
export async function stageRefused(transaction: Queryable, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await transaction.query('insert into import_refused select unnest($1::text[])', [keys])
}

export async function stageRows(transaction: Queryable, rows: readonly StagedRow[]): Promise<void> {
  if (rows.length === 0) return
  await transaction.query(
    `insert into import_stage (number, key, fields, geom)
    select number, key, fields::jsonb, case when geometry <> '' then st_setsrid(st_geomfromgeojson(geometry), 4326) end
    from unnest($1::int[], $2::text[], $3::text[], $4::text[]) as given (number, key, fields, geometry)`,
    [
      rows.map((row) => row.row),
      rows.map((row) => row.key),
      rows.map((row) => JSON.stringify(row.fields)),
      rows.map((row) => row.geometry),
    ],
  )
}

/** Repairs invalid polygons, brings every geometry to the layer's kind, refuses what is left empty and doubled keys. */
export async function cleanStage(
  transaction: ImportSession,
  layer: ImportLayer,
  report: SourceReport,
  keepsFootprint = false,
): Promise<void> {
  const kind = geometryKind[layer]
  // not its geometry: with it the embedded engine's PostGIS estimates joins wrongly, and fails
  await transaction.query('analyze import_stage (number, key)')
  if (kind === 3) {
    const invalid = await overStage<{ row: number; key: string; detail: string }>(
      transaction,
      `with wrong as (
        select number, st_isvalidreason(geom) as detail from import_stage
        where number between $1::integer and $2::integer and not st_isvalid(geom)
      ), repaired as (
        update import_stage s set geom = st_makevalid(s.geom) from wrong where wrong.number = s.number
      )
      select s.number as row, s.key, wrong.detail from wrong join import_stage s on s.number = wrong.number order by s.number`,
    )
    for (const { row, key, detail } of invalid) noteRepair(report, { row, key, what: 'made-valid', detail })
  }
  // before a polygon becomes the point that stands for it
  if (keepsFootprint)
    await overStage(
      transaction,
      `update import_stage set footprint = st_multi(st_collectionextract(st_makevalid(geom), 3))
      where number between $1::integer and $2::integer and st_geometrytype(geom) in ('ST_Polygon', 'ST_MultiPolygon')`,
    )
  if (kind !== 0)
    await overStage(
      transaction,
      `update import_stage set geom = case when $3::int = 1 then st_pointonsurface(geom) else st_multi(st_collectionextract(geom, $3::int)) end
      where number between $1::integer and $2::integer and ($3::int <> 1 or st_geometrytype(geom) <> 'ST_Point')`,
      [kind],
    )
  await refuseStaged(
    transaction,
    report,
    'nothing-valid-left',
    'delete from import_stage where number between $1::integer and $2::integer and st_isempty(geom) returning number as row, key',
  )
  await refuseStaged(
    transaction,
    report,
    'duplicate-key',
    `delete from import_stage later using import_stage earlier
    where later.number between $1::integer and $2::integer and later.key = earlier.key and later.number > earlier.number
    returning later.number as row, later.key`,
  )
}

/** As `refuseRows`, for the staged rows from number `$1` to `$2`, as many at a time as the session takes. */
async function refuseStaged(
  on: ImportSession,
  report: SourceReport,
  reason: Parameters<typeof refuse>[1]['reason'],
  statement: string,
): Promise<void> {
  const gone = await overStage<{ row: number; key: string }>(on, statement)
  for (const { row, key } of gone) refuse(report, { row, key, reason, value: key })
}

/** Runs a deleting statement that returns row and key, and lists what it took. */
export async function refuseRows(
  transaction: Queryable,
  report: SourceReport,
  reason: Parameters<typeof refuse>[1]['reason'],
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<void> {
  const gone = await transaction.query<{ row: number; key: string }>(statement, parameters)
  for (const { row, key } of gone) refuse(report, { row, key, reason, value: key })
}
