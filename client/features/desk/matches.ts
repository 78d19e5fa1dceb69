import type { Category } from '#domain/contract/category.ts'
import type { Box } from '#domain/contract/common.ts'
import { clockStateOf, type IssueSummary } from '#domain/contract/issue.ts'
import { type DeskFilter, filedMoments, localHour } from './desk-filter.ts'

/** What a filter is judged by beside the issue itself. */
export interface Surroundings {
  /** Now by the server's clock, milliseconds since 1970. */
  now(): number
  timeZone: string
  /** The county's day, `2026-03-01`. */
  today: string
  categories: readonly Category[]
  /** What the map shows. */
  box: Box | null
}

/** Tells of any issue whether it belongs to a queue, by the rules of `GET /api/issues`; made once for many. */
export function matcherOf(filter: DeskFilter, around: Surroundings): (issue: IssueSummary) => boolean {
  const { state, clock, category, area, unit, level, notice, source, hours, weekdays, onMap } = filter
  const { now, timeZone, today, categories, box } = around
  const [from, to] = filedMoments(filter.filed, timeZone, today)
  const filedMatters = from !== null || to !== null || hours.length > 0 || weekdays.length > 0

  function isFiledThen(issue: IssueSummary): boolean {
    const filedAt = Date.parse(issue.filedAt)
    if ((from !== null && filedAt < from) || (to !== null && filedAt >= to)) return false
    if (hours.length === 0 && weekdays.length === 0) return true
    const { hour, weekday } = localHour(filedAt, timeZone)
    return (hours.length === 0 || hours.includes(hour)) && (weekdays.length === 0 || weekdays.includes(weekday))
  }

  return (issue) => {
    if (state === 'open' ? issue.state === 'closed' : state !== 'all' && issue.state !== state) return false
    if (clock !== null && clockStateOf(issue, now()) !== clock) return false
    if (category !== null && !isWithin(issue.category, category, categories)) return false
    if (area !== null && ![issue.street, issue.community, issue.grid, issue.microGrid].includes(area)) return false
    if (unit !== null && issue.unit !== unit) return false
    if (level !== null && issue.level !== level) return false
    if (notice !== null && issue.notice !== notice) return false
    if (source.length > 0 && !source.includes(issue.source)) return false
    if (filedMatters && !isFiledThen(issue)) return false
    return !onMap || box === null || liesIn(issue.position, box)
  }
}

export function liesIn([longitude, latitude]: readonly [number, number], box: Box): boolean {
  const [west, south, east, north] = box
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north
}

function isWithin(code: string, wanted: string, categories: readonly Category[]): boolean {
  let at: string | null = code
  for (let steps = 0; at !== null && steps < 10; steps++) {
    if (at === wanted) return true
    at = categories.find((known) => known.code === at)?.parent ?? null
  }
  return false
}
