import type { CountyMask, Lattice } from '#domain/heat/county-mask.ts'
import { type DayEntries, packDays } from '#domain/heat/day-entries.ts'
import type { PlanePlaces } from '#domain/heat/plane-places.ts'
import type { TimeWindow } from './counted-surface.ts'
import { type DayIndex, daySpan, rowsByDay } from './day-index.ts'
import { type IssueColumns, type IssueQuestion, matcherOf } from './issue-columns.ts'

/** What a history is counted by: cells of a county's lattice, or the areas of these codes. */
export type HistoryGround = HistoryCells | HistoryAreas

interface HistoryCells {
  kind: 'cells'
  mask: CountyMask
  places: PlanePlaces
}

export interface HistoryAreas {
  kind: 'areas'
  of: 'grid' | 'microGrid'
  codes: readonly string[]
}

/** Some days of a history. Days are counted from 1970-01-01. */
export interface HistoryPage {
  /** The whole history day by day; null on a page asked for by its day, and of no issues. */
  totals: { firstDay: number; filed: Int32Array } | null
  /** Matching issues in no place; null on a page asked for by its day. */
  outside: number | null
  firstDay: number
  days: number
  /** As `packDays` has them; places are cells of the lattice, or indices into `codes`. */
  bytes: Uint8Array<ArrayBuffer>
  /** Codes of the areas on this page, in the order of the ground; empty by cell. */
  codes: string[]
  /** The day on which the next page begins; null after the last day of any issue. */
  next: number | null
  /** Of cells. */
  lattice: Lattice | null
}

export interface AskedPage {
  question: IssueQuestion
  window: TimeWindow
  /** Null: from the first day on, with the totals of all days. */
  day: number | null
}

/**
 * Entries of a page: as many whole days as fit, at least one. So much is sent and computed for a page, whether the county
 * has a thousand issues or a million.
 */
const MOST_ENTRIES = 32_768
/** Days on which nothing was filed have no entries. */
const MOST_DAYS = 4_000

/** A page of the history of issues that answer a question. */
export function historyPage(
  columns: IssueColumns,
  index: DayIndex,
  ground: HistoryGround,
  { question, window, day }: AskedPage,
): HistoryPage {
  const matches = matcherOf(columns, question)
  const counts = (row: number) => {
    const at = columns.filedAt[row]!
    return at >= window.from && at < window.to && matches(row)
  }
  const placeOf = ground.kind === 'cells' ? cellOf(ground) : areaOf(columns, ground)
  const isIn =
    ground.kind === 'cells' ? (row: number) => ground.places.inside[row] === 1 : (row: number) => placeOf(row) >= 0
  const span = daySpan(index, columns)
  const whole = day === null && span ? countDays(columns, span, counts, isIn) : null
  const firstDay = day ?? whole?.totals?.firstDay ?? 0
  const last = day !== null || whole?.totals ? (span?.last ?? -Infinity) : -Infinity
  const rowsOf = rowsByDay(index, columns)
  const entries: DayEntries[] = []
  for (let at = firstDay, sum = 0; at <= last; at++) {
    const found = entriesOf(rowsOf(at), counts, placeOf)
    sum += found.place.length
    if (entries.length === MOST_DAYS || (entries.length > 0 && sum > MOST_ENTRIES)) break
    entries.push(found)
  }
  const next = firstDay + entries.length
  const codes = ground.kind === 'areas' ? nameAreas(entries, ground) : []
  return {
    totals: whole?.totals ?? null,
    outside: day === null ? (whole?.outside ?? 0) : null,
    firstDay,
    days: entries.length,
    bytes: packDays(entries),
    codes,
    next: next <= last ? next : null,
    lattice: ground.kind === 'cells' ? latticeOf(ground.mask) : null,
  }
}

type PlaceOf = (row: number) => number

/** Cell of a row; -1 outside the county. */
function cellOf({ mask, places }: HistoryCells): PlaceOf {
  const { cellMeters, firstColumn, firstRow, width } = mask
  const { east, north, inside } = places
  return (row) => {
    if (inside[row] !== 1) return -1
    const [x, y] = [east[row]! / cellMeters - firstColumn, north[row]! / cellMeters - firstRow]
    return Math.floor(y) * width + Math.floor(x)
  }
}

/** Area of a row by the code that it carries; -1 where it is none of today. */
function areaOf({ places, grids, microGrids }: IssueColumns, { of, codes }: HistoryAreas): PlaceOf {
  const indexOf = new Map(codes.map((code, area) => [code, area]))
  const areas = Int32Array.from(of === 'grid' ? grids : microGrids, (code) => indexOf.get(code) ?? -1)
  return (row) => areas[places[row]!]!
}

/** Issues in a place by day, from the first day with one to the last, and those in none: one pass over the columns. */
function countDays(
  { days, count }: IssueColumns,
  { first, last }: { first: number; last: number },
  counts: (row: number) => boolean,
  isIn: (row: number) => boolean,
): Pick<HistoryPage, 'totals'> & { outside: number } {
  const filed = new Int32Array(last - first + 1)
  let outside = 0
  for (let row = 0; row < count; row++) {
    if (!counts(row)) continue
    if (isIn(row)) filed[days[row]! - first]!++
    else outside++
  }
  const begin = filed.findIndex((issues) => issues > 0)
  const end = filed.findLastIndex((issues) => issues > 0) + 1
  return { totals: begin < 0 ? null : { firstDay: first + begin, filed: filed.slice(begin, end) }, outside }
}

function entriesOf(rows: readonly number[], counts: (row: number) => boolean, placeOf: PlaceOf): DayEntries {
  const places = new Uint32Array(rows.length)
  let found = 0
  for (const row of rows) {
    const place = counts(row) ? placeOf(row) : -1
    if (place >= 0) places[found++] = place
  }
  const sorted = places.subarray(0, found).sort()
  const place = sorted.filter((one, entry) => one !== sorted[entry - 1])
  const filed = new Uint32Array(place.length)
  let at = -1
  for (const [entry, one] of sorted.entries()) {
    if (entry === 0 || one !== sorted[entry - 1]) at++
    filed[at]!++
  }
  return { place, filed }
}

/** Names the areas of a page, and makes the entries' places indices into the names; both keep their order. */
function nameAreas(entries: DayEntries[], { codes }: HistoryAreas): string[] {
  const used = [...new Set(entries.flatMap(({ place }) => [...place]))].sort((a, b) => a - b)
  const indexOf = new Map(used.map((area, index) => [area, index]))
  for (const day of entries) day.place = day.place.map((area) => indexOf.get(area)!)
  return used.map((area) => codes[area]!)
}

function latticeOf({ firstColumn, firstRow, width, height }: CountyMask): Lattice {
  return { firstColumn, firstRow, width, height }
}
