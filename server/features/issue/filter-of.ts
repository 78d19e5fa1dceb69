import type { z } from 'zod'
import type { listIssues } from '#domain/contract/issue.ts'
import { HttpProblem } from '#server/http.ts'
import type { IssueFilter } from './issue-conditions.ts'

/**
 * The question for issues as the database is asked; refuses a window that ends before it starts. `within`: the area beyond
 * which the asker sees nothing.
 */
export function filterOf(query: z.infer<typeof listIssues.query>, within: string | null, now: Date): IssueFilter {
  const { from, to, near } = query
  if (from !== undefined && to !== undefined && Date.parse(from) >= Date.parse(to))
    throw new HttpProblem(
      400,
      'window-ends-before-it-starts',
      `The window ends (${to}) before it starts (${from}).`,
      'query.to',
    )
  return {
    county: query.county,
    state: query.numbers === undefined ? query.state : 'all',
    category: query.category ?? null,
    area: query.area ?? null,
    within,
    box: query.box ?? null,
    near: near === undefined ? null : { longitude: near[0], latitude: near[1], meters: near[2] },
    from: from === undefined ? null : new Date(from),
    to: to === undefined ? null : new Date(to),
    source: query.source ?? null,
    hours: query.hours ?? null,
    weekdays: query.weekdays ?? null,
    unit: query.unit ?? null,
    whistled: query.whistled ?? null,
    level: query.level ?? null,
    notice: query.notice ?? null,
    clock: query.clock ?? null,
    now,
    numbers: query.numbers ?? null,
    order: query.order,
    limit: query.limit,
    after: query.cursor ?? null,
  }
}
