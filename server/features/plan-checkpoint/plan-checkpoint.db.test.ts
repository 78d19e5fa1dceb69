import { Router } from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlanCheckpoint } from '#domain/contract/plan-checkpoint.ts'
import { planRoutes } from '#server/features/plan/plan.route.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { planCheckpointRoutes } from './plan-checkpoint.route.ts'

const names = ['北', '南', '东'].map((name) => ({ kind: 'rename', face: '370699001001001', name }))

describe('named checkpoints of a plan', () => {
  const database = withDatabase()
  let served: ServedRoutes
  let planner: Record<string, string>

  beforeAll(async () => {
    await createSmallCounty(database.db)
    await database.db.query('update county set demo = false')
    const routes = (context: Parameters<typeof planRoutes>[0]) =>
      Router().use(planRoutes(context)).use(planCheckpointRoutes(context))
    served = await serveRoutes(database.db, routes, () => new Date('2026-11-20T04:00:00Z'))
    planner = await actAs(served.context, { role: 'planner', name: '规划员' })
  })
  afterAll(() => served.close())

  const query = `?county=${SMALL_COUNTY}`
  const ask = (path: string, method: 'GET' | 'POST' | 'DELETE' = 'GET', body?: object, headers = planner) =>
    served.ask(`${path}${query}`, { method, headers, ...(body ? { body } : {}) })
  const draft = async () => {
    const { id, version } = (await ask('/api/plans', 'POST', { name: '存档', operations: names })).body
    return { id: String(id), version: Number(version) }
  }
  const keep = (plan: string, name: string, expectedVersion: number, steps: number, headers = planner) =>
    ask(`/api/plans/${plan}/checkpoints`, 'POST', { name, expectedVersion, steps }, headers)

  it('are kept for everybody with the steps that lead there, whatever is drawn afterwards, and dropped', async () => {
    const { id, version } = await draft()
    const kept = await keep(id, '两步', version, 2)
    expect(kept.status).toBe(201)
    await ask(`/api/plans/${id}/operations`, 'POST', { expectedVersion: version, drop: 3 })
    const checkpoints = (await served.ask(`/api/plans/${id}/checkpoints${query}`)).body.checkpoints as PlanCheckpoint[]
    expect(checkpoints).toEqual([expect.objectContaining({ name: '两步', actor: '规划员', steps: 2 })])
    const at = `/api/plans/${id}/checkpoints/${checkpoints[0]!.id}`
    expect((await ask(at)).body.operations).toEqual(names.slice(0, 2))
    expect((await ask(at, 'DELETE')).body).toEqual({ checkpoints: [] })
    expect((await ask(at)).body.code).toBe('unknown-checkpoint')
  })

  it('are refused of a plan that moved on, to who does not draw, and when there are too many', async () => {
    const { id, version } = await draft()
    expect((await keep(id, 'x', version + 1, 1)).body.code).toBe('plan-changed')
    expect((await keep(id, 'x', version, 1, {})).status).toBe(401)
    await database.db.query(
      `insert into plan_checkpoint select $1::text, $2::text, 'held' || n, 'x', now(), '', '[]' from generate_series(1, 50) n`,
      [SMALL_COUNTY, id],
    )
    expect((await keep(id, 'x', version, 1)).body.code).toBe('too-many-checkpoints')
    expect((await keep('000000000000', 'x', 0, 1)).body.code).toBe('unknown-plan')
  })
})
