import { CsvError, parse } from 'csv-parse/browser/esm/sync'
import type { Box, Position } from '#domain/contract/common.ts'
import { sitingLimits } from '#domain/contract/siting.ts'
import { findCoordinateColumns } from '#domain/import/find-columns.ts'
import { guessMapping } from '#domain/import/guess-mapping.ts'

/** A place of somebody's own list where a station could stand. */
export interface OwnSite {
  name: string
  position: Position
}

/** Why a file is no list of places. `value`: what the words name. */
export interface SitesRefusal {
  ok: false
  reason:
    | 'too-large'
    | 'not-text'
    | 'not-csv'
    | 'not-geojson'
    | 'no-columns'
    | 'no-places'
    | 'too-many'
    | 'swapped'
    | 'outside-county'
  value: string
}

/** Places that were read, and how many rows were left out, by why. */
export interface SitesRead {
  ok: true
  sites: OwnSite[]
  left: { noPlace: number; outside: number; twice: number }
}

export const MOST_BYTES = 8_000_000
/** Places so far (degrees) beyond the county's box are still taken: the network may reach there. */
const MARGIN_DEGREES = 0.05

/** Reads places of a CSV (UTF-8 or GB18030, columns named by their words) or a GeoJSON; WGS 84 or CGCS2000 degrees. */
export function readSites(fileName: string, bytes: Uint8Array, county: Box): SitesRead | SitesRefusal {
  if (bytes.length > MOST_BYTES) return refuse('too-large', `${(bytes.length / 1e6).toFixed(1)} MB`)
  const text = decode(bytes)
  if (text === null) return refuse('not-text', fileName)
  const rows = /^\s*\{/.test(text) ? rowsOfGeoJson(text) : rowsOfCsv(text)
  if (!Array.isArray(rows)) return rows
  const placed = rows.flatMap(({ name, position }) => (position ? [{ name, position }] : []))
  if (placed.length === 0) return refuse('no-places', String(rows.length))
  const inside = placed.filter(({ position }) => isInside(county, position))
  if (inside.length === 0) {
    const turned = placed.some(({ position: [x, y] }) => isInside(county, [y, x]))
    return refuse(turned ? 'swapped' : 'outside-county', placed[0]!.position.join(', '))
  }
  const sites = [...new Map(inside.map((site) => [site.position.join(), site])).values()]
  if (sites.length > sitingLimits.candidates) return refuse('too-many', String(sites.length))
  return {
    ok: true,
    sites,
    left: {
      noPlace: rows.length - placed.length,
      outside: placed.length - inside.length,
      twice: inside.length - sites.length,
    },
  }
}

interface Row {
  name: string
  position: Position | null
}

function refuse(reason: SitesRefusal['reason'], value: string): SitesRefusal {
  return { ok: false, reason, value }
}

/** Text without its byte order mark; null where the bytes are of neither encoding. */
function decode(bytes: Uint8Array): string | null {
  // a spreadsheet or an archive begins so: its bytes may well be letters of GB18030
  if (bytes.length > 1 && bytes[0] === 0x50 && bytes[1] === 0x4b) return null
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (!text.includes('\0')) return text
    } catch {
      // the next encoding is tried
    }
  return null
}

function rowsOfCsv(text: string): Row[] | SitesRefusal {
  let lines: Record<string, string>[]
  const delimiter = [',', ';', '\t'].reduce((best, one) => (countIn(text, one) > countIn(text, best) ? one : best))
  try {
    lines = parse(text, { columns: true, delimiter, trim: true, skip_empty_lines: true, relax_column_count: true })
  } catch (error) {
    return refuse('not-csv', error instanceof CsvError ? error.message : '')
  }
  const columns = Object.keys(lines[0] ?? {})
  const found = findCoordinateColumns(columns)
  if (!found) return refuse('no-columns', columns.join(', ').slice(0, 120))
  const { name = '' } = guessMapping(columns, ['name'])
  return lines.map((line) => ({
    name: line[name] ?? '',
    position: positionOf(line[found.longitude], line[found.latitude]),
  }))
}

/** Signs in the first line, where columns are named. */
function countIn(text: string, sign: string): number {
  return text.split('\n', 1)[0]!.split(sign).length
}

function rowsOfGeoJson(text: string): Row[] | SitesRefusal {
  let features: unknown
  try {
    features = JSON.parse(text).features
  } catch (error) {
    return refuse('not-geojson', error instanceof Error ? error.message : '')
  }
  if (!Array.isArray(features)) return refuse('not-geojson', '')
  const columns = Object.keys(features[0]?.properties ?? {})
  const { name = '' } = guessMapping(columns, ['name'])
  return features.map((feature) => ({
    name: String(feature?.properties?.[name] ?? ''),
    position: middleOf(feature?.geometry?.coordinates),
  }))
}

/** A point as it is; of a line or a polygon the middle of its points. */
function middleOf(coordinates: unknown): Position | null {
  if (!Array.isArray(coordinates)) return null
  if (!Array.isArray(coordinates[0])) return positionOf(coordinates[0], coordinates[1])
  const points: unknown[] = coordinates
  let flat = points
  while (Array.isArray(flat[0]) && Array.isArray(flat[0][0])) flat = flat.flat(1)
  const placed = flat.flatMap((point) => (Array.isArray(point) ? [positionOf(point[0], point[1])] : []))
  const known = placed.filter((position) => position !== null)
  if (known.length === 0) return null
  const mean = (axis: 0 | 1) => known.reduce((sum, position) => sum + position[axis], 0) / known.length
  return [rounded(mean(0)), rounded(mean(1))]
}

function positionOf(longitude: unknown, latitude: unknown): Position | null {
  if (String(longitude ?? '').trim() === '' || String(latitude ?? '').trim() === '') return null
  const position: Position = [Number(longitude), Number(latitude)]
  return position.every(Number.isFinite) ? [rounded(position[0]), rounded(position[1])] : null
}

/** Degrees to a decimetre. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6
}

function isInside([west, south, east, north]: Box, [x, y]: Position): boolean {
  return (
    x >= west - MARGIN_DEGREES &&
    x <= east + MARGIN_DEGREES &&
    y >= south - MARGIN_DEGREES &&
    y <= north + MARGIN_DEGREES
  )
}
