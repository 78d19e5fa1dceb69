import { saveFile } from '#client/ui/save-file.ts'
import { createFileWriter, type SheetCells } from '#client/ui/sheet/file-writer.ts'
import type { AreaFeature } from '#domain/contract/area-ground.ts'
import type { AreaRow, LoadRow } from './area-rows.ts'

export type TableFormat = 'csv' | 'xlsx' | 'geojson'

/** A table as a file: its head in the page's words, its keys for machines, and its cells. */
export interface TableFile {
  /** Without its ending. */
  name: string
  keys: readonly string[]
  head: readonly string[]
  rows: readonly SheetCells[]
}

export async function saveTable(file: TableFile, format: 'csv' | 'xlsx'): Promise<void> {
  const writer = createFileWriter(format, file.head)
  writer.add(file.rows)
  saveFile(await writer.end(), `${file.name}.${format}`)
}

/** Rows with their ground (RFC 7946; longitude, latitude), for a map program. `geometryOf` gives null where a row has none. */
export function saveGround(file: TableFile, geometryOf: (row: number) => GeoJSON.Geometry | null): void {
  const features = file.rows.map((cells, row) => ({
    type: 'Feature',
    properties: Object.fromEntries(file.keys.map((key, at) => [key, cells[at] ?? null])),
    geometry: geometryOf(row),
  }))
  const text = JSON.stringify({ type: 'FeatureCollection', name: file.name, features })
  saveFile(new Blob([text], { type: 'application/geo+json' }), `${file.name}.geojson`)
}

export const areaKeys = [
  'code',
  'name',
  'parent',
  'households',
  'inside',
  'before',
  'share',
  'leftOut',
  'medianMinutes',
  'within5',
  'within10',
  'within15',
  'within20',
  'beyond20',
  'elderly',
  'elderlyInside',
  'station',
] as const

/** A share as a spreadsheet shows it in percent: 0.8123, never 0.812345678. */
const rounded = (share: number | null) => (share === null ? null : Math.round(share * 10_000) / 10_000)

export function areaCells(row: AreaRow): SheetCells {
  const { code, name, parent, households, inside, before, share, leftOut, medianMinutes, spread, station } = row
  return [
    code,
    name,
    parent,
    households,
    inside,
    before,
    rounded(share),
    leftOut,
    medianMinutes,
    ...spread,
    row.elderly,
    row.elderlyInside,
    station,
  ]
}

export const loadKeys = ['code', 'name', 'level', 'households', 'before', 'capacity', 'load', 'withSecond'] as const

export function loadCells(row: LoadRow): SheetCells {
  const { code, name, level, households, before, capacityHouseholds, load, withSecond } = row
  return [code, name, level, households, before, capacityHouseholds, rounded(load), withSecond]
}

export function groundOf(areas: readonly AreaFeature[]): (code: string) => GeoJSON.Geometry | null {
  const byCode = new Map(areas.map(({ properties, geometry }) => [properties.code, geometry]))
  return (code) => byCode.get(code) ?? null
}
