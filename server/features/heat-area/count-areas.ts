import type { Queryable } from '#server/db.types.ts'
import { cellAt } from './cells.ts'
import type { AreaComputer } from './computer.ts'
import { edgeDays, hourDays, monthDays } from './days.query.ts'
import type { Ground, Locator } from './ground.ts'
import { type IssuePoints, issuePoints } from './point.query.ts'
import { type CutRuns, readRuns } from './read-runs.ts'
import {
  type CountedFilter,
  edgeCounts,
  hourCounts,
  monthCounts,
  openCounts,
  type PlaceCount,
  spanOf,
} from './tally.query.ts'

export interface AreaCounts {
  /** By area of the ground. */
  counts: Int32Array
  /** Matching issues in no area. */
  outside: number
}

/** Counts matching issues by area: open ones and places from the issues, all others from the tallies. */
export async function countAreas(
  db: Queryable,
  ground: Ground,
  filter: CountedFilter,
  computer: AreaComputer,
): Promise<AreaCounts> {
  const counted = { counts: new Int32Array(ground.codes.length), outside: 0 }
  const add = (area: number, filed: number) => {
    if (area < 0) counted.outside += filed
    else counted.counts[area]! += filed
  }
  const { locator } = ground
  if (locator.kind === 'code') {
    for (const row of await placeCounts(db, filter)) add(areaOf(locator, row), row.filed)
    return counted
  }
  const points = await issuePoints(db, filter)
  for (const area of await areasOfPoints(locator, points, computer)) add(area, 1)
  return counted
}

/** The same week by week, of whole weeks that begin on `firstDay` (days from 1970-01-01). */
export async function countWeeks(
  db: Queryable,
  ground: Ground,
  filter: CountedFilter,
  firstDay: number,
  weeks: number,
  computer: AreaComputer,
): Promise<{ counts: Int32Array[]; outside: number }> {
  const counts = Array.from({ length: weeks }, () => new Int32Array(ground.codes.length))
  let outside = 0
  const add = (area: number, day: number, filed: number) => {
    const week = counts[Math.floor((day - firstDay) / 7)]
    if (week === undefined) return
    if (area < 0) outside += filed
    else week[area]! += filed
  }
  const { locator } = ground
  if (locator.kind === 'code') {
    for (const row of await placeDays(db, filter)) {
      const area = areaOf(locator, row)
      readRuns(row, (day, filed) => add(area, day, filed))
    }
    return { counts, outside }
  }
  const points = await issuePoints(db, filter)
  const areas = await areasOfPoints(locator, points, computer)
  for (let point = 0; point < areas.length; point++) add(areas[point]!, points.day[point]!, 1)
  return { counts, outside }
}

/** All matching issues by the place they name and the day of filing. */
export async function placeDays(db: Queryable, filter: CountedFilter): Promise<CutRuns[]> {
  const span = await spanOf(db, filter)
  const whole = isWhole(filter) ? await monthDays(db, filter.county, span) : await hourDays(db, filter, span)
  const edges = await edgeDays(db, filter, span)
  const [firstDay, endDay] = [dayNumber(span.first), dayNumber(span.end)]
  return [
    ...whole.map((row) => ({ ...row, firstDay, endDay })),
    ...edges.map((row) => ({ ...row, firstDay: Number.NEGATIVE_INFINITY, endDay: Number.POSITIVE_INFINITY })),
  ]
}

/** The area of the code that an issue carries; -1 when it is none of today. */
export function areaOf(
  { of, indexOf }: Extract<Locator, { kind: 'code' }>,
  place: Pick<PlaceCount, 'grid' | 'microGrid'>,
): number {
  return indexOf.get(place[of]) ?? -1
}

/** 'YYYY-MM-DD' or an infinity as days from 1970-01-01. */
export function dayNumber(day: string): number {
  if (day === 'infinity') return Number.POSITIVE_INFINITY
  return day === '-infinity' ? Number.NEGATIVE_INFINITY : Date.parse(`${day}T00:00:00Z`) / 86_400_000
}

async function placeCounts(db: Queryable, filter: CountedFilter): Promise<PlaceCount[]> {
  if (filter.state === 'open') return openCounts(db, filter)
  const span = await spanOf(db, filter)
  const whole = isWhole(filter) ? await monthCounts(db, filter.county, span) : await hourCounts(db, filter, span)
  return [...whole, ...(await edgeCounts(db, filter, span))]
}

/** Whether a filter chooses by nothing but the window: then months say it all. */
function isWhole({ categories, source, hours, weekdays }: CountedFilter): boolean {
  return categories === null && source === null && hours === null && weekdays === null
}

async function areasOfPoints(
  locator: Exclude<Locator, { kind: 'code' }>,
  { x, y }: IssuePoints,
  computer: AreaComputer,
): Promise<Int32Array> {
  if (locator.kind === 'cell') return x.map((east, point) => cellAt(locator.lattice, east, y[point]!))
  return computer.ask({ kind: 'faces', x, y, faces: locator.faces })
}
