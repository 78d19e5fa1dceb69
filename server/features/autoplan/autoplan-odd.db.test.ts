import { Router } from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AutoplanRun, autoplanLimits, autoplanRun } from '#domain/contract/autoplan.ts'
import { getPlan } from '#domain/contract/plan.ts'
import { autoplanAsked } from '#server/test-support/autoplan-asked.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { addOddCommunities, odd } from '#server/test-support/odd-communities.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { planRoutes } from '../plan/plan.route.ts'
import { autoplanRoutes } from './autoplan.route.ts'

describe('plans of odd communities, without a road anywhere', () => {
  const database = withDatabase()
  let served: ServedRoutes

  beforeAll(async () => {
    const { db } = database
    await createSmallCounty(db)
    await db.query(`select ensure_month_partitions('2025-11-01'::date, '2027-01-01'::date)`)
    await addOddCommunities(db)
    const routes = (context: Parameters<typeof planRoutes>[0]) =>
      Router().use(planRoutes(context), autoplanRoutes(context))
    served = await serveRoutes(db, routes, new Date('2026-11-20T04:00:00Z'))
  })
  afterAll(() => served.close())

  const start = (change: object) =>
    served.ask(`/api/autoplans?county=${SMALL_COUNTY}`, { method: 'POST', body: { ...autoplanAsked, ...change } })
  const told = async (id: string) =>
    autoplanRun.parse((await served.ask(`/api/autoplans/${id}?county=${SMALL_COUNTY}`)).body)
  const open = (id: string) =>
    served.ask(`/api/autoplans/${id}/plans?county=${SMALL_COUNTY}`, {
      method: 'POST',
      body: { proposal: 0, name: '自动' },
    })

  async function ended(change: object): Promise<AutoplanRun> {
    const { status, body } = await start(change)
    expect(status, JSON.stringify(body)).toBe(202)
    for (;;) {
      const run = await told(String(body.id))
      if (['done', 'cancelled', 'failed'].includes(run.state)) return run
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  it.each([
    [odd.nobody, { reason: 'nobody-lives-here', households: 0, helps: [] }],
    [odd.one, { reason: 'below-minimum', households: 1, helps: [{ kind: 'lower-least', to: 1 }] }],
    [odd.few, { reason: 'below-minimum', households: 199, helps: [{ kind: 'lower-least', to: 199 }] }],
    [odd.island, { reason: 'disconnected', households: 50 }],
    [
      odd.largeBuilding,
      {
        ...{ reason: 'atom-above-maximum', households: 5_000, compound: '巨楼小区' },
        helps: [
          { kind: 'share', grids: 13, households: 385 },
          { kind: 'raise-most', to: 5_000 },
        ],
      },
    ],
  ])('%s: none, with the reason, and nothing to open', async (scope, reason) => {
    const run = await ended({ scope })
    expect(run).toMatchObject({ state: 'done', proposals: [], unchanged: null })
    expect(run.unplanned.map(({ community }) => community)).toEqual([scope])
    expect(run.unplanned).toMatchObject([reason])
    expect(await open(run.id)).toMatchObject({ status: 409, body: { code: 'no-proposal' } })
  })

  it('a compound of 5,000 households is parted between its buildings, every grid within the norm', async () => {
    const run = await ended({ scope: odd.largeCompound })
    const { figures, shared } = run.proposals[0]!
    expect([figures.households, figures.within, shared]).toEqual([5_000, figures.grids, []])
    const opened = await open(run.id)
    const plan = getPlan.answer.parse((await served.ask(`/api/plans/${opened.body.id}?county=${SMALL_COUNTY}`)).body)
    expect(plan.figures.map(({ households }) => households % 200)).toEqual(plan.figures.map(() => 0))
    expect(plan.figures.reduce((sum, { households }) => sum + households, 0)).toBe(5_000)
  })

  it('buildings on borders are counted once, in the plan as in the draft it becomes', async () => {
    const run = await ended({ scope: odd.border })
    const { figures } = run.proposals[0]!
    expect(figures.within).toBe(figures.grids)
    const opened = await open(run.id)
    const plan = getPlan.answer.parse((await served.ask(`/api/plans/${opened.body.id}?county=${SMALL_COUNTY}`)).body)
    const households = plan.figures.map((one) => one.households)
    expect(households.reduce((sum, own) => sum + own, 0)).toBe(figures.households)
    expect([Math.min(...households), Math.max(...households)]).toEqual([figures.fewest, figures.most])
  })

  it('all of them together: what can be drawn is, the rest stays as it stands, each with its reason', async () => {
    const run = await ended({ scope: odd.street })
    const { unplanned, figures } = run.proposals[0]!
    expect(unplanned.map(({ community, reason }) => [community, reason])).toEqual([
      [odd.nobody, 'nobody-lives-here'],
      [odd.one, 'below-minimum'],
      [odd.few, 'below-minimum'],
      [odd.largeBuilding, 'atom-above-maximum'],
      [odd.island, 'disconnected'],
    ])
    const opened = await open(run.id)
    const plan = getPlan.answer.parse((await served.ask(`/api/plans/${opened.body.id}?county=${SMALL_COUNTY}`)).body)
    expect(plan.figures.length).toBe(figures.grids)
    expect(plan.figures.reduce((sum, { households }) => sum + households, 0)).toBe(figures.households)
  })

  it('a norm that contradicts itself is the reason for every community', async () => {
    const run = await ended({ scope: odd.street, norm: [400, 200] })
    expect(run.proposals).toEqual([])
    expect(new Set(run.unplanned.map(({ reason }) => reason))).toEqual(new Set(['norm-contradicts']))
  })

  it('more runs than can wait are refused with words, not as a fault of the server; the others end', async () => {
    const begun = await Promise.all(
      Array.from({ length: autoplanLimits.runs + 1 }, () => start({ scope: odd.largeCompound })),
    )
    const refused = begun.filter(({ status }) => status !== 202)
    expect(refused).toMatchObject([{ status: 429, body: { code: 'too-many-runs' } }])
    for (const { status, body } of begun)
      if (status === 202) await served.ask(`/api/autoplans/${body.id}?county=${SMALL_COUNTY}`, { method: 'DELETE' })
    expect((await ended({ scope: odd.one })).state).toBe('done')
  })
})
