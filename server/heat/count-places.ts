import type { TimeWindow } from './counted-surface.ts'
import { answersOf, type IssueColumns, type IssueQuestion } from './issue-columns.ts'

/** Runs of whole days of the county's time zone, one after another. */
export interface Periods {
  /** From 1970-01-01. */
  firstDay: number
  days: number
  count: number
}

/** Codes of places as the issues carry them, '' outside. */
export interface Places {
  grids: string[]
  microGrids: string[]
}

/** How many of the issues were filed by place; period by period, all places of the first one first. */
export interface PlaceCounts extends Places {
  filed: Int32Array
}

/** Single issues as columns: steps of 1e-7 degree, ordinal of the place, day of filing from 1970-01-01. */
export interface IssueRows extends Places {
  x: Int32Array
  y: Int32Array
  place: Int32Array
  day: Int32Array
}

/** Counts what answers a question in one pass over the columns; without periods everything is one. */
export function countPlaces(
  columns: IssueColumns,
  question: IssueQuestion,
  window: TimeWindow,
  periods: Periods | null,
): PlaceCounts {
  const { places, days, grids, microGrids } = columns
  const filed = new Int32Array((periods?.count ?? 1) * grids.length)
  forEachMatch(columns, question, window, (row) => {
    const period = periods === null ? 0 : Math.floor((days[row]! - periods.firstDay) / periods.days)
    if (periods === null || (period >= 0 && period < periods.count)) filed[period * grids.length + places[row]!]!++
  })
  return { grids, microGrids, filed }
}

/** Everything that answers a question, issue by issue. */
export function rowsOf(columns: IssueColumns, question: IssueQuestion, window: TimeWindow): IssueRows {
  const { longitudes, latitudes, places, days, grids, microGrids, count } = columns
  const found = new Int32Array(count)
  let matching = 0
  forEachMatch(columns, question, window, (row) => {
    found[matching++] = row
  })
  const take = (column: Int32Array) => Int32Array.from({ length: matching }, (_, index) => column[found[index]!]!)
  return { grids, microGrids, x: take(longitudes), y: take(latitudes), place: take(places), day: take(days) }
}

function forEachMatch(
  columns: IssueColumns,
  question: IssueQuestion,
  { from, to }: TimeWindow,
  found: (row: number) => void,
): void {
  const answers = answersOf(columns, question, from, to)
  for (let row = 0; row < columns.count; row++) if (answers[row] === 1) found(row)
}
