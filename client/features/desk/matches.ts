import type { Category } from '#domain/contract/category.ts'
import type { Box } from '#domain/contract/common.ts'
import { clockStateOf, type IssueSummary } from '#domain/contract/issue.ts'
import { type DeskFilter, filedMoments, localHour } from './desk-filter.ts'

/** What a filter is judged by beside the issue itself. */
export interface Surroundings {
  /** By the server's clock, milliseconds since 1970. */
  now: number
  timeZone: string
  /** The county's day, `2026-03-01`. */
  today: string
  categories: readonly Category[]
  /** What the map shows. */
  box: Box | null
}

/** Whether an issue belongs to a queue, by the rules of `GET /api/issues`. Pure. */
export function matches(filter: DeskFilter, issue: IssueSummary, around: Surroundings): boolean {
  const { state, clock, category, area, unit, level, notice, source, hours, weekdays } = filter
  if (state === 'open' ? issue.state === 'closed' : state !== 'all' && issue.state !== state) return false
  if (clock !== null && clockStateOf(issue, around.now) !== clock) return false
  if (category !== null && !isWithin(issue.category, category, around.categories)) return false
  if (area !== null && ![issue.street, issue.community, issue.grid, issue.microGrid].includes(area)) return false
  if (unit !== null && issue.unit !== unit) return false
  if (level !== null && issue.level !== level) return false
  if (notice !== null && issue.notice !== notice) return false
  if (source.length > 0 && !source.includes(issue.source)) return false
  const filedAt = Date.parse(issue.filedAt)
  const [from, to] = filedMoments(filter.filed, around.timeZone, around.today)
  if ((from !== null && filedAt < from) || (to !== null && filedAt >= to)) return false
  if (hours.length > 0 || weekdays.length > 0) {
    const { hour, weekday } = localHour(filedAt, around.timeZone)
    if (hours.length > 0 && !hours.includes(hour)) return false
    if (weekdays.length > 0 && !weekdays.includes(weekday)) return false
  }
  return !filter.onMap || around.box === null || liesIn(issue.position, around.box)
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
