import { Router } from 'express'
import {
  askAutoplanTask,
  autoplanLimits,
  cancelAutoplan,
  getAutoplan,
  getAutoplanGround,
  openAutoplan,
  startAutoplan,
} from '#domain/contract/autoplan.ts'
import { autoplanRunsOf } from '#server/autoplan/autoplan-runs.ts'
import { readJob } from '#server/autoplan/read-job.ts'
import { taskFor } from '#server/autoplan/task-for.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, mount } from '#server/http.ts'
import { beginPlan } from '#server/plan/begin-plan.ts'
import { refuseUnlessPlanner } from '#server/plan/planner-for.ts'

/** Plans drawn by the server: begun, asked about, cancelled, opened as drafts; small ones prepared for the browser. */
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
    const { ground, run } = runs.proposal(county, params.run, body.proposal)
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

  mount(router, getAutoplanGround, async ({ params, query: { county } }) => {
    const { ground, run } = runs.proposal(county, params.run, params.proposal)
    return { free: run.free, ground }
  })

  mount(router, askAutoplanTask, async ({ query: { county }, body, post }) => {
    await refuseUnlessPlanner(db, { post }, county)
    const job = await readJob(context, county, body)
    const { free } = job.task
    if (free.length > autoplanLimits.gridsInBrowser)
      throw new HttpProblem(
        422,
        'too-large-for-browser',
        `A browser draws at most ${autoplanLimits.gridsInBrowser} grids, this would be ${free.length}: let the server draw.`,
        'body.scope',
      )
    return taskFor(job)
  })

  return router
}
