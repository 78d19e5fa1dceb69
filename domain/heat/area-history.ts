/** Issues filed by day and area, as they cross the wire: columns of one length, sorted by day. */
export interface AreaHistoryColumns {
  /** Codes of the areas that ever counted. */
  places: readonly string[]
  /** ISO dates, oldest first, none left out. */
  days: readonly string[]
  /** Index of the day, index of the place, issues filed there that day. */
  day: readonly number[]
  place: readonly number[]
  filed: readonly number[]
}

/** The same, packed for playing: entries of day `d` are those from `offsets[d]` to before `offsets[d + 1]`. */
export interface AreaHistory {
  days: readonly string[]
  offsets: Uint32Array
  /** Index of the area, by entry. */
  area: Uint32Array
  filed: Uint32Array
}

/** Counts of the areas in the days from `from` to before `to`, which can be moved. */
export interface AreaWindow {
  from: number
  to: number
  counts: Int32Array
  /** Issues filed in the window, in areas. */
  filed: number
}

/** Packs what came over the wire for areas in their order; what lies in none of them is left out. */
export function packAreaHistory(
  { places, days, day, place, filed }: AreaHistoryColumns,
  codes: readonly string[],
): AreaHistory {
  const indexOf = new Map(codes.map((code, index) => [code, index]))
  const areas = places.map((code) => indexOf.get(code) ?? -1)
  const kept = Array.from(day.keys()).filter((entry) => areas[place[entry]!]! >= 0)
  const offsets = new Uint32Array(days.length + 1)
  for (const entry of kept) offsets[day[entry]! + 1]!++
  for (let at = 0; at < days.length; at++) offsets[at + 1]! += offsets[at]!
  return {
    ...{ days, offsets },
    area: Uint32Array.from(kept, (entry) => areas[place[entry]!]!),
    filed: Uint32Array.from(kept, (entry) => filed[entry]!),
  }
}

export function emptyAreaWindow(areas: number): AreaWindow {
  return { from: 0, to: 0, counts: new Int32Array(areas), filed: 0 }
}

/** Moves a window in place, to the days from `from` to before `to`: whole numbers come and go, nothing is left behind. */
export function moveAreaWindow(window: AreaWindow, history: AreaHistory, from: number, to: number): void {
  const add = (first: number, end: number, sign: 1 | -1) => {
    for (let entry = history.offsets[first]!; entry < history.offsets[end]!; entry++) {
      window.counts[history.area[entry]!]! += sign * history.filed[entry]!
      window.filed += sign * history.filed[entry]!
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

/** Issues filed on each day, in areas. */
export function filedInAreas({ days, offsets, filed }: AreaHistory): number[] {
  return days.map((_, day) => filed.subarray(offsets[day]!, offsets[day + 1]!).reduce((sum, one) => sum + one, 0))
}
