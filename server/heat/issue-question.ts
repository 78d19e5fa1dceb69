import type { TimeWindow } from './counted-surface.ts'
import type { IssueFilter } from './heat-filter.ts'
import type { IssueQuestion } from './issue-columns.ts'

/** The filter with the codes of its category and all below it, as every question takes it; null is no limit. */
export interface CountedFilter extends IssueFilter {
  categories: readonly string[] | null
}

/** What a filter asks of single issues, but for its window. */
export function questionOf({ state, source, hours, weekdays, categories }: CountedFilter): IssueQuestion {
  return { state, source, hours, weekdays, categories }
}

/** Its window in microseconds since 1970; infinite is without limit. */
export function windowOf({ from, to }: Pick<IssueFilter, 'from' | 'to'>): TimeWindow {
  return { from: from === null ? -Infinity : from.getTime() * 1000, to: to === null ? Infinity : to.getTime() * 1000 }
}
