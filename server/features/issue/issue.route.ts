import { Router } from 'express'
import type { z } from 'zod'
import type { Post } from '#domain/account/post.ts'
import { getIssue, listIssues } from '#domain/contract/issue.ts'
import type { IssueEntry } from '#domain/issue/issue-entry.ts'
import { projectIssue } from '#domain/issue/project-issue.ts'
import { offers } from '#domain/issue/refuse-act.ts'
import { areaOfScreen, asOn, standsOn } from '#server/account/display-view.ts'
import { displayOf } from '#server/account/displays.ts'
import { scopeOf } from '#server/account/scope-of.ts'
import type { Context } from '#server/context.ts'
import type { Db, Queryable, Scope } from '#server/db.types.ts'
import { mount, notFound } from '#server/http.ts'
import { actorOf, maySee } from '#server/issue/actor-of.ts'
import { namesOf } from '#server/issue/names.ts'
import { reopenDaysOf } from '#server/issue/reopen-days.ts'
import { toEntry as toIssueEntry } from '#server/issue/write-issues.ts'
import { filterOf } from './filter-of.ts'
import { countyExists, type IssueRow, issueEventRows, issueRows, issuesByNumber, privateRow } from './issue.query.ts'
import { toEntry, toPublicEntry, toStanding, unitsOf } from './to-history.ts'
import { toSummary } from './to-summary.ts'

export function issueRoutes(context: Context): Router {
  const router = Router()

  mount(router, listIssues, async ({ query, request }) => {
    const screen = displayOf(request)
    const feedSequence = context.feed.sequence
    const now = context.now()
    const rows = await issueRows(context.db, scopeOf(request, query.county), {
      ...filterOf(query, areaOfScreen(screen), now),
      limit: query.limit + 1,
    })
    if (rows.length === 0) await refuseUnknownCounty(context.db, query.county)
    const page = rows.slice(0, query.limit)
    return {
      issues: page.map((row) => asOn(screen, toSummary(row))),
      next: rows.length > page.length ? page.at(-1)!.number : null,
      feedSequence,
      now: now.toISOString(),
    }
  })

  mount(router, getIssue, async ({ params, query, post, request }) => {
    const now = context.now()
    const screen = displayOf(request)
    const scope = scopeOf(request, query.county)
    const [row] = await issuesByNumber(context.db, scope, query.county, [params.number])
    if (row === undefined || !standsOn(screen, row)) {
      await refuseUnknownCounty(context.db, query.county)
      throw notFound(`There is no issue ${params.number} in county ${query.county}.`, 'unknown-issue', 'path.number')
    }
    const rows = await issueEventRows(context.db, scope, query.county, row.id)
    const told = { issue: asOn(screen, toSummary(row)), now: now.toISOString() }
    const inside =
      post && (await insideView(context, scope, post, { ...row, county: query.county }, rows.map(toIssueEntry)))
    return inside === null
      ? { ...told, history: rows.map(toPublicEntry), standing: null, offers: [], unitNames: {} }
      : { ...told, ...inside }
  })
  return router
}

async function refuseUnknownCounty(db: Db, county: string): Promise<void> {
  if (!(await countyExists(db, county)))
    throw notFound(`There is no county ${county} on this server.`, 'unknown-county', 'query.county')
}

/** What a post that has the issue in its scope may know and do; null for all others. */
async function insideView(
  context: Context,
  scope: Scope,
  post: Post,
  row: IssueRow & { county: string },
  entries: readonly IssueEntry[],
): Promise<Pick<z.input<typeof getIssue.answer>, 'history' | 'standing' | 'offers' | 'unitNames'> | null> {
  const issue = projectIssue(entries)
  if (issue === null || !maySee(post, row, issue)) return null
  const actor = actorOf(post)
  const ground = { ...row, reopenDays: await reopenDaysOf(context.db, row.county) }
  return {
    history: entries.map(toEntry),
    standing: toStanding(issue, await privateRow(context.db, scope, row.county, row)),
    offers: actor === null ? [] : offers(issue, ground, actor, context.now().getTime()),
    unitNames: await unitNamesOf(context.db, row.county, entries),
  }
}

async function unitNamesOf(
  db: Queryable,
  county: string,
  entries: readonly IssueEntry[],
): Promise<Record<string, string>> {
  const names = await namesOf(db, county)
  return Object.fromEntries(entries.flatMap(unitsOf).map((code) => [code, names.unit(code)]))
}
