import type { IssueSource } from '#domain/contract/issue.ts'
import type { IssueFilter } from '#server/heat/heat-filter.ts'

/** One month of issues as the database sends it: columns of the same length, network byte order. */
export interface ColumnBytes {
  /** Codes of all categories by ordinal. */
  categories: string[]
  /** Codes of grids and micro-grids by ordinal of the place, '' outside; of the first month only, null of the others. */
  grids: string[] | null
  microGrids: string[] | null
  /** int8. */
  ids: Uint8Array
  /** int8: microseconds since 2000-01-01 UTC. */
  filedAt: Uint8Array
  /** int4: 1e-7 degrees. */
  longitudes: Uint8Array
  latitudes: Uint8Array
  /** int4: ordinal of the category << 16 | open << 12 | place of the source, from 1 << 8 | hour of the week from Monday. */
  kinds: Uint8Array
  /** int4: ordinal of the place. */
  places: Uint8Array
  /** int4: day of filing in the county's time zone, from 1970-01-01. */
  days: Uint8Array
}

/** One issue as it is now; `longitude`, `latitude` in 1e-7 degrees, `filedAt` in microseconds since 1970. */
export interface ChangedIssue {
  id: number
  filedAt: number
  longitude: number
  latitude: number
  open: boolean
  source: IssueSource
  category: string
  hourOfWeek: number
  grid: string
  microGrid: string
  day: number
}

/** In the order of `ColumnBytes.kinds`. */
const sources: readonly IssueSource[] = ['patrol', 'worker', 'resident', 'hotline', 'online', 'system']
export const MICROSECONDS_TO_2000 = 946_684_800_000_000
const OPEN = 1 << 12

/**
 * All issues of a county in memory, 36 bytes each, 17 more for their places on the plane (`PlanePlaces`) and about 45 by which changes find them, so that a new question costs
 * one pass and not a reading of the database.
 * A row never moves and never changes its place: an issue that does gets a new row, and its old one counts no longer.
 */
export interface IssueColumns {
  count: number
  /** Microseconds since 1970. */
  filedAt: Float64Array
  /** 1e-7 degrees. */
  longitudes: Int32Array
  latitudes: Int32Array
  /** As in `ColumnBytes`; GONE where an issue has moved on. */
  kinds: Int32Array
  /** Ordinals of `grids` and `microGrids`. */
  places: Int32Array
  /** From 1970-01-01. */
  days: Int32Array
  grids: string[]
  microGrids: string[]
  /** By code of grid and micro-grid. */
  placeOf: Map<string, number>
  rowOf: Map<number, number>
  categories: Map<string, number>
  /** Rows in the order in which they changed since reading. */
  changed: number[]
}

const GONE = -1

/** Columns from what the database sent in one statement, neighbours beside neighbours: kernels are added where memory is warm. */
export function readColumns(months: readonly ColumnBytes[]): IssueColumns {
  const count = months.reduce((sum, month) => sum + month.ids.length / 8, 0)
  const read = decode(months, count)
  const [grids, microGrids] = [months[0]?.grids ?? [], months[0]?.microGrids ?? []]
  const columns: IssueColumns = {
    ...emptyRows(spare(count)),
    count,
    grids: [...grids],
    microGrids: [...microGrids],
    placeOf: new Map(grids.map((grid, place) => [placeName(grid, microGrids[place] ?? ''), place])),
    rowOf: new Map(),
    categories: new Map(months[0]?.categories.map((code, ordinal) => [code, ordinal])),
    changed: [],
  }
  orderByPlace(read.longitudes, read.latitudes).forEach((from, row) => {
    columns.rowOf.set(read.ids[from]!, row)
    columns.filedAt[row] = read.filedAt[from]!
    columns.longitudes[row] = read.longitudes[from]!
    columns.latitudes[row] = read.latitudes[from]!
    columns.kinds[row] = read.kinds[from]!
    columns.places[row] = read.places[from]!
    columns.days[row] = read.days[from]!
  })
  return columns
}

function decode(months: readonly ColumnBytes[], count: number) {
  const read = { ...emptyRows(count), ids: new Float64Array(count) }
  let row = 0
  for (const month of months) {
    const [ids, filedAt] = [viewOf(month.ids), viewOf(month.filedAt)]
    const [longitudes, latitudes, kinds] = [viewOf(month.longitudes), viewOf(month.latitudes), viewOf(month.kinds)]
    const [places, days] = [viewOf(month.places), viewOf(month.days)]
    for (let i = 0; i < ids.byteLength / 8; i++, row++) {
      read.ids[row] = readInt64(ids, 8 * i)
      read.filedAt[row] = readInt64(filedAt, 8 * i) + MICROSECONDS_TO_2000
      read.longitudes[row] = longitudes.getInt32(4 * i)
      read.latitudes[row] = latitudes.getInt32(4 * i)
      read.kinds[row] = kinds.getInt32(4 * i)
      read.places[row] = places.getInt32(4 * i)
      read.days[row] = days.getInt32(4 * i)
    }
  }
  return read
}

/** Of a degree in steps of 1e-7: bands of latitude of about 700 m, and parts of about 180 m from west to east within one. */
const [BAND, PART] = [2 ** 16, 2 ** 14]
const BANDS = 2 ** 12
const PARTS = 2 ** 18
/** Band, part and row together are told exactly by a number. */
const MOST_ORDERED = 2 ** 23

/** Rows by bands of latitude, from west to east within one; as they are where there are more than can be put in order. */
function orderByPlace(longitudes: Int32Array, latitudes: Int32Array): Uint32Array {
  const count = longitudes.length
  const order = new Uint32Array(count)
  const south = latitudes.reduce((least, latitude) => Math.min(least, latitude), 90e7)
  const keys = new Float64Array(count)
  for (let row = 0; row < count; row++) {
    const band = Math.min(BANDS - 1, Math.floor((latitudes[row]! - south) / BAND))
    const part = Math.min(PARTS - 1, Math.floor((longitudes[row]! + 180e7) / PART))
    keys[row] = (band * PARTS + part) * count + row
  }
  // without a comparison of its own: a twentieth of the time
  keys.sort()
  for (let at = 0; at < count; at++) order[at] = count > MOST_ORDERED ? at : keys[at]! % count
  return order
}

/** Takes over how an issue is now. */
export function putIssue(columns: IssueColumns, issue: ChangedIssue): void {
  const known = columns.rowOf.get(issue.id)
  const kind = kindOf(columns, issue)
  const place = placeOf(columns, issue)
  if (known !== undefined && isThere(columns, known, issue)) {
    columns.places[known] = place
    if (columns.kinds[known] === kind) return
    columns.kinds[known] = kind
    columns.changed.push(known)
    return
  }
  if (known !== undefined) {
    columns.kinds[known] = GONE
    columns.changed.push(known)
  }
  const row = columns.count
  if (row === columns.kinds.length) Object.assign(columns, grown(columns))
  columns.count += 1
  columns.rowOf.set(issue.id, row)
  columns.filedAt[row] = issue.filedAt
  columns.longitudes[row] = issue.longitude
  columns.latitudes[row] = issue.latitude
  columns.kinds[row] = kind
  columns.places[row] = place
  columns.days[row] = issue.day
  columns.changed.push(row)
}

export type IssueQuestion = Pick<IssueFilter, 'state' | 'source' | 'hours' | 'weekdays'> & {
  /** Codes, those below included; null is every one. */
  categories: readonly string[] | null
}

/** Whether a row answers a question, but for its window. */
export function matcherOf(columns: IssueColumns, question: IssueQuestion): (row: number) => boolean {
  const { kinds } = columns
  const { ofRest, ofCategory } = kindsAsked(columns, question)
  return (row) => {
    const kind = kinds[row]!
    return kind !== GONE && ofRest[kind & (OPEN * 2 - 1)] === 1 && ofCategory[kind >> 16] === 1
  }
}

/**
 * Every row: 1 where it answers a question and was filed at or after `from` and before `to`, in microseconds since 1970. One
 * loop without calls: a million rows take some milliseconds.
 */
export function answersOf(columns: IssueColumns, question: IssueQuestion, from: number, to: number): Uint8Array {
  const { kinds, filedAt, count } = columns
  const { ofRest, ofCategory } = kindsAsked(columns, question)
  const answers = new Uint8Array(kinds.length)
  for (let row = 0; row < count; row++) {
    const kind = kinds[row]!
    if (kind === GONE || ofRest[kind & (OPEN * 2 - 1)] === 0 || ofCategory[kind >> 16] === 0) continue
    const at = filedAt[row]!
    if (at >= from && at < to) answers[row] = 1
  }
  return answers
}

/** Flags of the kinds that answer a question: by ordinal of the category, and by all else that a kind says. */
function kindsAsked({ categories }: IssueColumns, question: IssueQuestion) {
  const ofCategory = flags(categories.size, () => question.categories === null)
  for (const code of question.categories ?? []) {
    const ordinal = categories.get(code)
    if (ordinal !== undefined) ofCategory[ordinal] = 1
  }
  const ofRest = flags(
    OPEN * 2,
    (kind) =>
      (question.state === 'all' || (kind & OPEN) !== 0) &&
      (question.source === null || question.source.includes(sources[((kind >> 8) & 7) - 1]!)) &&
      (question.hours === null || question.hours.includes((kind & 255) % 24)) &&
      (question.weekdays === null || question.weekdays.includes(Math.floor((kind & 255) / 24) + 1)),
  )
  return { ofRest, ofCategory }
}

function isThere(columns: IssueColumns, row: number, { longitude, latitude, filedAt }: ChangedIssue): boolean {
  return (
    columns.longitudes[row] === longitude && columns.latitudes[row] === latitude && columns.filedAt[row] === filedAt
  )
}

function kindOf({ categories }: IssueColumns, { category, open, source, hourOfWeek }: ChangedIssue): number {
  const ordinal = categories.get(category) ?? categories.size
  categories.set(category, ordinal)
  return (ordinal << 16) | (open ? OPEN : 0) | ((sources.indexOf(source) + 1) << 8) | hourOfWeek
}

function placeOf({ placeOf, grids, microGrids }: IssueColumns, { grid, microGrid }: ChangedIssue): number {
  const name = placeName(grid, microGrid)
  const known = placeOf.get(name)
  if (known !== undefined) return known
  const place = grids.push(grid) - 1
  microGrids.push(microGrid)
  placeOf.set(name, place)
  return place
}

function placeName(grid: string, microGrid: string): string {
  return `${grid}\n${microGrid}`
}

function emptyRows(rows: number) {
  return {
    filedAt: new Float64Array(rows),
    longitudes: new Int32Array(rows),
    latitudes: new Int32Array(rows),
    kinds: new Int32Array(rows),
    places: new Int32Array(rows),
    days: new Int32Array(rows),
  }
}

function grown(columns: IssueColumns) {
  const rows = emptyRows(spare(columns.count))
  rows.filedAt.set(columns.filedAt)
  rows.longitudes.set(columns.longitudes)
  rows.latitudes.set(columns.latitudes)
  rows.kinds.set(columns.kinds)
  rows.places.set(columns.places)
  rows.days.set(columns.days)
  return rows
}

/** Room for an eighth more, so that growing is rare. */
function spare(count: number): number {
  return Math.ceil(count * 1.125) + 64
}

function flags(count: number, isSet: (index: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: count }, (_, index) => (isSet(index) ? 1 : 0))
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function readInt64(view: DataView, at: number): number {
  return view.getInt32(at) * 4_294_967_296 + view.getUint32(at + 4)
}
