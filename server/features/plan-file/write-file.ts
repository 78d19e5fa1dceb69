import { strToU8, zipSync } from 'fflate'
import writeXlsxFile from 'write-excel-file/node'
import type { PlanFileFormat } from '#domain/contract/plan-file.ts'
import { groundToText } from '#domain/plan-file/ground-text.ts'
import type { FileLayer } from '#domain/plan-file/plan-layer.ts'
import { type Encoding, writeShapefile } from '#domain/plan-file/shapefile.ts'
import { type CoordinateSystem, degrees, inSystem } from './coordinate-system.ts'
import { encodings } from './encodings.ts'
import { writeGeopackage } from './write-geopackage.ts'

export interface WrittenFile {
  bytes: Uint8Array
  type: string
  /** Ending of the file's name. */
  ending: string
}

/** One row of the table: what stands beside the ground. */
export interface TableRow {
  level: string
  code: string
  name: string
  parent: string
  households: number | null
  buildings: number | null
  issues: number | null
  workers: string
  /** 'base', 'dedicated'; '' for a micro-grid. */
  kind: string
  polygons: FileLayer['areas'][number]['polygons']
}

export interface FileContent {
  /** In degrees. */
  layers: readonly FileLayer[]
  rows: readonly TableRow[]
}

/** Columns of the table; its ground follows them. */
const head: Record<Exclude<keyof TableRow, 'polygons'>, string> = {
  level: '层级 level',
  code: '编码 code',
  name: '名称 name',
  parent: '上级 parent',
  households: '户数 households',
  buildings: '楼栋 buildings',
  issues: '一年事项 issues of a year',
  workers: '网格员 workers',
  kind: '类型 kind',
}
const ground = '图形 WKT'

/** Writes grids and micro-grids as a file of a format. */
export async function writeFile(
  { layers, rows }: FileContent,
  format: PlanFileFormat,
  system: CoordinateSystem,
  encoding: Encoding['name'],
): Promise<WrittenFile> {
  switch (format) {
    case 'geojson':
      return { bytes: strToU8(JSON.stringify(collectionOf(layers))), type: 'application/geo+json', ending: 'geojson' }
    case 'shapefile':
      return { bytes: zipOf(layers, system, encodings[encoding]), type: 'application/zip', ending: 'zip' }
    case 'geopackage': {
      const bytes = await writeGeopackage(placed(layers, system), system)
      return { bytes, type: 'application/geopackage+sqlite3', ending: 'gpkg' }
    }
    case 'xlsx':
      return { bytes: await sheetOf(rows), type: SPREADSHEET, ending: 'xlsx' }
  }
}

const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

function placed(layers: readonly FileLayer[], system: CoordinateSystem): FileLayer[] {
  return layers.map((layer) => (system === degrees ? layer : inSystem(layer, system)))
}

function collectionOf(layers: readonly FileLayer[]): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: layers.flatMap(({ name: level, areas }) =>
      areas.map(({ polygons: coordinates, ...properties }) => ({
        type: 'Feature' as const,
        geometry: { type: 'MultiPolygon' as const, coordinates },
        properties: { level, ...properties },
      })),
    ),
  }
}

function zipOf(layers: readonly FileLayer[], system: CoordinateSystem, encoding: Encoding): Uint8Array {
  const files: Record<string, Uint8Array> = {}
  for (const layer of placed(layers, system)) {
    for (const [ending, bytes] of Object.entries(writeShapefile(layer, encoding)))
      files[`${layer.name}.${ending}`] = bytes
    files[`${layer.name}.prj`] = strToU8(system.wkt)
  }
  return zipSync(files)
}

async function sheetOf(rows: readonly TableRow[]): Promise<Uint8Array> {
  const columns = Object.keys(head) as (keyof typeof head)[]
  const texts = rows.map((row) => groundToText(row.polygons))
  // the text of a long ground goes on in further columns
  const parts = Math.max(1, ...texts.map((text) => text.length))
  const names = [
    ...columns.map((column) => head[column]),
    ...Array.from({ length: parts }, (_, part) => (part === 0 ? ground : `${ground} ${part + 1}`)),
  ]
  const data = [
    names.map((value) => ({ value, fontWeight: 'bold' as const })),
    ...rows.map((row, i) => [
      ...columns.map((column) => row[column]),
      ...Array.from({ length: parts }, (_, part) => texts[i]![part] ?? null),
    ]),
  ]
  const buffer = await writeXlsxFile(data, {
    stickyRowsCount: 1,
    columns: names.map((name) => ({ width: /name|workers/.test(name) ? 28 : 16 })),
  }).toBuffer()
  return new Uint8Array(buffer)
}
