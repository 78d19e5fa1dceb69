import { Router } from 'express'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actOnPlan, type PlanLife } from '#domain/contract/plan-life.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { planRoutes } from '../plan/plan.route.ts'
import { planLifeRoutes } from './plan-life.route.ts'

const street = '370699001'
const grid = '370699001001001'
const split = {
  kind: 'split',
  face: grid,
  line: [
    [119.9, 37.05],
    [120.11, 37.05],
  ],
  keep: 'right',
  code: '370699001001900',
  name: '北',
}

describe('the life of a plan', () => {
  const database = withDatabase()
  let served: ServedRoutes
  let planner: Record<string, string>
  let district: Record<string, string>
  let plan = ''
  beforeAll(async () => {
    await createSmallCounty(database.db)
    served = await serveRoutes(
      database.db,
      (context) => Router().use(planRoutes(context), planLifeRoutes(context)),
      new Date('2026-11-20T04:00:00Z'),
    )
    planner = await actAs(served.context, { role: 'planner' })
    district = await actAs(served.context, { role: 'district' })
  })
  afterAll(() => served.close())

  const address = (rest: string) => `/api/plans/${plan}/${rest}?county=${SMALL_COUNTY}`
  const act = async (headers: Record<string, string>, body: object, expectedVersion = 0) =>
    served.ask(address('acts'), { method: 'POST', headers, body: { expectedVersion, ...body } })
  const done = async (headers: Record<string, string>, body: object): Promise<PlanLife> => {
    const answer = await act(headers, body)
    expect(answer.body).toMatchObject({ id: plan })
    return actOnPlan.answer.parse(answer.body)
  }
  const comment = (headers: Record<string, string>, body: object) =>
    served.ask(address('comments'), { method: 'POST', headers, body })

  beforeEach(async () => {
    const made = await served.ask(`/api/plans?county=${SMALL_COUNTY}`, {
      method: 'POST',
      headers: planner,
      body: { name: '滨海方案', scope: street, operations: [split] },
    })
    plan = String(made.body.id)
  })

  it('goes from a draft to the day it waits for, each act with its author, audited and announced', async () => {
    expect((await done(planner, { act: 'submit' })).state).toBe('submitted')
    expect((await done(district, { act: 'approve' })).state).toBe('approved')
    const waiting = await done(planner, { act: 'publish', day: '2027-01-01' })
    expect(waiting).toMatchObject({ state: 'scheduled', day: '2027-01-01', today: '2026-11-20' })
    expect(waiting.acts.map(({ act, actor, day }) => [act, actor, day])).toEqual([
      ['submit', 'planner 370699', null],
      ['approve', 'district 370699', null],
      ['publish', 'planner 370699', '2027-01-01'],
    ])
    expect(await done(planner, { act: 'withdraw' })).toMatchObject({ state: 'approved', day: null })
    const audited = await database.db.query<{ action: string; path: string }>(
      'select action, path from audit where subject = $1::text order by id',
      [plan],
    )
    expect(audited.map((row) => row.action)).toEqual(['plan.submit', 'plan.approve', 'plan.publish', 'plan.withdraw'])
    expect(audited[0]!.path).toBe(`/${SMALL_COUNTY}/${street}/`)
    const told = await database.db.query(`select from feed where kind = 'plan' and id = $1::text`, [plan])
    expect(told).toHaveLength(5)
  })

  it('is returned with comments on the map, settled, submitted again and approved', async () => {
    await done(planner, { act: 'submit' })
    expect((await act(planner, { act: 'submit' })).body).toMatchObject({ status: 409, code: 'not-now' })
    const said = await comment(district, { text: '  这条边界请沿路画 ', place: [120.05, 37.05] })
    expect(said.status).toBe(201)
    expect(said.body.comments).toMatchObject([
      { text: '这条边界请沿路画', place: [120.05, 37.05], actor: 'district 370699', settled: null },
    ])
    expect((await act(district, { act: 'approve' })).body.code).toBe('comments-open')
    expect((await act(district, { act: 'return' })).status).toBe(400)
    const returned = await done(district, { act: 'return', reason: '边界未沿路' })
    expect(returned).toMatchObject({ state: 'draft', acts: [{}, { act: 'return', reason: '边界未沿路' }] })
    const id = returned.comments[0]!.id
    const settle = (settled: boolean) =>
      served.ask(address(`comments/${id}`), { method: 'PATCH', headers: planner, body: { settled } })
    expect((await settle(true)).body.comments).toMatchObject([{ settled: { actor: 'planner 370699' } }])
    expect((await settle(false)).body.comments).toMatchObject([{ settled: null }])
    await settle(true)
    await done(planner, { act: 'submit' })
    expect((await done(district, { act: 'approve' })).state).toBe('approved')
  })

  it('takes no steps while others look at it, and is taken back by those who draw', async () => {
    await done(planner, { act: 'submit' })
    const step = () =>
      served.ask(address('operations'), { method: 'POST', headers: planner, body: { expectedVersion: 0, drop: 1 } })
    expect((await step()).body.code).toBe('plan-not-draft')
    expect((await done(planner, { act: 'recall' })).state).toBe('draft')
    expect((await step()).status).toBe(200)
  })

  it('is acted on by those whose role and area it is, told why where it is not', async () => {
    expect((await act({}, { act: 'submit' })).body).toMatchObject({ status: 401, code: 'sign-in-needed' })
    const elsewhere = { unit: '370699002', path: `/${SMALL_COUNTY}/370699002/` }
    const other = await actAs(served.context, { role: 'planner', ...elsewhere })
    expect((await act(other, { act: 'submit' })).body).toMatchObject({ status: 403, code: 'outside-scope' })
    expect((await comment(other, { text: '?' })).body).toMatchObject({ status: 403, code: 'outside-scope' })
    await done(planner, { act: 'submit' })
    const own = await actAs(served.context, { role: 'street', unit: street, path: `/${SMALL_COUNTY}/${street}/` })
    expect((await act(own, { act: 'approve' })).body.code).toBe('above-your-level')
    expect((await comment(own, { text: '街道意见' })).status).toBe(201)
    expect((await act(planner, { act: 'approve' })).body.code).toBe('not-your-role')
    const worker = await actAs(served.context, { role: 'grid-worker' })
    expect((await comment(worker, { text: '?' })).body.code).toBe('not-allowed')
    expect((await act(district, { act: 'approve' }, 7)).body.code).toBe('comments-open')
  })

  it('is decided at the version that was looked at, and by one of two', async () => {
    expect((await act(planner, { act: 'submit' }, 3)).body).toMatchObject({ status: 409, code: 'plan-changed' })
    const both = await Promise.all([act(planner, { act: 'submit' }), act(planner, { act: 'submit' })])
    expect(both.map((one) => one.status).sort()).toEqual([200, 409])
  })

  it('nobody approves what they submitted, nor publishes into the past', async () => {
    const administrator = await actAs(served.context, { role: 'administrator' })
    await done(administrator, { act: 'submit' })
    expect((await act(administrator, { act: 'approve' })).body).toMatchObject({ status: 403, code: 'own-submission' })
    await done(district, { act: 'approve' })
    expect((await act(planner, { act: 'publish', day: '2026-11-19' })).body).toMatchObject({
      status: 409,
      code: 'day-past',
      path: 'body.day',
    })
  })

  it('offers everyone who looks what they may do, with the reason where not', async () => {
    const life = async (headers: Record<string, string>) => (await served.ask(address('life'), { headers })).body
    expect(await life({})).toMatchObject({
      mayComment: false,
      offers: [{ act: 'submit', refused: 'sign-in-needed' }, {}, {}, {}, {}, {}],
    })
    expect(await life(planner)).toMatchObject({
      mayComment: true,
      offers: [{ act: 'submit', refused: null }, {}, {}, {}, {}, {}],
    })
    expect((await served.ask(`/api/plans/aaaaaaaaaaaa/life?county=${SMALL_COUNTY}`)).body.code).toBe('unknown-plan')
  })
})
