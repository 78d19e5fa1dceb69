import type { CountyMask } from '#domain/heat/county-mask.ts'
import type { HeatOptions } from '#domain/heat/heat-options.ts'
import { createLiveSurface, type LiveSurface } from '#domain/heat/live-surface.ts'
import type { IssueColumns } from './issue-columns.ts'

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

const never: TimeWindow = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY }

let versions = 0

/** Rows looked at to tell how far a kept surface is from a new question. */
const SAMPLE = 20_000
/** In the time of one issue that comes or goes by itself, about: cells that are copied, cells that are spread, issues that are tallied. */
const [COPIED, SPREAD, TALLIED] = [300, 8, 6]
/** Surfaces compared, those asked last. */
const MOST_COMPARED = 8

/**
 * A surface for a new question, to be refreshed: a copy of the kept one from which the fewest issues have to come or go, or an
 * empty one where that is less work: all issues of a cell are spread at once. Sums are whole numbers (domain/heat/kernel-sums.ts), so both end equal to the bit.
 * `mask` is made for the same options; `kept` the newest first.
 */
export function beginCounted(
  kept: Iterable<CountedSurface>,
  mask: CountyMask,
  options: HeatOptions,
  columns: IssueColumns,
  window: TimeWindow,
  matches: (row: number) => boolean,
): CountedSurface {
  const known = [...kept].filter((surface) => surface.mask === mask).slice(0, MOST_COMPARED)
  const begun = { version: ++versions, mask, window: never, seen: 0 }
  if (known.length > 0) {
    const stride = Math.max(1, Math.floor(columns.count / SAMPLE))
    const differing = new Float64Array(known.length)
    let all = 0
    for (let row = 0; row < columns.count; row += stride) {
      const wanted = answers(columns, row, window, matches)
      all += wanted
      for (let i = 0; i < known.length; i++) if ((known[i]!.counted[row] ?? 0) !== wanted) differing[i]!++
    }
    const fewest = Math.min(...differing)
    const nearest = known[differing.indexOf(fewest)]!
    const anew = (all * stride) / TALLIED + Math.min(all * stride, mask.inside.length) / SPREAD
    if (fewest * stride + mask.inside.length / COPIED < anew)
      return { ...begun, live: nearest.live.copy(), counted: nearest.counted.slice() }
  }
  return { ...begun, live: createLiveSurface(mask, options), counted: new Uint8Array(0) }
}

function answers(columns: IssueColumns, row: number, window: TimeWindow, matches: (row: number) => boolean): 0 | 1 {
  const filedAt = columns.filedAt[row]!
  return filedAt >= window.from && filedAt < window.to && matches(row) ? 1 : 0
}

/** From so many issues on, what comes is counted at once and not one after another. */
const MANY = 2_000

/**
 * Counts what answers now and no longer what does not: rows that changed, and when the window has moved every row.
 * `matches` tells whether a row answers but for the window.
 */
export function refreshCounted(
  surface: CountedSurface,
  columns: IssueColumns,
  window: TimeWindow,
  matches: (row: number) => boolean,
): void {
  const moved = window.from !== surface.window.from || window.to !== surface.window.to
  surface.window = window
  if (columns.count > surface.counted.length) surface.counted = longer(surface.counted, columns.kinds.length)
  const { counted } = surface
  const coming: number[] = []
  const look = (row: number) => {
    const wanted = answers(columns, row, window, matches)
    if (wanted === counted[row]) return
    if (wanted === 1) coming.push(row)
    else surface.live.remove(columns.longitudes[row]! / 1e7, columns.latitudes[row]! / 1e7)
    counted[row] = wanted
    surface.version = ++versions
  }
  if (moved) for (let row = 0; row < columns.count; row++) look(row)
  else for (; surface.seen < columns.changed.length; surface.seen++) look(columns.changed[surface.seen]!)
  surface.seen = columns.changed.length
  add(surface.live, columns, coming)
}

function add(live: LiveSurface, { longitudes, latitudes }: IssueColumns, rows: readonly number[]): void {
  if (rows.length < MANY) {
    for (const row of rows) live.add(longitudes[row]! / 1e7, latitudes[row]! / 1e7)
    return
  }
  const positions = new Float64Array(2 * rows.length)
  for (const [index, row] of rows.entries()) {
    positions[2 * index] = longitudes[row]! / 1e7
    positions[2 * index + 1] = latitudes[row]! / 1e7
  }
  live.addAll(positions)
}

function longer(counted: Uint8Array, length: number): Uint8Array {
  const more = new Uint8Array(length)
  more.set(counted)
  return more
}
