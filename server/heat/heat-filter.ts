import type { HeatFilter, HeatFilterTold } from '#domain/contract/heat.ts'
import type { IssueSource } from '#domain/contract/issue.ts'
import { HttpProblem } from '#server/http.ts'

const DAY_MILLISECONDS = 86_400_000

/** Which issues are counted, every default filled in; null is without limit. */
export interface IssueFilter {
  county: string
  /** Of the county: hours and weekdays are told in it. */
  timeZone: string
  state: 'open' | 'all'
  /** Filed at or after, and before. */
  from: Date | null
  to: Date | null
  /** With its children. */
  category: string | null
  source: readonly IssueSource[] | null
  /** 0 to 23 and 1 (Monday) to 7 (Sunday), rising. */
  hours: readonly number[] | null
  weekdays: readonly number[] | null
}

/**
 * The filter of a request in the county's time zone. Throws HttpProblem with the way out.
 * "The last days" begin at a whole minute, so that screens asking within it share one answer.
 */
export function filterOf(
  query: Omit<HeatFilter, 'state'> & Partial<Pick<HeatFilter, 'state'>>,
  now: Date,
  timeZone: string,
): IssueFilter {
  return {
    county: query.county,
    timeZone,
    state: query.state ?? 'all',
    ...windowOf(query, now),
    category: query.category ?? null,
    source: query.source ? [...new Set(query.source)].sort() : null,
    hours: partOf(query.hours, 24),
    weekdays: partOf(query.weekdays, 7),
  }
}

/** The window just before, as long as the filter's own; one without end ends now. Throws when it has no beginning. */
export function windowBefore(filter: IssueFilter, now: Date): { from: Date; to: Date } {
  const { from } = filter
  if (from === null)
    throw new HttpProblem(
      400,
      'nothing-to-compare',
      'A comparison needs a window that begins: give days, or from.',
      'query.compare',
    )
  const end = filter.to?.getTime() ?? minuteOf(now)
  if (end <= from.getTime())
    throw new HttpProblem(400, 'nothing-to-compare', 'The window begins after now: it has no length.', 'query.from')
  return { from: new Date(2 * from.getTime() - end), to: from }
}

/** The filter as the answer tells it. */
export function tellFilter(filter: IssueFilter): HeatFilterTold {
  const { state, from, to, category, source, hours, weekdays } = filter
  return {
    state,
    from: from?.toISOString() ?? null,
    to: to?.toISOString() ?? null,
    category,
    source: source && [...source],
    hours: hours && [...hours],
    weekdays: weekdays && [...weekdays],
  }
}

function windowOf({ days, from, to }: Pick<HeatFilter, 'days' | 'from' | 'to'>, now: Date) {
  if (days !== undefined) {
    if (from !== undefined || to !== undefined)
      throw new HttpProblem(400, 'window-told-twice', 'Give either days or from and to.', 'query.days')
    return { from: new Date(minuteOf(now) - days * DAY_MILLISECONDS), to: null }
  }
  const window = { from: from === undefined ? null : new Date(from), to: to === undefined ? null : new Date(to) }
  if (window.from && window.to && window.from >= window.to)
    throw new HttpProblem(
      400,
      'window-ends-before-it-starts',
      `The window ends (${to}) before it starts (${from}).`,
      'query.to',
    )
  return window
}

/** All of them is no limit. */
function partOf(chosen: number[] | undefined, all: number): number[] | null {
  return chosen === undefined || chosen.length === all ? null : chosen
}

function minuteOf(now: Date): number {
  return Math.floor(now.getTime() / 60_000) * 60_000
}
