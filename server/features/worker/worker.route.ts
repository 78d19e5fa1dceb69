import { Router } from 'express'
import { covers } from '#domain/account/covers.ts'
import type { Post } from '#domain/account/post.ts'
import { getPlacedWorkers, type PlacedWorkers, placeWorker } from '#domain/contract/worker.ts'
import { takeCensus } from '#domain/partition/census.ts'
import type { Draft } from '#domain/partition/draft.ts'
import { gridsOfPoints, takersOf } from '#domain/plan-code/moved-households.ts'
import { writeAudit } from '#server/account/audit.ts'
import { scopeOfAll, scopeOfPost } from '#server/account/scope-of.ts'
import { titleOf } from '#server/account/title-of.ts'
import type { Context } from '#server/context.ts'
import { coverageStoreOf } from '#server/coverage/coverage-store.ts'
import { HttpProblem, mount, notFound, postFor } from '#server/http.ts'
import { boxOfBase } from '#server/plan/box-of-base.ts'
import { draftStoreOf, type KnownBase } from '#server/plan/draft-store.ts'
import { askCounty } from '#server/plan/plan-base.ts'
import type { PlanWithOperations } from '#server/plan/plan-row.query.ts'
import { requirePlan } from '#server/plan/require-plan.ts'
import { openIssuesIn } from '#server/plan-life/publication.query.ts'
import {
  giveGrids,
  planWorkerRows,
  type WorkerPostRow,
  workerPostRows,
  writePlanWorker,
} from '#server/workers/worker.query.ts'
import { areaPath, officeRows } from './worker.query.ts'
import { figuresOf, type Holding } from './worker-figures.ts'

const seeing: readonly Post['role'][] = ['administrator', 'district', 'street', 'community', 'planner', 'leader']
const placing: readonly Post['role'][] = ['administrator', 'district', 'street', 'community', 'planner']

interface Asked {
  county: string
  scope?: string | undefined
  plan?: string | undefined
}

interface Place {
  path: string
  plan: PlanWithOperations | null
  known: KnownBase
  draft: Draft
}

/** Who has which grid: today, at once; or under a plan, when it is published. */
export function workerRoutes(context: Context): Router {
  const { db, now, accounts } = context
  const router = Router()
  const store = draftStoreOf(context)
  const coverage = coverageStoreOf(context)

  mount(router, getPlacedWorkers, async ({ query, post }) => {
    const place = await placeOf(query)
    return told(query.county, place, postIn({ post }, query.county, place.path, seeing))
  })

  mount(router, placeWorker, async ({ params: { person }, query, body, post }) => {
    const { county } = query
    const place = await placeOf(query)
    const by = postIn({ post }, county, place.path, placing)
    const worker = (await workerPostRows(db.within(scopeOfPost(by)), county, place.path)).find(
      (one) => one.person === person,
    )
    if (!worker)
      throw notFound(`No grid worker ${person} has a post in ${place.path}.`, 'unknown-worker', 'path.person')
    const grids = [...new Set(body.grids)]
    const stranger = grids.find((code) => place.draft.grids.get(code)?.locked !== false)
    if (stranger !== undefined) throw notFound(`There is no grid ${stranger} here.`, 'unknown-grid', 'body.grids')
    if (place.plan) await placeInPlan(county, place.plan, worker, grids, by)
    else await placeToday(county, worker, grids, by)
    return told(county, place, by)
  })

  async function placeToday(county: string, worker: WorkerPostRow, grids: string[], by: Post): Promise<void> {
    const { person, path } = worker
    await db.transaction(async (transaction) => {
      if (!(await giveGrids(transaction, county, person, grids, (name) => titleOf('grid-worker', name))))
        throw new HttpProblem(409, 'ground-changed', `Grid ${grids[0]} stands no more: load the list anew.`)
      const change = { before: { grids: [worker.grid, ...worker.care] }, after: { grids } }
      await writeAudit(transaction, { county, at: now(), by, action: 'worker.place', subject: person, path, ...change })
    })
    accounts.sessions.forget()
  }

  async function placeInPlan(
    county: string,
    plan: PlanWithOperations,
    worker: WorkerPostRow,
    grids: string[],
    by: Post,
  ) {
    if (plan.state === 'published' || plan.state === 'superseded')
      throw new HttpProblem(409, 'begun', `Plan ${plan.id} holds already: move workers on the grids of today.`)
    const { person, path } = worker
    const at = now()
    await db.transaction(async (transaction) => {
      await writePlanWorker(transaction, county, plan.id, { person, grids }, { title: by.name, at })
      const after = { grids, plan: plan.id }
      await writeAudit(transaction, { county, at, by, action: 'plan.place-worker', subject: person, path, after })
    })
  }

  async function placeOf({ county, scope, plan: id }: Asked): Promise<Place> {
    const { today } = await askCounty(db, county, now())
    const plan = id === undefined ? null : await requirePlan(db.within(scopeOfAll(county)), county, id, 'query.plan')
    const code = plan?.scope ?? scope ?? county
    const path = await areaPath(db, county, code)
    if (path === null) throw notFound(`County ${county} has no area ${code}.`, 'unknown-area', 'query.scope')
    const known = plan ? await store.baseOfPlan(county, plan) : await store.baseOf(county, code, today)
    const draft = plan ? store.replayed(plan.id, known, plan.operations).draft : known.drafted.draft
    return { path, plan, known, draft }
  }

  async function told(county: string, place: Place, post: Post): Promise<PlacedWorkers> {
    const { path, plan, known, draft } = place
    const { base } = known
    const shown = db.within(scopeOfPost(post))
    const workers = await workerPostRows(shown, county, path)
    const planned = new Map(
      (plan ? await planWorkerRows(shown, county, plan.id) : []).map(({ person, grids }) => [person, grids]),
    )
    // the path ends with community and grid
    const communityOf = (worker: WorkerPostRow) => worker.path.split('/').at(-3) ?? ''
    const offices = await officeRows(db, county, [...new Set(workers.map(communityOf))])
    const stations = [...new Set(offices.map(({ code }) => code))]
    const officeOf = new Map(offices.map(({ community, code }) => [community, stations.indexOf(code)]))
    const takers = plan ? await takersIn(county, place, workers) : new Map<string, string>()
    const holdings = workers.map((worker): Holding => {
      const wanted = planned.get(worker.person)?.filter((code) => draft.grids.has(code))
      const follow = [worker.grid, ...worker.care].map((code) => takers.get(code) ?? code)
      return {
        ...{ person: worker.person, name: worker.name },
        grids: wanted && wanted.length > 0 ? wanted : [...new Set(follow)],
        placed: wanted !== undefined && wanted.length > 0,
        office: officeOf.get(communityOf(worker)) ?? -1,
      }
    })
    const walk = stations.length === 0 ? null : await coverage.ask({ kind: 'walk-minutes', county, stations })
    const figures = figuresOf(
      {
        ...{ draft, points: base.points, walk },
        open: await openIssuesIn(db, county, boxOfBase(base)),
        offices: stations.map((code) => offices.find((office) => office.code === code)!.name),
      },
      holdings,
    )
    const may = placing.includes(post.role) && !(plan && (plan.state === 'published' || plan.state === 'superseded'))
    return { ...figures, issuesPerWorker: base.rules.issuesPerWorker, mayPlace: may }
  }

  /** Where workers of grids that the plan does away with go: with most of the households, as its publication sends them. */
  async function takersIn(county: string, { known, plan, draft }: Place, workers: readonly WorkerPostRow[]) {
    const gone = workers.flatMap(({ grid, care }) => [grid, ...care]).filter((code) => !draft.grids.has(code))
    if (gone.length === 0 || !plan) return new Map<string, string>()
    const stood = (await store.baseOf(county, plan.scope, plan.base_date)).drafted.draft
    const { points } = known.base
    const gridsIn = (one: Draft) => gridsOfPoints(one, takeCensus(one.partition, points), points.x.length)
    return takersOf([...new Set(gone)], gridsIn(stood), gridsIn(draft), points)
  }

  return router
}

/** The post of who asks about workers of an area. Names of people are for posts there alone. */
function postIn(asked: { post: Post | null }, county: string, path: string, roles: readonly Post['role'][]): Post {
  const post = postFor(asked, county)
  if (!roles.includes(post.role))
    throw new HttpProblem(403, 'not-allowed', `Workers are placed by desks and planners; you act as ${post.role}.`)
  if (!covers(post.path, path))
    throw new HttpProblem(403, 'outside-scope', `Your post is for ${post.path}, not for ${path}.`)
  return post
}
