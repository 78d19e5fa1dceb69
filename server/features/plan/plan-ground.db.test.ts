import { Router } from 'express'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getPlan, getPlanBase, type Plan } from '#domain/contract/plan.ts'
import { getPlanChanges } from '#domain/contract/plan-life.ts'
import { openBase } from '#domain/partition/open-base.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { addBuildings, createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { planLifeRoutes } from '../plan-life/plan-life.route.ts'
import { planRoutes } from './plan.route.ts'

const community = '370699001001'
const neighbour = '370699002001'
const west = `${community}001`
const east = `${neighbour}001`
const today = '2026-11-20'

const box = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
})
const grid = (code: string | null, name: string, ground: object, home = community) => ({
  ...{ code, name, kind: 'base', community: home, ground },
})

describe('a plan with ground of its own', () => {
  const database = withDatabase()
  let served: ServedRoutes
  let planner: Record<string, string>
  let district: Record<string, string>

  beforeAll(async () => {
    const { db } = database
    await createSmallCounty(db)
    await addBuildings(db)
    served = await serveRoutes(
      db,
      (context) => Router().use(planRoutes(context), planLifeRoutes(context)),
      new Date(`${today}T04:00:00Z`),
    )
    planner = await actAs(served.context, { role: 'planner' })
    district = await actAs(served.context, { role: 'district' })
  })
  afterAll(() => served.close())
  beforeEach(async () => {
    const { db } = database
    await db.query('delete from plan')
    for (const level of ['grid', 'micro_grid']) {
      await db.query(`delete from ${level} where valid_from > '2020-01-01'`)
      await db.query(`update ${level} set valid_to = null`)
    }
    await db.query(`select append_feed($1::text, 'layer', 'grid', 1, null)`, [SMALL_COUNTY])
  })

  const ofCounty = `county=${SMALL_COUNTY}`
  const post = (address: string, headers: Record<string, string>, body: object) =>
    served.ask(`/api/plans${address}?${ofCounty}`, { method: 'POST', headers, body })
  const begin = async (body: object): Promise<Plan> => {
    const answer = await post('', planner, { name: '新方案', ...body })
    expect(answer.body).toMatchObject({ version: 0 })
    return getPlan.answer.parse(answer.body)
  }
  const publish = async (plan: Plan) => {
    for (const [act, who] of [
      ['submit', planner],
      ['approve', district],
    ] as const)
      expect((await post(`/${plan.id}/acts`, who, { act, expectedVersion: plan.version })).status).toBe(200)
    return post(`/${plan.id}/acts`, planner, { act: 'publish', expectedVersion: plan.version, day: today })
  }
  const changesOf = async ({ id }: Plan) =>
    getPlanChanges.answer
      .parse((await served.ask(`/api/plans/${id}/changes?${ofCounty}`)).body)
      .changes.map(({ level, kind, before, after }) => [level, kind, before?.code ?? null, after?.code ?? null])
  const standing = (level: string) =>
    database.db.query<{ code: string; parent: string }>(
      `select code, ${level === 'grid' ? 'community' : 'grid'} as parent from ${level}
       where county = $1::text and valid_to is null order by code`,
      [SMALL_COUNTY],
    )
  const halves = {
    grids: [grid(null, '北', box(120, 37.05, 120.1, 37.1)), grid(west, '南', box(120, 37, 120.1, 37.05))],
    microGrids: [
      { code: `${west}01`, grid: west, name: '南微网格', ground: box(120, 37, 120.05, 37.05) },
      { code: null, grid: 0, name: '北微网格', ground: box(120, 37.05, 120.05, 37.1) },
    ],
  }

  it('begins empty: each community is one grid without a code of today', async () => {
    const plan = await begin({ from: 'empty' })
    expect(plan).toMatchObject({ from: 'empty', steps: 0 })
    expect(plan.figures.map(({ code, name, households }) => [code, name, households])).toEqual([
      [`${community}002`, '安泰社区', expect.any(Number)],
      [`${neighbour}002`, '松园社区', expect.any(Number)],
    ])
    expect(plan.figures.reduce((sum, figure) => sum + figure.households, 0)).toBe(1275)
    expect((await publish(plan)).body).toMatchObject({ state: 'published' })
    expect((await standing('grid')).map((row) => row.code)).toEqual([`${community}002`, `${neighbour}002`])
    // micro-grids that the plan does not know stay, under the new grids
    expect((await standing('micro_grid')).map((row) => row.parent)).toEqual([`${community}002`, `${neighbour}002`])
  })

  it('keeps the codes that stand, gives the others, and publishes both levels', async () => {
    const plan = await begin({ scope: community, from: { ground: halves } })
    const base = getPlanBase.answer.parse((await served.ask(`/api/plan-base?${ofCounty}&plan=${plan.id}`)).body)
    expect(base.grids.map(({ code, locked }) => [code, locked])).toEqual([
      [west, false],
      [`${community}002`, false],
      [east, true],
    ])
    const { draft } = openBase(base)
    expect(base.microGrids.code.map((code) => [code, draft.microGrids.get(code)?.grid])).toEqual([
      [`${west}01`, west],
      [`${community}002001`, `${community}002`],
      [`${east}01`, east],
    ])
    expect(await changesOf(plan)).toEqual([
      ['grid', 'changed', west, west],
      ['grid', 'border', east, east],
      ['grid', 'opened', null, `${community}002`],
      ['micro-grid', 'border', `${east}01`, `${east}01`],
      ['micro-grid', 'changed', `${west}01`, `${west}01`],
      ['micro-grid', 'opened', null, `${community}00201`],
    ])
    expect((await publish(plan)).body).toMatchObject({ state: 'published' })
    expect((await standing('grid')).map((row) => row.code)).toEqual([west, `${community}002`, east])
    expect(await standing('micro_grid')).toEqual([
      { code: `${west}01`, parent: west },
      { code: `${community}00201`, parent: `${community}002` },
      { code: `${east}01`, parent: east },
    ])
  })

  it('takes steps on its ground, and a code that only looks like one of today is given anew', async () => {
    const plan = await begin({
      scope: community,
      from: { ground: { grids: [grid('A-1', '全', box(120, 37, 120.1, 37.1))] } },
    })
    expect(plan.figures.map((figure) => figure.code)).toEqual([`${community}002`])
    const split = { kind: 'split', face: `${community}002`, keep: 'left', code: west, name: '东' }
    const line = [
      [120.05, 36.9],
      [120.05, 37.2],
    ]
    const answer = await post(`/${plan.id}/operations`, planner, {
      expectedVersion: 0,
      operations: [{ ...split, line }],
    })
    const drawn = getPlan.answer.parse(answer.body)
    expect((await publish(drawn)).body).toMatchObject({ state: 'published' })
    expect((await standing('grid')).map((row) => row.code)).toEqual([`${community}002`, `${community}003`, east])
    const copy = await begin({ scope: community, from: { plan: plan.id }, operations: [{ ...split, line }] })
    expect(copy).toMatchObject({ from: 'ground', steps: 1 })
  })

  it.each([
    ['community-outside', [grid(null, '外', box(120.1, 37, 120.2, 37.1), neighbour)]],
    ['code-twice', [grid('A', '一', box(120, 37, 120.05, 37.1)), grid('A', '二', box(120.05, 37, 120.1, 37.1))]],
    ['ground-overlaps', [grid(null, '一', box(120, 37, 120.06, 37.1)), grid(null, '二', box(120.05, 37, 120.1, 37.1))]],
    ['ground-overlaps', [grid(null, '越界', box(120, 37, 120.11, 37.1))]],
    ['ground-malformed', [grid(null, '线', box(120, 37, 120, 37.1))]],
    ['ground-too-wide', [grid(null, '远', box(100, 37, 120, 37.1))]],
  ])('refuses ground with %s, naming it', async (code, grids) => {
    const answer = await post('', planner, { name: '坏', scope: community, from: { ground: { grids } } })
    expect([answer.status, answer.body.code]).toEqual([422, code])
    expect(String(answer.body.detail)).toContain(
      code === 'code-twice' ? 'A' : code === 'ground-too-wide' ? '' : grids[0]!.name,
    )
  })

  it('does not publish ground that would leave a place without its grid, and says where', async () => {
    const plan = await begin({
      scope: community,
      from: { ground: { grids: [grid(west, '半', box(120, 37, 120.1, 37.05))] } },
    })
    const answer = await publish(plan)
    expect(answer.body).toMatchObject({
      code: 'ground-left-out',
      detail: expect.stringMatching(/120\.\d+, 37\.0[5-9]/),
    })
    expect((await standing('grid')).map((row) => row.code)).toEqual([west, east])
  })
})
