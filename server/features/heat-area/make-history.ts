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
  day: Int32Array
  place: Int32Array
  filed: Int32Array
  outside: number
  /** Of cells: the rectangle of all places. */
  cells: { firstColumn: number; firstRow: number; width: number; height: number } | null
}

export function makeHistory(source: HistorySource): History {
  return source.kind === 'runs' ? ofRuns(source) : ofPoints(source)
}

/** Issues of one place and day that a key of runs may tell; more of them are more keys. */
const MOST_TOLD = 2 ** 16

function ofRuns({ codes, rows }: Extract<HistorySource, { kind: 'runs' }>): History {
  const days: number[] = []
  const places: number[] = []
  const counts: number[] = []
  let outside = 0
  for (const row of rows)
    readRuns(row, (day, filed) => {
      if (row.place < 0) outside += filed
      for (let left = row.place < 0 ? 0 : filed; left > 0; left -= MOST_TOLD) {
        days.push(day)
        places.push(row.place)
        counts.push(Math.min(left, MOST_TOLD))
      }
    })
  const firstDay = leastOf(days)
  const keys = Float64Array.from(
    days,
    (day, entry) => ((day - firstDay) * codes.length + places[entry]!) * MOST_TOLD + counts[entry]! - 1,
  )
  const columns = columnsOf(keys, firstDay, { places: codes.length, mostTold: MOST_TOLD }, (place) => codes[place]!)
  return { ...columns, outside, cells: null }
}

function ofPoints({ points, plane, cellMeters, box }: Extract<HistorySource, { kind: 'points' }>): History {
  const columns = new Int32Array(points.x.length)
  const rows = new Int32Array(points.x.length)
  const days = new Int32Array(points.x.length)
  let inside = 0
  for (let point = 0; point < points.x.length; point++) {
    const x = points.x[point]!
    const y = points.y[point]!
    if (x < box[0] || y < box[1] || x > box[2] || y > box[3]) continue
    const [east, north] = toPlane(plane, x / STEPS_PER_DEGREE, y / STEPS_PER_DEGREE)
    columns[inside] = Math.floor(east / cellMeters)
    rows[inside] = Math.floor(north / cellMeters)
    days[inside++] = points.day[point]!
  }
  const [firstColumn, lastColumn] = spanOf(columns.subarray(0, inside))
  const [firstRow, lastRow] = spanOf(rows.subarray(0, inside))
  const [width, height] = [lastColumn - firstColumn + 1, lastRow - firstRow + 1]
  const firstDay = leastOf(days.subarray(0, inside))
  const keys = new Float64Array(inside)
  for (let entry = 0; entry < inside; entry++)
    keys[entry] = ((days[entry]! - firstDay) * height + rows[entry]! - firstRow) * width + columns[entry]! - firstColumn
  const told = columnsOf(
    keys,
    firstDay,
    { places: width * height, mostTold: 1 },
    (cell) => `${cell % width}:${Math.floor(cell / width)}`,
  )
  return { ...told, outside: points.x.length - inside, cells: { firstColumn, firstRow, width, height } }
}

function leastOf(days: ArrayLike<number>): number {
  let least = Infinity
  for (let entry = 0; entry < days.length; entry++) least = Math.min(least, days[entry]!)
  return least
}

/** Least and most; 0 and -1 of nothing. */
function spanOf(values: Int32Array): [number, number] {
  if (values.length === 0) return [0, -1]
  let [least, most] = [values[0]!, values[0]!]
  for (const value of values) {
    if (value < least) least = value
    if (value > most) most = value
  }
  return [least, most]
}

/**
 * Columns from keys, (day from `firstDay` x `places` + place) x `mostTold` + issues - 1. Numbers are sorted and counted,
 * where tables of places by day took four times as long for a million (1.9 s of processor time, and 0.45).
 */
function columnsOf(
  keys: Float64Array,
  firstDay: number,
  { places, mostTold }: { places: number; mostTold: number },
  codeOf: (place: number) => string,
): Omit<History, 'outside' | 'cells'> {
  keys.sort()
  const names: string[] = []
  const indexOf = new Map<number, number>()
  const columns = {
    day: new Int32Array(keys.length),
    place: new Int32Array(keys.length),
    filed: new Int32Array(keys.length),
  }
  let [entries, before] = [0, -1]
  for (const key of keys) {
    const where = Math.floor(key / mostTold)
    const filed = key - where * mostTold + 1
    if (where !== before) {
      const day = Math.floor(where / places)
      const place = where - day * places
      let index = indexOf.get(place)
      if (index === undefined) {
        index = names.push(codeOf(place)) - 1
        indexOf.set(place, index)
      }
      columns.day[entries] = day
      columns.place[entries++] = index
      before = where
    }
    columns.filed[entries - 1]! += filed
  }
  const day = columns.day.slice(0, entries)
  const [first, last] = entries === 0 ? [null, null] : [firstDay, firstDay + day[entries - 1]!]
  return {
    places: names,
    firstDay: first,
    lastDay: last,
    day,
    place: columns.place.slice(0, entries),
    filed: columns.filed.slice(0, entries),
  }
}
