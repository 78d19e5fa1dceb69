import { Router } from 'express'
import { z } from 'zod'
import { getIssue, type IssueHistoryEntry, type IssueSummary, listIssues } from '#domain/contract/issue.ts'
import type { Context } from '#server/context.ts'
import type { Queryable } from '#server/db.types.ts'
import { mount, notFound } from '#server/http.ts'
import { countyExists, type IssueEventRow, type IssueRow, issueEventRows, issueRows } from './issue.query.ts'

export function issueRoutes(context: Context): Router {
  const router = Router()

  mount(router, listIssues, async ({ query }) => {
    const feedSequence = context.feed.sequence
    const rows = await issueRows(context.db, {
      county: query.county,
      state: query.numbers === undefined ? query.state : 'all',
      category: query.category ?? null,
      area: query.area ?? null,
      box: query.box ?? null,
      numbers: query.numbers ?? null,
      limit: query.limit + 1,
      after: query.cursor ?? null,
    })
    if (rows.length === 0) await refuseUnknownCounty(context.db, query.county)
    const page = rows.slice(0, query.limit)
    return {
      issues: page.map(toSummary),
      next: rows.length > page.length ? page.at(-1)!.number : null,
      feedSequence,
      now: context.now().toISOString(),
    }
  })

  mount(router, getIssue, async ({ params, query }) => {
    const [row] = await issueRows(context.db, {
      county: query.county,
      state: 'all',
      category: null,
      area: null,
      box: null,
      numbers: [params.number],
      limit: 1,
      after: null,
    })
    if (row === undefined) {
      await refuseUnknownCounty(context.db, query.county)
      throw notFound(`There is no issue ${params.number} in county ${query.county}.`, 'unknown-issue', 'path.number')
    }
    const history = await issueEventRows(context.db, query.county, row.id)
    return { issue: toSummary(row), history: history.map(toHistory), now: context.now().toISOString() }
  })
  return router
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
