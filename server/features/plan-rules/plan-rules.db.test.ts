import { Router } from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countyPlanRules, getPlanRules } from '#domain/contract/plan-rules.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { planRoutes } from '../plan/plan.route.ts'
import { planLifeRoutes } from '../plan-life/plan-life.route.ts'
import { planRulesRoutes } from './plan-rules.route.ts'

/** A server hears of new rules over the feed: at once, or when it next looks, 2 s later. */
const HEARD = { timeout: 10_000 }

describe('rules of a county', () => {
  const database = withDatabase()
  let served: ServedRoutes
  beforeAll(async () => {
    await createSmallCounty(database.db)
    served = await serveRoutes(
      database.db,
      (context) => Router().use(planRulesRoutes(context), planRoutes(context), planLifeRoutes(context)),
      new Date('2026-11-20T04:00:00Z'),
    )
  })
  afterAll(() => served.close())
  const address = `/api/plan-rules?county=${SMALL_COUNTY}`
  const put = (headers: Record<string, string>, body: unknown) => served.ask(address, { method: 'PUT', headers, body })

  it('are set by those who plan the whole county, and a plan that brings a breach is not submitted', async () => {
    const planner = await actAs(served.context, { role: 'planner' })
    const street = await actAs(served.context, { role: 'planner', path: `/${SMALL_COUNTY}/370699001/` })
    const known = getPlanRules.answer.parse((await served.ask(address, { headers: planner })).body)
    expect([known.mayChange, known.planRules.severity['household-norm']]).toEqual([true, 'warn'])
    const { mayChange: _, ...rules } = known
    const split = {
      ...{ kind: 'split', face: '370699001001001', keep: 'left', code: '370699001001009', name: '窄' },
      line: [
        [119.9, 37.05],
        [120.11, 37.05],
      ],
    }
    const created = await served.ask(`/api/plans?county=${SMALL_COUNTY}`, {
      method: 'POST',
      headers: planner,
      body: { name: '方案', operations: [split] },
    })
    const submit = () =>
      served.ask(`/api/plans/${created.body.id}/acts?county=${SMALL_COUNTY}`, {
        ...{ method: 'POST', headers: planner, body: { act: 'submit', expectedVersion: 0 } },
      })
    const strict = {
      ...rules,
      planRules: { ...rules.planRules, severity: { ...rules.planRules.severity, 'household-norm': 'block' } },
    }
    expect((await put(street, strict)).body.code).toBe('not-allowed')
    expect((await put(planner, { ...rules, gridHouseholds: [5, 2] })).status).toBe(400)
    expect((await put(planner, strict)).status).toBe(200)
    await expect
      .poll(async () => (await submit()).body, HEARD)
      .toMatchObject({
        ...{ code: 'rules-broken', detail: expect.stringContaining('too few households in 370699001001009 at') },
      })
    expect(countyPlanRules.parse(rules)).toEqual(rules)
    await put(planner, rules)
    await expect.poll(async () => (await submit()).body, HEARD).toMatchObject({ state: 'submitted' })
  })
})
