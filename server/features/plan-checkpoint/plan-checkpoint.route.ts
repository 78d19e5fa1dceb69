import { type Request, Router } from 'express'
import {
  dropPlanCheckpoint,
  getPlanCheckpoint,
  keepPlanCheckpoint,
  listPlanCheckpoints,
  MOST_CHECKPOINTS,
} from '#domain/contract/plan-checkpoint.ts'
import { shownTo } from '#server/account/scope-of.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, mount, notFound } from '#server/http.ts'
import { newId } from '#server/new-id.ts'
import { askCounty } from '#server/plan/plan-base.ts'
import type { PlanRow } from '#server/plan/plan-row.query.ts'
import { refuseUnlessPlanner } from '#server/plan/planner-for.ts'
import { requirePlan } from '#server/plan/require-plan.ts'
import { announcePlanLife } from '#server/plan-life/plan-life.query.ts'
import { checkpointOperations, checkpointRows, deleteCheckpoint, insertCheckpoint } from './plan-checkpoint.query.ts'

/** States of a plan by name, for all who draw in it. */
export function planCheckpointRoutes({ db, now }: Context): Router {
  const router = Router()

  mount(router, listPlanCheckpoints, async ({ params, query: { county }, request }) => {
    await askPlan(request, county, params.plan)
    return checkpointsOf(request, county, params.plan)
  })

  mount(router, keepPlanCheckpoint, async ({ params, query: { county }, body, post, request, response }) => {
    await refuseUnlessPlanner(db, { post }, county)
    const { id, version } = await askPlan(request, county, params.plan)
    if (version !== body.expectedVersion) throw changed(id, version)
    await db.transaction(async (transaction) => {
      const actor = post?.county === county ? post.name : ''
      const kept = { id: newId(), name: body.name, at: now(), actor, version, steps: body.steps }
      if (!(await insertCheckpoint(transaction, county, id, kept, MOST_CHECKPOINTS))) {
        const held = (await checkpointRows(transaction, county, id)).length
        if (held < MOST_CHECKPOINTS) throw changed(id, version)
        throw new HttpProblem(409, 'too-many-checkpoints', `Plan ${id} has ${held} checkpoints; drop one first.`)
      }
      await announcePlanLife(transaction, county, id)
    })
    response.status(201)
    return checkpointsOf(request, county, id)
  })

  mount(router, getPlanCheckpoint, async ({ params, query: { county }, request }) => {
    await askPlan(request, county, params.plan)
    const shown = db.within(shownTo(request, county))
    const operations = await checkpointOperations(shown, county, params.plan, params.checkpoint)
    if (operations === null) throw unknown(params)
    return { operations }
  })

  mount(router, dropPlanCheckpoint, async ({ params, query: { county }, post, request }) => {
    await refuseUnlessPlanner(db, { post }, county)
    const { id } = await askPlan(request, county, params.plan)
    await db.transaction(async (transaction) => {
      if (!(await deleteCheckpoint(transaction, county, id, params.checkpoint))) throw unknown(params)
      await announcePlanLife(transaction, county, id)
    })
    return checkpointsOf(request, county, id)
  })

  async function askPlan(request: Request, county: string, id: string): Promise<PlanRow> {
    await askCounty(db, county, now())
    return requirePlan(db.within(shownTo(request, county)), county, id, 'path.plan')
  }

  async function checkpointsOf(request: Request, county: string, plan: string) {
    const rows = await checkpointRows(db.within(shownTo(request, county)), county, plan)
    return { checkpoints: rows.map((row) => ({ ...row, at: row.at.toISOString() })) }
  }

  return router
}

function changed(id: string, version: number): HttpProblem {
  const words = `Plan ${id} is at version ${version} or later: someone else changed it.`
  return new HttpProblem(409, 'plan-changed', words, 'body.expectedVersion')
}

function unknown({ plan, checkpoint }: { plan: string; checkpoint: string }): HttpProblem {
  return notFound(`Plan ${plan} has no checkpoint ${checkpoint}.`, 'unknown-checkpoint', 'path.checkpoint')
}
