import type { CountyMask } from '#domain/heat/county-mask.ts'
import type { HeatOptions } from '#domain/heat/heat-options.ts'
import { createLiveSurface, type LiveSurface } from '#domain/heat/live-surface.ts'
import type { PlanePlaces } from '#domain/heat/plane-places.ts'
import { answersOf, type IssueColumns, type IssueQuestion, matcherOf } from './issue-columns.ts'

/** Filed at or after, and before, in microseconds since 1970; infinite is without limit. */
export interface TimeWindow {
  from: number
  to: number
}

/** The issues that answer one question in one window, and their surface: refreshed by what changed. */
export interface CountedSurface {
  /** Grows whenever the surface changes. */
  version: number
  mask: CountyMask
  live: LiveSurface
  window: TimeWindow
  /** By row: 1 where it is counted. */
  counted: Uint8Array
  /** Changes of the columns that are taken over. */
  seen: number
}

/** Issues with their places on the county's plane. */
export interface PlacedIssues {
  columns: IssueColumns
  places: PlanePlaces
}

let versions = 0

/** Rows looked at to tell how far a kept surface is from a new question. */
const SAMPLE = 20_000
/** Cells that are copied in the time in which one issue is tallied, about. */
const COPIED = 12
/** Surfaces compared, those asked last. */
const MOST_COMPARED = 8
/** Fewer issues than this come and go one by one, each with its own kernel; more with what the cells cost. */
const MANY = 2_000

/**
 * The surface of a new question: from a copy of the kept one from which the fewest issues have to come or go, or from an
 * empty one where that is less work. Sums are whole numbers (domain/heat/kernel-sums.ts), so both end equal to the bit.
 * `mask` is made for the same options; `kept` the newest first.
 */
export function countSurface(
  kept: Iterable<CountedSurface>,
  mask: CountyMask,
  options: HeatOptions,
  issues: PlacedIssues,
  question: IssueQuestion,
  window: TimeWindow,
): CountedSurface {
  const { columns } = issues
  const answers = answersOf(columns, question, window.from, window.to)
  const known = [...kept].filter((surface) => surface.mask === mask).slice(0, MOST_COMPARED)
  const nearest = nearestOf(known, answers, columns.count, mask.inside.length / COPIED)
  const surface: CountedSurface = {
    version: ++versions,
    mask,
    live: nearest?.live.copy() ?? createLiveSurface(mask, options),
    window,
    counted: nearest?.counted ?? new Uint8Array(0),
    seen: columns.changed.length,
  }
  recount(surface, issues, answers)
  return surface
}

/** The kept one from which the fewest issues have to come or go; none where all of them are fewer than that and `copying`. */
function nearestOf(
  known: readonly CountedSurface[],
  answers: Uint8Array,
  count: number,
  copying: number,
): CountedSurface | undefined {
  const stride = Math.max(1, Math.floor(count / SAMPLE))
  const differing = known.map(({ counted }) => {
    let rows = 0
    for (let row = 0; row < count; row += stride) if ((counted[row] ?? 0) !== answers[row]) rows++
    return rows
  })
  let all = 0
  for (let row = 0; row < count; row += stride) all += answers[row]!
  const fewest = Math.min(...differing)
  return fewest * stride + copying < all * stride ? known[differing.indexOf(fewest)] : undefined
}

/** Counts what answers now and no longer what does not: rows that changed, and when the window has moved every row. */
export function refreshCounted(
  surface: CountedSurface,
  issues: PlacedIssues,
  question: IssueQuestion,
  window: TimeWindow,
): void {
  const { columns } = issues
  const { changed, filedAt, kinds } = columns
  const moved = window.from !== surface.window.from || window.to !== surface.window.to
  surface.window = window
  if (moved || changed.length - surface.seen > MANY) {
    const answers = answersOf(columns, question, window.from, window.to)
    if (recount(surface, issues, answers)) surface.version = ++versions
  } else {
    if (columns.count > surface.counted.length) surface.counted = longer(surface.counted, kinds.length)
    const matches = matcherOf(columns, question)
    for (let at = surface.seen; at < changed.length; at++) {
      const row = changed[at]!
      const wanted = filedAt[row]! >= window.from && filedAt[row]! < window.to && matches(row) ? 1 : 0
      if (wanted === surface.counted[row]) continue
      changeOne(surface.live, columns, row, wanted)
      surface.counted[row] = wanted
      surface.version = ++versions
    }
  }
  surface.seen = changed.length
}

/** Counts the rows that answer and no others; tells whether that was another set. */
function recount(surface: CountedSurface, { columns, places }: PlacedIssues, answers: Uint8Array): boolean {
  const { counted, live } = surface
  const [coming, going] = [new Int32Array(columns.count), new Int32Array(columns.count)]
  let [come, gone] = [0, 0]
  for (let row = 0; row < columns.count; row++) {
    const before = row < counted.length ? counted[row]! : 0
    if (answers[row] === before) continue
    if (before === 0) coming[come++] = row
    else going[gone++] = row
  }
  surface.counted = answers
  if (come + gone > MANY) live.change(places, coming.subarray(0, come), going.subarray(0, gone))
  else {
    for (let at = 0; at < come; at++) changeOne(live, columns, coming[at]!, 1)
    for (let at = 0; at < gone; at++) changeOne(live, columns, going[at]!, 0)
  }
  return come + gone > 0
}

function changeOne(live: LiveSurface, { longitudes, latitudes }: IssueColumns, row: number, wanted: 0 | 1): void {
  const [longitude, latitude] = [longitudes[row]! / 1e7, latitudes[row]! / 1e7]
  if (wanted === 1) live.add(longitude, latitude)
  else live.remove(longitude, latitude)
}

function longer(counted: Uint8Array, length: number): Uint8Array {
  const more = new Uint8Array(length)
  more.set(counted)
  return more
}
