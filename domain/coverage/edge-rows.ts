import type { Position } from '#domain/contract/common.ts'
import { cutLine, measureLine } from './line.ts'
import type { EdgeColumns } from './network.ts'

/** One edge of a network while it is edited. Its columns are `EdgeColumns`; `name` is the street's, '' where it has none. */
export interface EdgeRow {
  id: number
  from: number
  to: number
  meters: number
  kind: number
  /** Meters up from its `from` end; NaN where nobody said. */
  ascent: number
  name: string
  line: Position[]
}

/** An edge cut at nodes that lie on it (share 0 to 1 from its `from` end), length and ascent by their share; itself without any. */
export function cutRow(row: EdgeRow, cuts: readonly { along: number; node: number }[]): EdgeRow[] {
  if (cuts.length === 0) return [row]
  const line = measureLine(row.line)
  const stops = [
    { along: 0, node: row.from },
    ...[...cuts].sort((a, b) => a.along - b.along),
    { along: 1, node: row.to },
  ]
  return stops.slice(1).map((stop, before) => {
    const from = stops[before]!
    const share = stop.along - from.along
    return {
      ...row,
      from: from.node,
      to: stop.node,
      meters: row.meters * share,
      ascent: row.ascent * share,
      line: cutLine(line, from.along, stop.along),
    }
  })
}

/** Rows as a network's columns. */
export function columnsOf(rows: readonly EdgeRow[]): EdgeColumns {
  const vertexStart = new Uint32Array(rows.length + 1)
  for (const [at, { line }] of rows.entries()) vertexStart[at + 1] = vertexStart[at]! + line.length
  const vertices = new Float64Array(2 * vertexStart[rows.length]!)
  let written = 0
  for (const { line } of rows)
    for (const [longitude, latitude] of line) {
      vertices[written++] = longitude
      vertices[written++] = latitude
    }
  return {
    id: Int32Array.from(rows, ({ id }) => id),
    from: Int32Array.from(rows, ({ from }) => from),
    to: Int32Array.from(rows, ({ to }) => to),
    lengthMeters: Float64Array.from(rows, ({ meters }) => meters),
    kind: Uint8Array.from(rows, ({ kind }) => kind),
    ascentMeters: Float64Array.from(rows, ({ ascent }) => ascent),
    vertexStart,
    vertices,
  }
}
