import type { MetricPlane } from '#domain/heat/metric-plane.ts'
import { toPlane } from '#domain/heat/metric-plane.ts'
import { STEPS_PER_DEGREE } from '#domain/partition/lattice.ts'

/** What a history is made from: single issues in known areas, or places that fall into cells. Days from 1970-01-01. */
export type HistorySource =
  | {
      kind: 'areas'
      codes: readonly string[]
      /** Indices into `codes`, -1 outside. */
      area: Int32Array
      day: Int32Array
    }
  | {
      kind: 'points'
      /** Steps of 1e-7 degree. */
      x: Int32Array
      y: Int32Array
      day: Int32Array
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
  return source.kind === 'areas' ? ofAreas(source) : ofPoints(source)
}

function ofAreas({ codes, area, day }: Extract<HistorySource, { kind: 'areas' }>): History {
  const inside = area.reduce((count, one) => count + (one < 0 ? 0 : 1), 0)
  const firstDay = leastOf(day.filter((_, issue) => area[issue]! >= 0))
  const keys = new Float64Array(inside)
  let entry = 0
  for (let issue = 0; issue < area.length; issue++)
    if (area[issue]! >= 0) keys[entry++] = (day[issue]! - firstDay) * codes.length + area[issue]!
  const columns = columnsOf(keys, firstDay, codes.length, (place) => codes[place]!)
  return { ...columns, outside: area.length - inside, cells: null }
}

function ofPoints({ plane, cellMeters, box, ...points }: Extract<HistorySource, { kind: 'points' }>): History {
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
  const told = columnsOf(keys, firstDay, width * height, (cell) => `${cell % width}:${Math.floor(cell / width)}`)
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
 * Columns from one key an issue, day from `firstDay` x `places` + place. Numbers are sorted and counted, where tables of
 * places by day took four times as long for a million (1.9 s of processor time, and 0.45).
 */
function columnsOf(
  keys: Float64Array,
  firstDay: number,
  places: number,
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
    if (key !== before) {
      const day = Math.floor(key / places)
      const place = key - day * places
      let index = indexOf.get(place)
      if (index === undefined) {
        index = names.push(codeOf(place)) - 1
        indexOf.set(place, index)
      }
      columns.day[entries] = day
      columns.place[entries++] = index
      before = key
    }
    columns.filed[entries - 1]!++
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
