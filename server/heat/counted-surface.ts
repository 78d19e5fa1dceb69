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

/** Nothing is counted yet. `mask` is made for the same options. */
export function createCountedSurface(mask: CountyMask, options: HeatOptions): CountedSurface {
  const live = createLiveSurface(mask, options)
  return { version: ++versions, mask, live, window: never, counted: new Uint8Array(0), seen: 0 }
}

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
  const look = (row: number) => {
    const filedAt = columns.filedAt[row]!
    const wanted = filedAt >= window.from && filedAt < window.to && matches(row) ? 1 : 0
    if (wanted !== surface.counted[row]) count(surface, columns, row, wanted)
  }
  if (moved) for (let row = 0; row < columns.count; row++) look(row)
  else for (; surface.seen < columns.changed.length; surface.seen++) look(columns.changed[surface.seen]!)
  surface.seen = columns.changed.length
}

function count(surface: CountedSurface, columns: IssueColumns, row: number, wanted: 0 | 1): void {
  const longitude = columns.longitudes[row]! / 1e7
  const latitude = columns.latitudes[row]! / 1e7
  if (wanted === 1) surface.live.add(longitude, latitude)
  else surface.live.remove(longitude, latitude)
  surface.counted[row] = wanted
  surface.version = ++versions
}

function longer(counted: Uint8Array, length: number): Uint8Array {
  const more = new Uint8Array(length)
  more.set(counted)
  return more
}
