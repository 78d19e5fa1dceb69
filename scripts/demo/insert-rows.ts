import type { Queryable } from '#server/db.types.ts'
import type { Geometry } from '#server/postgis-types/index.ts'
import { writeEwkbHex } from '#server/postgis-types/index.ts'
import { toDegrees } from './geometry/lattice.ts'
import type { Point } from './geometry/point.ts'

/** A table's rows, column by column as `unnest` takes them. */
export interface TableRows {
  /** Static text; `$1`, `$2` ... are the columns as arrays, geometry as hex text. */
  sql: string
  columns: readonly (readonly unknown[])[]
  /** What is being loaded, for the progress line. */
  what: string
}

const rowsAtOnce = 4000

/** Inserts a table in batches; `told` hears the number of rows of each. */
export async function insertRows(db: Queryable, rows: TableRows, told: (count: number) => void): Promise<void> {
  const total = rows.columns[0]!.length
  for (let from = 0; from < total; from += rowsAtOnce) {
    const batch = rows.columns.map((column) => column.slice(from, from + rowsAtOnce))
    await db.query(rows.sql, batch)
    told(batch[0]!.length)
  }
}

export function pointHex(point: Point): string {
  return writeEwkbHex({ type: 'Point', coordinates: toDegrees(point) })
}

/** Rings in metres: an outer one and its holes, closed and turned as OGC asks; one polygon. */
export function polygonHex(rings: readonly (readonly Point[])[]): string {
  return degreesHex(rings.map((ring) => ring.map(toDegrees)))
}

/** The same for rings already in degrees. */
export function degreesHex(rings: readonly (readonly [number, number][])[]): string {
  const geometry: Geometry = {
    type: 'MultiPolygon',
    coordinates: [rings.map((ring) => [...ring, ring[0]!].map(([x, y]) => [x, y]))],
  }
  return writeEwkbHex(geometry)
}

export function linesHex(lines: readonly (readonly Point[])[]): string {
  return writeEwkbHex({ type: 'MultiLineString', coordinates: lines.map((line) => line.map(toDegrees)) })
}
