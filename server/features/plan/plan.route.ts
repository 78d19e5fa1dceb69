import { type Request, Router } from 'express'
import {
  changePlan,
  createPlan,
  getPlan,
  getPlanBase,
  listPlanScopes,
  listPlans,
  type Plan,
  type PlanSummary,
  removePlan,
  renamePlan,
} from '#domain/contract/plan.ts'
import { censusOf, tally } from '#domain/partition/census.ts'
import { facesOf } from '#domain/partition/ground.ts'
import { shownTo } from '#server/account/scope-of.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, mount } from '#server/http.ts'
import { beginPlan } from '#server/plan/begin-plan.ts'
import { boxOfBase } from '#server/plan/box-of-base.ts'
import { draftStoreOf, type KnownBase, type Replayed } from '#server/plan/draft-store.ts'
import { planScopes } from '#server/plan/plan-base.query.ts'
import { askCounty } from '#server/plan/plan-base.ts'
import type { PlanRow, PlanWithOperations } from '#server/plan/plan-row.query.ts'
import {
  advancePlan,
  announcePlan,
  deletePlan,
  planRows,
  renamePlanRow,
  replaceOperations,
} from '#server/plan/plan-write.query.ts'
import { mayCountElderly, refuseUnlessPlanner } from '#server/plan/planner-for.ts'
import { checkSize, refusedOperation } from '#server/plan/refuse-operations.ts'
import { requirePlan } from '#server/plan/require-plan.ts'

/** Drafts: their base, their operations, replayed and counted here by the kernel the page draws with. */
export function planRoutes(context: Context): Router {
  const { db, now } = context
  const router = Router()
  const store = draftStoreOf(context)

  mount(router, getPlanBase, async ({ query: { county, scope, asOf, plan }, post, request }) => {
    const known = await baseAsked()
    return known.sent(mayCountElderly(post, county, known.base.scope.path))

    async function baseAsked(): Promise<KnownBase> {
      if (plan !== undefined) return store.baseOfPlan(county, await askPlan(request, county, plan))
      const { today } = await askCounty(db, county, now())
      return store.baseOf(county, scope ?? county, asOf ?? today)
    }
  })

  mount(router, listPlanScopes, async ({ query: { county } }) => {
    await askCounty(db, county, now())
    return { scopes: await planScopes(db, county) }
  })

  mount(router, listPlans, async ({ query: { county }, request }) => {
    await askCounty(db, county, now())
    return { plans: (await planRows(db.within(shownTo(request, county)), county)).map(summaryOf) }
  })

  mount(router, createPlan, async ({ query: { county }, body, post, request, response }) => {
    await refuseUnlessPlanner(db, { post }, county)
    const { today } = await askCounty(db, county, now())
    const { name, scope = county, baseDate = today, from, operations } = body
    const id = await beginPlan(context, county, { name, scope, baseDate, from, operations })
    const row = await askPlan(request, county, id)
    const known = await store.baseOfPlan(county, row)
    response.status(201)
    return planOf(row, known, store.replayed(id, known, row.operations))
  })

  mount(router, getPlan, async ({ params, query: { county }, request }) => {
    const row = await askPlan(request, county, params.plan)
    const known = await store.baseOfPlan(county, row)
    return planOf(row, known, store.replayed(row.id, known, row.operations))
  })

  mount(router, changePlan, async ({ params, query: { county }, body, post, request }) => {
    await refuseUnlessPlanner(db, { post }, county)
    const row = await askPlan(request, county, params.plan)
    const stale = () => changed(params.plan, row.version)
    if (row.version !== body.expectedVersion) throw stale()
    if (row.state !== 'draft')
      throw new HttpProblem(409, 'plan-not-draft', `The plan is ${row.state}; only drafts change.`)
    const before = row.operations
    if (body.drop > before.length)
      throw new HttpProblem(
        422,
        'nothing-to-drop',
        `The plan has ${before.length} operations, not ${body.drop}.`,
        'body.drop',
      )
    const kept = before.length - body.drop
    const operations = [...before.slice(0, kept), ...body.operations]
    checkSize(operations)
    const known = await store.baseOfPlan(county, row)
    const replayed = store.replayed(row.id, known, operations)
    if (!replayed.ok) throw refusedOperation(replayed, kept)
    const moment = now()
    const version = await db.transaction(async (transaction) => {
      const next = await advancePlan(transaction, county, row.id, body.expectedVersion, moment)
      if (next === null) throw stale()
      await replaceOperations(transaction, county, row.id, kept, body.operations, moment)
      await announcePlan(transaction, county, row.id, next, boxOfBase(known.base))
      return next
    })
    // what this edit made, even when the next editor is already done
    return planOf({ ...row, version, steps: operations.length, updated_at: moment, operations }, known, replayed)
  })

  mount(router, renamePlan, async ({ params, query: { county }, body, post, request }) => {
    await refuseUnlessPlanner(db, { post }, county)
    const row = await askPlan(request, county, params.plan)
    const known = await store.baseOfPlan(county, row)
    await db.transaction(async (transaction) => {
      const version = await renamePlanRow(transaction, county, row.id, body.name, now())
      if (version !== null) await announcePlan(transaction, county, row.id, version, boxOfBase(known.base))
    })
    return summaryOf(await askPlan(request, county, row.id))
  })

  mount(router, removePlan, async ({ params, query: { county, expectedVersion }, post, request }) => {
    await refuseUnlessPlanner(db, { post }, county)
    const row = await askPlan(request, county, params.plan)
    if (row.state !== 'draft')
      throw new HttpProblem(409, 'plan-not-draft', `The plan is ${row.state}; only drafts are removed.`)
    const known = await store.baseOfPlan(county, row)
    await db.transaction(async (transaction) => {
      if (!(await deletePlan(transaction, county, row.id, expectedVersion))) throw changed(row.id, row.version)
      await announcePlan(transaction, county, row.id, row.version + 1, boxOfBase(known.base))
    })
    return { removed: true as const }
  })

  async function askPlan(request: Request, county: string, id: string): Promise<PlanWithOperations> {
    await askCounty(db, county, now())
    return requirePlan(db.within(shownTo(request, county)), county, id, 'path.plan')
  }

  return router
}

function summaryOf(row: PlanRow): PlanSummary {
  const { id, name, scope, scope_name, state, base_date, from, version, steps, updated_at } = row
  return {
    id,
    name,
    scope,
    scopeName: scope_name,
    state,
    baseDate: base_date,
    from,
    version,
    steps,
    updatedAt: updated_at.toISOString(),
  }
}

/** The plan with every open grid counted from scratch, whatever the page believes. */
function planOf(row: PlanWithOperations, { drafted }: KnownBase, replayed: Replayed): Plan {
  const { draft } = replayed
  const census = censusOf(draft.partition, drafted.points)
  const figures = [...draft.grids.values()]
    .filter((grid) => !grid.locked)
    .map(({ code, name, kind }) => {
      const points = facesOf(draft, code).flatMap((face) => census.of.get(face) ?? [])
      return { code, name, kind, ...tally(drafted.points, points) }
    })
  const broken = replayed.ok ? null : { index: replayed.index, reason: replayed.reason }
  return { ...summaryOf(row), operations: row.operations, figures, broken }
}

function changed(id: string, version: number): HttpProblem {
  const words = `Plan ${id} is at version ${version} or later: someone else changed it. Read it and put your steps on top.`
  return new HttpProblem(409, 'plan-changed', words, 'body.expectedVersion', { 'Plan-Version': String(version) })
}
