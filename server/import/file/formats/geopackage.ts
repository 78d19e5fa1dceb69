import initSqlJs from 'sql.js'
import { readProjection } from '#domain/coordinate/read-projection.ts'
import type { FileFinding, FileLayer, SourceFeature } from '#domain/import/file-content.ts'
import { readWkb, wkbOfGeopackage } from '#domain/import/read-wkb.ts'
import { readWhole } from '../read-whole.ts'
import { UnreadableFile, unreadable } from '../unreadable-file.ts'
import { type Format, whole } from './format.ts'

type Database = InstanceType<initSqlJs.SqlJsStatic['Database']>
type Cell = number | string | Uint8Array | null

/** SQLite by WebAssembly holds the whole file in memory. */
const MOST_BYTES = 200_000_000

/** GeoPackage: each table of features is a layer. */
export const openGeopackage: Format = async (source) => {
  const bytes = await readWhole(source, MOST_BYTES)
  const { Database } = await initSqlJs()
  const db = new Database(bytes)
  try {
    const findings: FileFinding[] = []
    const layers = layersOf(db, source.name, findings)
    if (layers.length === 0)
      throw new UnreadableFile(`${source.name}: no table of features in it`, 'no-layer', 'gpkg_geometry_columns')
    return {
      format: 'geopackage',
      layers,
      findings,
      close: async () => {
        db.close()
        await source.close()
      },
    }
  } catch (error) {
    db.close()
    throw unreadable(source.name, error)
  }
}

function layersOf(db: Database, name: string, findings: FileFinding[]): FileLayer[] {
  // only tables: a view could count for ever
  const tables = ask(
    db,
    `select g.table_name, g.column_name, s.organization, s.organization_coordsys_id, s.definition
    from gpkg_geometry_columns g join sqlite_master m on m.type = 'table' and m.name = g.table_name
    left join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id order by g.table_name`,
  )
  return tables.map(([table, column, organization, code, definition]) => {
    const layer = String(table)
    const crs = crsOf(String(organization ?? ''), Number(code), String(definition ?? ''))
    if (crs === null) findings.push({ code: 'crs-missing', layer, value: '' })
    const columns = ask(db, `select name from pragma_table_info(${quoted(layer, "'")})`).map(([field]) => String(field))
    const rows = Number(ask(db, `select count(*) from ${quoted(layer, '"')}`)[0]?.[0] ?? 0)
    return {
      name: layer,
      fields: columns.filter((field) => field !== column).map(whole),
      crs,
      encoding: null,
      rows,
      features: () => readTable(db, name, layer, columns, String(column)),
    }
  })
}

/** Names come from the file: as identifiers they are always between quotes, with quotes in them doubled. */
function quoted(text: string, mark: '"' | "'"): string {
  return mark + text.replaceAll(mark, mark + mark) + mark
}

function crsOf(organization: string, code: number, definition: string): string | null {
  if (organization.toUpperCase() === 'EPSG' && code > 0) return `EPSG:${code}`
  return readProjection(definition)
}

async function* readTable(
  db: Database,
  name: string,
  table: string,
  columns: readonly string[],
  geometryColumn: string,
): AsyncIterable<SourceFeature> {
  const statement = db.prepare(
    `select ${columns.map((column) => quoted(column, '"')).join(', ')} from ${quoted(table, '"')}`,
  )
  let row = 0
  try {
    while (statement.step()) {
      row += 1
      const cells = statement.get() as Cell[]
      const properties: Record<string, unknown> = {}
      let geometry: unknown = null
      columns.forEach((column, i) => {
        const cell = cells[i] ?? null
        if (column === geometryColumn) geometry = cell instanceof Uint8Array ? geometryOf(cell) : null
        else properties[column] = cell instanceof Uint8Array ? null : cell
      })
      yield { row, properties, geometry }
    }
  } catch (error) {
    throw unreadable(name, error)
  } finally {
    statement.free()
  }
}

function geometryOf(blob: Uint8Array): object | null {
  const wkb = wkbOfGeopackage(blob)
  return wkb && readWkb(wkb)
}

function ask(db: Database, statement: string): Cell[][] {
  return (db.exec(statement)[0]?.values ?? []) as Cell[][]
}
