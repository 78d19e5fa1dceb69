import type { IssueRows, Places } from '#server/heat/count-places.ts'
import type { CountyIssues } from '#server/heat/county-issues.ts'
import type { CountedFilter } from '#server/heat/issue-question.ts'
import type { AreaComputer } from './computer.ts'
import type { Ground, Locator } from './ground.ts'

/** What counting asks: issues held in memory, and a thread for what is long. */
export interface Counters {
  issues: CountyIssues
  computer: AreaComputer
}

export interface AreaCounts {
  /** By area of the ground. */
  counts: Int32Array
  /** Matching issues in no area. */
  outside: number
}

/** Counts matching issues by area: by the code they carry, or by where they lie. */
export async function countAreas(ground: Ground, filter: CountedFilter, counters: Counters): Promise<AreaCounts> {
  const counted = { counts: new Int32Array(ground.codes.length), outside: 0 }
  const add = (area: number, filed: number) => {
    if (area < 0) counted.outside += filed
    else counted.counts[area]! += filed
  }
  const { locator } = ground
  if (locator.kind === 'code') {
    const { filed, ...places } = await counters.issues.count(filter)
    for (const [place, area] of areasOfPlaces(locator, places).entries()) add(area, filed[place]!)
    return counted
  }
  const rows = await counters.issues.rows(filter)
  for (const area of await areasOfRows(locator, rows, counters.computer)) add(area, 1)
  return counted
}

/** The same week by week, of whole weeks that begin on `firstDay` (days from 1970-01-01). */
export async function countWeeks(
  ground: Ground,
  filter: CountedFilter,
  { firstDay, weeks }: { firstDay: number; weeks: number },
  counters: Counters,
): Promise<{ counts: Int32Array[]; outside: number }> {
  const counts = Array.from({ length: weeks }, () => new Int32Array(ground.codes.length))
  let outside = 0
  const add = (area: number, week: number, filed: number) => {
    if (area < 0) outside += filed
    else counts[week]![area]! += filed
  }
  const { locator } = ground
  if (locator.kind === 'code') {
    const { filed, ...places } = await counters.issues.count(filter, { firstDay, days: 7, count: weeks })
    const areas = areasOfPlaces(locator, places)
    for (let week = 0; week < weeks; week++)
      for (const [place, area] of areas.entries()) add(area, week, filed[week * areas.length + place]!)
    return { counts, outside }
  }
  const rows = await counters.issues.rows(filter)
  const areas = await areasOfRows(locator, rows, counters.computer)
  for (const [row, area] of areas.entries()) {
    const week = Math.floor((rows.day[row]! - firstDay) / 7)
    if (week >= 0 && week < weeks) add(area, week, 1)
  }
  return { counts, outside }
}

/** By place, the area of the code that its issues carry; -1 when it is none of today. */
export function areasOfPlaces(
  { of, indexOf }: Extract<Locator, { kind: 'code' }>,
  { grids, microGrids }: Places,
): Int32Array {
  return Int32Array.from(of === 'grid' ? grids : microGrids, (code) => indexOf.get(code) ?? -1)
}

function areasOfRows(
  locator: Exclude<Locator, { kind: 'code' }>,
  { x, y }: IssueRows,
  computer: AreaComputer,
): Promise<Int32Array> {
  return locator.kind === 'cell'
    ? computer.ask<'cells'>({ kind: 'cells', x, y, lattice: locator.lattice })
    : computer.ask<'faces'>({ kind: 'faces', x, y, faces: locator.faces })
}
