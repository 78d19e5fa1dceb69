import { Router } from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { handLimits, type OtherHand } from '#domain/contract/plan-hand.ts'
import { planRoutes } from '#server/features/plan/plan.route.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { planHandRoutes } from './plan-hand.route.ts'

describe('hands of planners in one draft', () => {
  const database = withDatabase()
  let served: ServedRoutes
  let now = new Date('2026-11-20T04:00:00Z')
  let planner: Record<string, string>

  beforeAll(async () => {
    await createSmallCounty(database.db)
    await database.db.query('update county set demo = false')
    const routes = (context: Parameters<typeof planRoutes>[0]) =>
      Router().use(planRoutes(context)).use(planHandRoutes(context))
    served = await serveRoutes(database.db, routes, () => now)
    planner = await actAs(served.context, { role: 'planner', name: '规划员' })
  })
  afterAll(() => served.close())

  const draft = async (): Promise<string> => {
    const body = { name: '手' }
    const made = await served.ask(`/api/plans?county=${SMALL_COUNTY}`, { method: 'POST', headers: planner, body })
    return String(made.body.id)
  }
  const show = (plan: string, page: string, at: [number, number] | null, headers = planner) =>
    served.ask(`/api/plans/${plan}/hands?county=${SMALL_COUNTY}`, {
      method: 'POST',
      headers,
      body: { page, at, tool: 'move', level: 'micro-grid' },
    })
  const seen = async (...asked: Parameters<typeof show>) => (await show(...asked)).body.hands as OtherHand[]

  it('are seen by each other, by the title of the post, and not in another draft', async () => {
    const [plan, other] = [await draft(), await draft()]
    expect(await seen(plan, 'pageone1', [120.01, 37.02])).toEqual([])
    expect(await seen(plan, 'pagetwo2', null)).toEqual([
      { page: 'pageone1', at: [120.01, 37.02], tool: 'move', level: 'micro-grid', name: '规划员' },
    ])
    expect((await seen(plan, 'pageone1', [120.03, 37.02])).map(({ page, at }) => [page, at])).toEqual([
      ['pagetwo2', null],
    ])
    expect(await seen(other, 'pagesix6', null)).toEqual([])
  })

  it('are gone when they were not told for a while', async () => {
    const plan = await draft()
    await show(plan, 'pageone1', null)
    now = new Date(now.getTime() + handLimits.keptMilliseconds + 1)
    expect(await seen(plan, 'pagetwo2', null)).toEqual([])
  })

  it('are shown only to those who may draw in that draft', async () => {
    const plan = await draft()
    expect((await show(plan, 'pageone1', null, {})).status).toBe(401)
    const viewer = await actAs(served.context, { role: 'viewer' })
    expect(await show(plan, 'pageone1', null, viewer)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    expect((await show('000000000000', 'pageone1', null)).body.code).toBe('unknown-plan')
  })
})
