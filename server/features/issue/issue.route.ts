import { Router } from 'express'
import { z } from 'zod'
import { getIssue, type IssueHistoryEntry, type IssueSummary, listIssues } from '#domain/contract/issue.ts'
import type { Context } from '#server/context.ts'
import type { Queryable } from '#server/db.types.ts'
import { HttpProblem, mount, notFound } from '#server/http.ts'
import {
  countyExists,
  type IssueEventRow,
  type IssueFilter,
  type IssueRow,
  issueEventRows,
  issueRows,
} from './issue.query.ts'

export function issueRoutes(context: Context): Router {
  const router = Router()

  mount(router, listIssues, async ({ query }) => {
    const feedSequence = context.feed.sequence
    const now = context.now()
    const rows = await issueRows(context.db, { ...filterOf(query, now), limit: query.limit + 1 })
    if (rows.length === 0) await refuseUnknownCounty(context.db, query.county)
    const page = rows.slice(0, query.limit)
    return {
      issues: page.map(toSummary),
      next: rows.length > page.length ? page.at(-1)!.number : null,
      feedSequence,
      now: now.toISOString(),
    }
  })

  mount(router, getIssue, async ({ params, query }) => {
    const now = context.now()
    const only = listIssues.query.parse({ county: query.county, limit: 1 })
    const [row] = await issueRows(context.db, { ...filterOf(only, now), state: 'all', numbers: [params.number] })
    if (row === undefined) {
      await refuseUnknownCounty(context.db, query.county)
      throw notFound(`There is no issue ${params.number} in county ${query.county}.`, 'unknown-issue', 'path.number')
    }
    const history = await issueEventRows(context.db, query.county, row.id)
    return { issue: toSummary(row), history: history.map(toHistory), now: now.toISOString() }
  })
  return router
}

function filterOf(query: z.infer<typeof listIssues.query>, now: Date): IssueFilter {
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
    box: query.box ?? null,
    near: near === undefined ? null : { longitude: near[0], latitude: near[1], meters: near[2] },
    from: from === undefined ? null : new Date(from),
    to: to === undefined ? null : new Date(to),
    source: query.source ?? null,
    hours: query.hours ?? null,
    weekdays: query.weekdays ?? null,
    clock: query.clock ?? null,
    now,
    numbers: query.numbers ?? null,
    order: query.order,
    limit: query.limit,
    after: query.cursor ?? null,
  }
}

async function refuseUnknownCounty(db: Queryable, county: string): Promise<void> {
  if (!(await countyExists(db, county)))
    throw notFound(`There is no county ${county} on this server.`, 'unknown-county', 'query.county')
}

function toSummary(row: IssueRow): IssueSummary {
  return {
    number: row.number,
    version: row.version,
    category: row.category,
    categoryName: row.category_name,
    categoryNameEn: row.category_name_en,
    source: row.source,
    state: row.state,
    title: row.title,
    place: row.place,
    emergency: row.emergency,
    street: row.street,
    streetName: row.street_name,
    community: row.community,
    communityName: row.community_name,
    grid: row.grid,
    gridName: row.grid_name,
    microGrid: row.micro_grid,
    position: [row.longitude, row.latitude],
    filedAt: row.filed_at.toISOString(),
    answerBy: row.answer_by.toISOString(),
    finishBy: row.finish_by.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    rating: row.rating,
    callers: row.callers,
  }
}

/** What an entry may show: its rating and its reason; everything else in `detail` stays inside. */
const shown = z.object({ rating: z.int().optional().catch(undefined), reason: z.string().optional().catch(undefined) })

function toHistory(row: IssueEventRow): IssueHistoryEntry {
  const { rating, reason } = shown.parse(row.detail)
  return {
    sequence: row.sequence,
    at: row.at.toISOString(),
    kind: row.kind,
    actor: row.actor,
    ...(rating === undefined ? {} : { rating }),
    ...(reason === undefined ? {} : { reason }),
  }
}
