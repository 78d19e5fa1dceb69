import type { DayEntries } from './day-entries.ts'
import { dayOf } from './history.ts'

/** Issues filed by day and area, for playing; null where a day has not come yet. */
export type AreaDays = (DayEntries | null)[]

/** Counts of the areas in the days from `from` to before `to`, which can be moved. */
export interface AreaWindow {
  from: number
  to: number
  counts: Int32Array
  /** Issues filed in the window, in areas. */
  filed: number
}

/** Entries of a day with places of a page as areas by index; what lies in none of today's areas is left out. */
export function areaEntries(
  { place, filed }: DayEntries,
  places: readonly string[],
  indexOf: ReadonlyMap<string, number>,
): DayEntries {
  const areas = Array.from(place, (at) => indexOf.get(places[at] ?? '') ?? -1)
  const kept = [...areas.keys()].filter((entry) => areas[entry]! >= 0)
  return {
    place: Uint32Array.from(kept, (entry) => areas[entry]!),
    filed: Uint32Array.from(kept, (entry) => filed[entry]!),
  }
}

export function emptyAreaWindow(areas: number): AreaWindow {
  return { from: 0, to: 0, counts: new Int32Array(areas), filed: 0 }
}

/**
 * Moves a window in place, to the days from `from` to before `to`: whole numbers come and go, nothing is left behind. Throws
 * where one of those days has not come.
 */
export function moveAreaWindow(window: AreaWindow, days: AreaDays, from: number, to: number): void {
  const add = (first: number, end: number, sign: 1 | -1) => {
    for (let day = first; day < end; day++) {
      const { place, filed } = dayOf(days, day)
      for (let entry = 0; entry < filed.length; entry++) {
        window.counts[place[entry]!]! += sign * filed[entry]!
        window.filed += sign * filed[entry]!
      }
    }
  }
  if (from >= window.to || to <= window.from) {
    add(window.from, window.to, -1)
    add(from, to, 1)
  } else {
    if (to > window.to) add(window.to, to, 1)
    else add(to, window.to, -1)
    if (from < window.from) add(from, window.from, 1)
    else add(window.from, from, -1)
  }
  Object.assign(window, { from, to })
}
