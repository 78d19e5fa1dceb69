import { Router } from 'express'
import {
  changePlan,
  createPlan,
  getPlan,
  getPlanBase,
  listPlanScopes,
  listPlans,
  type Plan,
  type PlanOperation,
  type PlanSummary,
  planLimits,
  removePlan,
  renamePlan,
} from '#domain/contract/plan.ts'
import { takeCensus, tally } from '#domain/partition/census.ts'
import { facesOf } from '#domain/partition/ground.ts'
import type { Refusal } from '#domain/partition/partition.types.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, mount, notFound } from '#server/http.ts'
import { newId } from '#server/new-id.ts'
import { draftStoreOf, type KnownBase, type Replayed } from '#server/plan/draft-store.ts'
import { planScopes } from '#server/plan/plan-base.query.ts'
import { askCounty } from '#server/plan/plan-base.ts'
import { type PlanRow, type PlanWithOperations, planRow } from '#server/plan/plan-row.query.ts'
import {
  advancePlan,
  announcePlan,
  deletePlan,
  insertPlan,
  planRows,
  removeEmptyDrafts,
  renamePlanRow,
  replaceOperations,
} from './plan.query.ts'
import { refuseUnlessPlanner } from './planner-for.ts'

/** Drafts: their base, their operations, replayed and counted here by the kernel the page draws with. */
export function planRoutes(context: Context): Router {
  const { db, now } = context
  const router = Router()
  const store = draftStoreOf(context)

  mount(router, getPlanBase, async ({ query: { county, scope, asOf } }) => {
    const { today } = await askCounty(db, county, now())
    return (await store.baseOf(county, scope ?? county, asOf ?? today)).base
  })

  mount(router, listPlanScopes, async ({ query: { county } }) => {
    await askCounty(db, county, now())
    return { scopes: await planScopes(db, county) }
  })

  mount(router, listPlans, async ({ query: { county } }) => {
    await askCounty(db, county, now())
    return { plans: (await planRows(db, county)).map(summaryOf) }
  })

  mount(router, createPlan, async ({ query: { county }, body, post, response }) => {
    await refuseUnlessPlanner(db, { post }, county)
    const { today } = await askCounty(db, county, now())
    const { name, scope = county, baseDate = today, operations } = body
    const known = await store.baseOf(county, scope, baseDate, 'body.scope')
    const id = newId()
    const replayed = store.replayed(id, known, operations)
    if (!replayed.ok) throw refused(replayed, 0)
    checkSize(operations)
    await removeEmptyDrafts(db, county, new Date(now().getTime() - 86_400_000))
    await db.transaction(async (transaction) => {
      const most = planLimits.plans
      const stored = await insertPlan(transaction, { county, id, name, scope, baseDate, now: now(), most })
      if (!stored) throw new HttpProblem(409, 'too-many-plans', `County ${county} has ${most} plans; remove one first.`)
      await replaceOperations(transaction, county, id, 0, operations, now())
      await announcePlan(transaction, county, id, 0, boxOfBase(known))
    })
    response.status(201)
    return planOf(await askPlan(county, id), known, replayed)
  })

  mount(router, getPlan, async ({ params, query: { county } }) => {
    const row = await askPlan(county, params.plan)
    const known = await store.baseOf(county, row.scope, row.base_date)
    return planOf(row, known, store.replayed(row.id, known, row.operations))
  })

  mount(router, changePlan, async ({ params, query: { county }, body, post }) => {
    await refuseUnlessPlanner(db, { post }, county)
    const row = await askPlan(county, params.plan)
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
    const known = await store.baseOf(county, row.scope, row.base_date)
    const replayed = store.replayed(row.id, known, operations)
    if (!replayed.ok) throw refused(replayed, kept)
    const moment = now()
    const version = await db.transaction(async (transaction) => {
      const next = await advancePlan(transaction, county, row.id, body.expectedVersion, moment)
      if (next === null) throw stale()
      await replaceOperations(transaction, county, row.id, kept, body.operations, moment)
      await announcePlan(transaction, county, row.id, next, boxOfBase(known))
      return next
    })
    // what this edit made, even when the next editor is already done
    return planOf({ ...row, version, steps: operations.length, updated_at: moment, operations }, known, replayed)
  })

  mount(router, renamePlan, async ({ params, query: { county }, body, post }) => {
    await refuseUnlessPlanner(db, { post }, county)
    const row = await askPlan(county, params.plan)
    const known = await store.baseOf(county, row.scope, row.base_date)
    await db.transaction(async (transaction) => {
      const version = await renamePlanRow(transaction, county, row.id, body.name, now())
      if (version !== null) await announcePlan(transaction, county, row.id, version, boxOfBase(known))
    })
    return summaryOf(await askPlan(county, row.id))
  })

  mount(router, removePlan, async ({ params, query: { county, expectedVersion }, post }) => {
    await refuseUnlessPlanner(db, { post }, county)
    const row = await askPlan(county, params.plan)
    if (row.state !== 'draft')
      throw new HttpProblem(409, 'plan-not-draft', `The plan is ${row.state}; only drafts are removed.`)
    const known = await store.baseOf(county, row.scope, row.base_date)
    await db.transaction(async (transaction) => {
      if (!(await deletePlan(transaction, county, row.id, expectedVersion))) throw changed(row.id, row.version)
      await announcePlan(transaction, county, row.id, row.version + 1, boxOfBase(known))
    })
    return { removed: true as const }
  })

  async function askPlan(county: string, id: string): Promise<PlanWithOperations> {
    await askCounty(db, county, now())
    const row = await planRow(db, county, id)
    if (!row) throw notFound(`County ${county} has no plan ${id}.`, 'unknown-plan', 'path.plan')
    return row
  }

  return router
}

function summaryOf(row: PlanRow): PlanSummary {
  const { id, name, scope, scope_name, state, base_date, version, steps, updated_at } = row
  return {
    id,
    name,
    scope,
    scopeName: scope_name,
    state,
    baseDate: base_date,
    version,
    steps,
    updatedAt: updated_at.toISOString(),
  }
}

/** The plan with every open grid counted from scratch, whatever the page believes. */
function planOf(row: PlanWithOperations, { drafted }: KnownBase, replayed: Replayed): Plan {
  const { draft } = replayed
  const census = takeCensus(draft.partition, drafted.points)
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

/** The kernel's refusal as a problem: its reason is the code, the place stands in the detail. */
function refused({ reason, at, index }: Refusal & { index: number }, kept: number): HttpProblem {
  const place = at === null ? '' : ` at ${at[0]}, ${at[1]}`
  const path = index < kept ? 'body.drop' : `body.operations.${index - kept}`
  return new HttpProblem(
    422,
    reason,
    `Operation ${index + 1} of the plan: ${reason.replaceAll('-', ' ')}${place}.`,
    path,
  )
}

function checkSize(operations: readonly PlanOperation[]): void {
  const vertices = operations.reduce((sum, operation) => sum + drawnPlaces(operation), 0)
  if (operations.length > planLimits.operations || vertices > planLimits.vertices)
    throw new HttpProblem(
      422,
      'plan-too-large',
      `A plan has at most ${planLimits.operations} operations with ${planLimits.vertices} vertices; this would have ${operations.length} with ${vertices}.`,
      'body.operations',
    )
}

function drawnPlaces(operation: PlanOperation): number {
  if ('line' in operation) return operation.line.length
  return 'area' in operation ? operation.area.length : 0
}

function boxOfBase({ base }: KnownBase): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90]
  for (const { locked, polygons } of base.grids)
    for (const [outer] of locked ? [] : polygons)
      for (const [x, y] of outer ?? []) {
        box[0] = Math.min(box[0], x)
        box[1] = Math.min(box[1], y)
        box[2] = Math.max(box[2], x)
        box[3] = Math.max(box[3], y)
      }
  return box[0] > box[2] ? [0, 0, 0, 0] : box
}
