import { Router } from 'express'
import { cancelAutoplan, getAutoplan, openAutoplan, startAutoplan } from '#domain/contract/autoplan.ts'
import { autoplanRunsOf } from '#server/autoplan/autoplan-runs.ts'
import type { Context } from '#server/context.ts'
import { mount } from '#server/http.ts'
import { beginPlan } from '#server/plan/begin-plan.ts'
import { refuseUnlessPlanner } from '#server/plan/planner-for.ts'

/** Plans drawn by the server: begun, asked about, cancelled, opened as drafts. */
export function autoplanRoutes(context: Context): Router {
  const { db } = context
  const router = Router()
  const runs = autoplanRunsOf(context)

  mount(router, startAutoplan, async ({ query: { county }, body, post, response }) => {
    await refuseUnlessPlanner(db, { post }, county)
    response.status(202)
    return runs.start(county, body)
  })

  mount(router, getAutoplan, async ({ params, query: { county } }) => runs.told(county, params.run))

  mount(router, cancelAutoplan, async ({ params, query: { county }, post }) => {
    await refuseUnlessPlanner(db, { post }, county)
    return runs.cancel(county, params.run)
  })

  mount(router, openAutoplan, async ({ params, query: { county }, body, post, response }) => {
    await refuseUnlessPlanner(db, { post }, county)
    const { ground, run } = runs.groundOfProposal(county, params.run, body.proposal)
    const { name } = body
    const scope = run.scope.code
    const id = await beginPlan(context, county, {
      name,
      scope,
      baseDate: run.baseDate,
      from: { ground },
      operations: [],
    })
    response.status(201)
    return { id, name, scope }
  })

  return router
}
