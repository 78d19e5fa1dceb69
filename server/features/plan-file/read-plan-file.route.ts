import express, { Router } from 'express'
import { PLAN_FILE_BYTES, planFileReading, readPlanFile } from '#domain/contract/plan-file.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, mount } from '#server/http.ts'
import { draftStoreOf } from '#server/plan/draft-store.ts'
import { homeGrounds } from '#server/plan/home-grounds.ts'
import { askCounty } from '#server/plan/plan-base.ts'
import { refuseUnlessPlanner } from '#server/plan/planner-for.ts'
import { createWorkerThread } from '#server/worker-thread.ts'
import type { PlanFileAnswer, PlanFileQuestion } from './read-plan-file.ts'

/** A file that a plan is to begin from, read and cleaned up in a thread of its own. */
export function readPlanFileRoutes(context: Context): Router {
  const { db, now } = context
  const router = Router()
  const store = draftStoreOf(context)
  const thread = createWorkerThread<PlanFileQuestion, PlanFileAnswer>(
    new URL('./read-plan-file.worker.ts', import.meta.url),
    () => undefined,
  )

  router.use(readPlanFile.path, express.raw({ type: 'application/octet-stream', limit: PLAN_FILE_BYTES }))
  mount(router, readPlanFile, async ({ query, request, post }) => {
    const { county, scope = county, name } = query
    await refuseUnlessPlanner(db, { post }, county)
    const { today } = await askCounty(db, county, now())
    if (!Buffer.isBuffer(request.body) || request.body.length === 0)
      throw new HttpProblem(400, 'empty-file', 'The bytes of the file are missing (application/octet-stream).', 'body')
    const reading = readingOf(query.reading)
    const { base, drafted } = await store.baseOf(county, scope, today)
    const homes = await homeGrounds(db, county, base.scope.level === 'county' ? null : scope, drafted.draft)
    const place = homes[0]?.polygons[0]?.[0]?.[0]
    if (place === undefined)
      throw new HttpProblem(422, 'no-ground', `Nobody knows the ground of ${scope}: no grid or community has any.`)
    const answer = await thread.ask({ bytes: request.body, name, reading, homes, near: place })
    if (!answer.ok) throw new HttpProblem(422, answer.code, answer.words, 'body')
    return answer.read
  })

  return router
}

function readingOf(text: string) {
  let said: unknown
  try {
    said = JSON.parse(text)
  } catch {
    throw new HttpProblem(400, 'invalid-request', 'query.reading is not JSON.', 'query.reading')
  }
  const parsed = planFileReading.safeParse(said)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new HttpProblem(
    400,
    'invalid-request',
    `query.reading.${issue!.path.join('.')}: ${issue!.message}`,
    'query.reading',
  )
}
