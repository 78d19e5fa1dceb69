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

/** Tables of this transaction alone: what fails later leaves nothing behind. */
export async function openStage(transaction: Queryable): Promise<void> {
  await transaction.query('drop table if exists import_stage, import_refused')
  await transaction.query('create temp table import_refused (key text not null) on commit drop')
  await transaction.query(
    'create temp table import_stage (number integer primary key, key text not null, fields jsonb not null, code text, parent text, geom geometry, footprint geometry) on commit drop',
  )
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
  transaction: Queryable,
  layer: ImportLayer,
  report: SourceReport,
  keepsFootprint = false,
): Promise<void> {
  const kind = geometryKind[layer]
  if (kind === 3) {
    const invalid = await transaction.query<{ row: number; key: string; detail: string }>(
      'select number as row, key, st_isvalidreason(geom) as detail from import_stage where not st_isvalid(geom) order by number',
    )
    for (const { row, key, detail } of invalid) noteRepair(report, { row, key, what: 'made-valid', detail })
    await transaction.query('update import_stage set geom = st_makevalid(geom) where not st_isvalid(geom)')
  }
  // before a polygon becomes the point that stands for it
  if (keepsFootprint)
    await transaction.query(
      `update import_stage set footprint = st_multi(st_collectionextract(st_makevalid(geom), 3))
      where st_geometrytype(geom) in ('ST_Polygon', 'ST_MultiPolygon')`,
    )
  if (kind !== 0)
    await transaction.query(
      `update import_stage set geom = case when $1::int = 1 then st_pointonsurface(geom) else st_multi(st_collectionextract(geom, $1::int)) end
    where $1::int <> 1 or st_geometrytype(geom) <> 'ST_Point'`,
      [kind],
    )
  await refuseRows(
    transaction,
    report,
    'nothing-valid-left',
    'delete from import_stage where st_isempty(geom) returning number as row, key',
  )
  await refuseRows(
    transaction,
    report,
    'duplicate-key',
    `delete from import_stage later using import_stage earlier
    where later.key = earlier.key and later.number > earlier.number returning later.number as row, later.key`,
  )
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
