import type { MetricPlane } from '#domain/heat/metric-plane.ts'
import { toPlane } from '#domain/heat/metric-plane.ts'
import { STEPS_PER_DEGREE } from '#domain/partition/lattice.ts'
import type { IssuePoints } from './point.query.ts'
import { readRuns } from './read-runs.ts'

/** What a history is made from: runs of known places, or points that fall into cells. Days from 1970-01-01. */
export type HistorySource =
  | {
      kind: 'runs'
      codes: readonly string[]
      /** `place` is an index into `codes`, -1 outside. */
      rows: readonly { place: number; runs: string; firstDay: number; endDay: number }[]
    }
  | {
      kind: 'points'
      points: IssuePoints
      plane: MetricPlane
      cellMeters: number
      /** West, south, east, north in steps of 1e-7 degree: farther away lies nothing that counts. */
      box: readonly [number, number, number, number]
    }

/** Sparse columns sorted by day, then place; `day` is counted from `firstDay`. */
export interface History {
  places: string[]
  /** Days from 1970-01-01; both null when nothing was filed. */
  firstDay: number | null
  lastDay: number | null
  day: number[]
  place: number[]
  filed: number[]
  outside: number
  /** Of cells: the rectangle of all places. */
  cells: { firstColumn: number; firstRow: number; width: number; height: number } | null
}

export function makeHistory(source: HistorySource): History {
  return source.kind === 'runs' ? ofRuns(source) : ofPoints(source)
}

function ofRuns({ codes, rows }: Extract<HistorySource, { kind: 'runs' }>): History {
  const counts: Counts = new Map()
  let outside = 0
  for (const row of rows)
    readRuns(row, (day, filed) => {
      if (row.place < 0) outside += filed
      else add(counts, day, row.place, filed)
    })
  return { ...columnsOf(counts, (place) => codes[place]!), outside, cells: null }
}

/** Columns and rows a plane may have on either side of its origin: 20,000 km of the finest cells. */
const HALF_PLANE = 2 ** 21

function ofPoints({ points, plane, cellMeters, box }: Extract<HistorySource, { kind: 'points' }>): History {
  const counts: Counts = new Map()
  const used: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  let outside = 0
  for (let point = 0; point < points.x.length; point++) {
    const [x, y] = [points.x[point]!, points.y[point]!]
    if (x < box[0] || y < box[1] || x > box[2] || y > box[3]) {
      outside++
      continue
    }
    const [east, north] = toPlane(plane, x / STEPS_PER_DEGREE, y / STEPS_PER_DEGREE)
    const column = Math.floor(east / cellMeters)
    const row = Math.floor(north / cellMeters)
    add(counts, points.day[point]!, (row + HALF_PLANE) * 2 * HALF_PLANE + column + HALF_PLANE, 1)
    used[0] = Math.min(used[0], column)
    used[1] = Math.min(used[1], row)
    used[2] = Math.max(used[2], column)
    used[3] = Math.max(used[3], row)
  }
  const [firstColumn, firstRow, lastColumn, lastRow] = counts.size === 0 ? [0, 0, -1, -1] : used
  const codeOf = (cell: number) => {
    const column = (cell % (2 * HALF_PLANE)) - HALF_PLANE
    const row = Math.floor(cell / (2 * HALF_PLANE)) - HALF_PLANE
    return `${column - firstColumn}:${row - firstRow}`
  }
  const cells = { firstColumn, firstRow, width: lastColumn - firstColumn + 1, height: lastRow - firstRow + 1 }
  return { ...columnsOf(counts, codeOf), outside, cells }
}

/** Filed by day and place. */
type Counts = Map<number, Map<number, number>>

function add(counts: Counts, day: number, place: number, filed: number): void {
  let places = counts.get(day)
  if (places === undefined) {
    places = new Map()
    counts.set(day, places)
  }
  places.set(place, (places.get(place) ?? 0) + filed)
}

function columnsOf(counts: Counts, codeOf: (place: number) => string) {
  const days = [...counts.keys()].sort((a, b) => a - b)
  const [firstDay, lastDay] = [days[0] ?? null, days.at(-1) ?? null]
  const indexOf = new Map<number, number>()
  const columns: Pick<History, 'places' | 'day' | 'place' | 'filed'> = { places: [], day: [], place: [], filed: [] }
  for (const day of days) {
    const filed = counts.get(day)!
    for (const place of Float64Array.from(filed.keys()).sort()) {
      let index = indexOf.get(place)
      if (index === undefined) {
        index = columns.places.push(codeOf(place)) - 1
        indexOf.set(place, index)
      }
      columns.day.push(day - firstDay!)
      columns.place.push(index)
      columns.filed.push(filed.get(place)!)
    }
  }
  return { ...columns, firstDay, lastDay }
}
