import { repairGeometry } from '#domain/area/repair-geometry.ts'
import type { ImportPreview } from '#domain/contract/import.ts'
import { firstPlace, guessLandings, kilometersBetween } from '#domain/coordinate/guess-landing.ts'
import { toWgs84 } from '#domain/coordinate/to-wgs84.ts'
import type { FileLayer } from '#domain/import/file-content.ts'

const MOST_ROWS = 300
/** Corners that travel to the page, all rows together. */
const MOST_PLACES = 40_000
const MOST_VALUE_LETTERS = 80

export interface PreviewReading {
  crs?: string | undefined
  swapAxes: boolean
  acceptShifted: boolean
}

/** The first rows of a layer as a person sees them before they are imported, on the map where they can stand. */
export async function previewLayer(
  layer: FileLayer,
  near: readonly [number, number],
  { crs = layer.crs ?? undefined, swapAxes, acceptShifted }: PreviewReading,
): Promise<ImportPreview> {
  const known = crs === undefined ? null : toWgs84(crs, { acceptShifted })
  const rows: ImportPreview['rows'] = []
  const sample: [number, number][] = []
  const distances: number[] = []
  let places = 0
  for await (const { row, properties, geometry } of layer.features()) {
    const first = firstPlace(geometry)
    if (first) sample.push(first)
    const convert = known?.ok ? known.convert : null
    const read = convert && repairGeometry(geometry, swapAxes ? (x, y) => convert(y, x) : convert)
    const landed = read?.ok ? read.geometry : null
    const where = landed && firstPlace(landed)
    if (where) distances.push(kilometersBetween(where, near))
    places += countPlaces(landed)
    rows.push({ row, values: shown(properties), geometry: places > MOST_PLACES ? null : landed && { ...landed } })
    if (rows.length === MOST_ROWS) break
  }
  distances.sort((a, b) => a - b)
  return {
    rows,
    refused: known === null ? 'crs-missing' : known.ok ? null : known.reason,
    kilometers: distances[Math.floor(distances.length / 2)] ?? null,
    landings: guessLandings(sample, near).slice(0, 6),
  }
}

function shown(properties: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties)
      .slice(0, 40)
      .map(([name, value]) => [
        name,
        value === null || value === undefined ? '' : String(value).slice(0, MOST_VALUE_LETTERS),
      ]),
  )
}

function countPlaces(value: unknown): number {
  if (typeof value === 'object' && value !== null && 'coordinates' in value) return countPlaces(value.coordinates)
  if (!Array.isArray(value)) return 0
  return typeof value[0] === 'number' ? 1 : value.reduce<number>((sum, part) => sum + countPlaces(part), 0)
}
