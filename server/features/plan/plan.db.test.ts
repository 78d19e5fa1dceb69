import { createServer } from 'node:http'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  getPlan,
  getPlanBase,
  listPlanScopes,
  listPlans,
  type Plan,
  type PlanOperation,
  planLimits,
} from '#domain/contract/plan.ts'
import { replay } from '#domain/partition/draft.ts'
import { gridOf } from '#domain/partition/ground.ts'
import { toPosition } from '#domain/partition/lattice.ts'
import { openBase } from '#domain/partition/open-base.ts'
import { createAccounts } from '#server/account/accounts.ts'
import { createFeedReader } from '#server/feed.ts'
import { answerProblem } from '#server/http.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { testLog } from '#server/test-support/test-log.ts'
import { planRoutes } from './plan.route.ts'

const now = new Date('2026-11-20T04:00:00Z')
const west = '370699001001001'
const east = '370699002001001'
const north: [number, number][] = [
  [119.9, 37.05],
  [120.11, 37.05],
]
const split: Extract<PlanOperation, { kind: 'split' }> = {
  kind: 'split',
  face: west,
  line: north,
  keep: 'right',
  code: '370699001001002',
  name: '北',
}

const sumOf = (numbers: ArrayLike<number>) => Array.from(numbers).reduce((a, b) => a + b, 0)

describe('plans', () => {
  const database = withDatabase()
  let url = ''
  let close = async () => {}

  beforeAll(async () => {
    const { db } = database
    await createSmallCounty(db)
    await db.query(
      `insert into compound (county, code, name, geom)
       values ($1::text, 'C1', '锦绣花园', st_multi(st_makeenvelope(120.01, 37.01, 120.02, 37.09, 4326)))`,
      [SMALL_COUNTY],
    )
    await db.query(
      `insert into building (county, code, compound, households, elderly, geom)
       select $1::text, 'B' || n, case when n % 2 = 0 then 'C1' end, n, 3,
         st_setsrid(st_makepoint(120.0015 + (n % 20) * 0.0099, 37.001 + n * 0.0019), 4326)
       from generate_series(1, 50) n`,
      [SMALL_COUNTY],
    )
    await db.query(
      `insert into issue (county, id, filed_at, number, category, source, state, title, grid, answer_by, finish_by, geom)
       select $1::text, n, timestamptz '2026-11-01 00:00Z' - n * interval '20 days', 'T' || n, 'lamp', 'patrol', 'handling', '', $2::text,
         now(), now(), st_setsrid(st_makepoint(120.05, 37.02), 4326)
       from generate_series(1, 30) n`,
      [SMALL_COUNTY, west],
    )
    const feed = createFeedReader(db, testLog)
    await feed.ready
    const environment = {
      databaseUrl: undefined,
      dataDirectory: '',
      port: 0,
      host: '',
      publicUrl: undefined,
      provider: null,
      logLevel: 'silent' as const,
      statementTimeoutSeconds: 30,
      poolSize: 4,
      live: false,
      heatBytes: 16 * 1024 * 1024,
      photoDirectory: undefined,
      bucket: null,
      production: false,
    }
    const app = express()
    app.use(
      express.json({ limit: '1mb' }),
      planRoutes({ db, feed, accounts: createAccounts(db, () => now), log: testLog, environment, now: () => now }),
      answerProblem(testLog),
    )
    const server = createServer(app)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const bound = server.address()
    url = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`
    close = async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await feed.close()
    }
  })
  afterAll(() => close())

  const send = async (method: string, address: string, body?: unknown) => {
    const response = await fetch(`${url}${address}`, {
      method,
      ...(body === undefined
        ? {}
        : {
            body: typeof body === 'string' ? body : JSON.stringify(body),
            headers: { 'Content-Type': 'application/json' },
          }),
    })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  const ofCounty = `county=${SMALL_COUNTY}`
  const create = async (body: object): Promise<Plan> => {
    const answer = await send('POST', `/api/plans?${ofCounty}`, body)
    expect(answer.status).toBe(201)
    return getPlan.answer.parse(answer.body)
  }
  const change = (plan: Plan, body: object) => send('POST', `/api/plans/${plan.id}/operations?${ofCounty}`, body)
  const households = (plan: Plan) => plan.figures.reduce((sum, figure) => sum + figure.households, 0)

  it('the base holds the grids of a scope, locked neighbours, and what is counted; nothing of single persons', async () => {
    const answer = await send('GET', `/api/plan-base?${ofCounty}&scope=370699001`)
    const base = getPlanBase.answer.parse(answer.body)
    expect(base.scope).toEqual({ code: '370699001', name: '滨海街道', level: 'street' })
    expect(base.asOf).toBe('2026-11-20')
    expect(base.grids.map(({ code, locked }) => [code, locked])).toEqual([
      [west, false],
      [east, true],
    ])
    expect(base.norm).toEqual([200, 400])
    expect(base.compounds).toEqual([{ code: 'C1', name: '锦绣花园' }])
    expect(JSON.stringify(answer.body)).not.toContain('elderly')
    const { findings, census, points } = openBase(base)
    expect(sumOf(points.issues)).toBe(17)
    expect(findings).toEqual([])
    expect(census.outside).toEqual([])
    const whole = getPlanBase.answer.parse((await send('GET', `/api/plan-base?${ofCounty}`)).body)
    expect(whole.grids.every((grid) => !grid.locked)).toBe(true)
    expect(sumOf(openBase(whole).points.households)).toBe((50 * 51) / 2)
  })

  it('lists what a plan can be about, with its grids', async () => {
    const { scopes } = listPlanScopes.answer.parse((await send('GET', `/api/plan-scopes?${ofCounty}`)).body)
    expect(scopes.map(({ code, level, grids }) => [code, level, grids])).toEqual([
      ['370699', 'county', 2],
      ['370699001', 'street', 1],
      ['370699002', 'street', 1],
      ['370699001001', 'community', 1],
      ['370699002001', 'community', 1],
    ])
  })

  it('the base of a day before the grids stood is empty, not an error', async () => {
    const base = getPlanBase.answer.parse((await send('GET', `/api/plan-base?${ofCounty}&asOf=1999-01-01`)).body)
    expect(base.grids).toEqual([])
    expect(openBase(base).points.x).toHaveLength(0)
  })

  it('borders move by vertices: both sides are counted anew, and what meets another border is refused with its place', async () => {
    const plan = await create({ name: 'vertices', operations: [split] })
    const [from, to] = split.line as [[number, number], [number, number]]
    const middle: [number, number] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]
    const known = getPlanBase.answer.parse((await send('GET', `/api/plan-base?${ofCounty}`)).body)
    const { draft } = openBase(known)
    const cut = replay(draft, [split])
    const arc = [...cut.draft.partition.arcs.values()].find(
      ({ left, right }) =>
        left !== null &&
        right !== null &&
        [left, right]
          .map((face) => gridOf(cut.draft, face))
          .sort()
          .join() === [west, split.code].sort().join(),
    )!
    const between = [arc.points.slice(0, 2), arc.points.slice(-2)].map(([x, y]) => toPosition(x!, y!)) as [
      [number, number],
      [number, number],
    ]
    const bent: [number, number] = [middle[0], middle[1] - 0.02]
    const insert: PlanOperation = { kind: 'insert-vertex', between, at: bent }
    const grown = getPlan.answer.parse((await change(plan, { expectedVersion: 0, operations: [insert] })).body)
    const of = ({ figures }: Plan, code: string) => figures.find((figure) => figure.code === code)!.households
    expect(of(grown, split.code)).toBeGreaterThan(of(plan, split.code))
    expect(of(grown, split.code) + of(grown, west)).toBe(of(plan, split.code) + of(plan, west))
    const moved = await change(plan, {
      expectedVersion: 1,
      operations: [{ kind: 'move-vertex', at: bent, to: [bent[0], 36] }],
    })
    expect(moved).toMatchObject({ status: 422, body: { code: 'crosses-border' } })
    expect(String(moved.body.detail)).toMatch(/ at 120\.\d+, 37\.\d+/)
    const back = getPlan.answer.parse(
      (await change(plan, { expectedVersion: 1, operations: [{ kind: 'delete-vertex', at: bent }] })).body,
    )
    expect(back.figures).toEqual(plan.figures)
  })

  it('a draft lives: made, split, undone, redone, renamed, listed, counted like the buildings themselves, removed', async () => {
    const made = await create({ name: ' 滨海方案 <b>; drop table plan', scope: '370699001' })
    expect(made).toMatchObject({
      name: '滨海方案 <b>; drop table plan',
      version: 0,
      steps: 0,
      scopeName: '滨海街道',
      state: 'draft',
    })
    const drawn = getPlan.answer.parse((await change(made, { expectedVersion: 0, operations: [split] })).body)
    expect(drawn).toMatchObject({ version: 1, steps: 1, broken: null })
    expect(households(drawn)).toBe(households(made))
    const [counted] = await database.db.query<{ north: number }>(
      `select sum(households)::integer as north from building
       where county = $1::text and st_x(geom) < 120.1 and st_y(geom) > 37.05`,
      [SMALL_COUNTY],
    )
    expect(drawn.figures.find((figure) => figure.code === split.code)?.households).toBe(counted!.north)
    const undone = getPlan.answer.parse((await change(made, { expectedVersion: 1, drop: 1 })).body)
    expect(undone).toMatchObject({ version: 2, steps: 0, operations: [] })
    expect(undone.figures).toEqual(made.figures)
    const swapped = await change(made, {
      expectedVersion: 2,
      operations: [split, { kind: 'merge', into: west, from: split.code }],
    })
    expect(getPlan.answer.parse(swapped.body).figures).toEqual(made.figures)
    expect((await send('PATCH', `/api/plans/${made.id}?${ofCounty}`, { name: '二稿' })).body.name).toBe('二稿')
    const { plans } = listPlans.answer.parse((await send('GET', `/api/plans?${ofCounty}`)).body)
    expect(plans.find((plan) => plan.id === made.id)).toMatchObject({ name: '二稿', version: 3, steps: 2 })
    const told = await database.db.query<{ version: number }>(
      `select version from feed where county = $1::text and kind = 'plan' and id = $2::text order by sequence`,
      [SMALL_COUNTY, made.id],
    )
    expect(told.map((row) => row.version)).toEqual([0, 1, 2, 3, 3])
    expect((await send('DELETE', `/api/plans/${made.id}?${ofCounty}&expectedVersion=2`)).status).toBe(409)
    expect((await send('DELETE', `/api/plans/${made.id}?${ofCounty}&expectedVersion=3`)).body).toEqual({
      removed: true,
    })
    expect((await send('GET', `/api/plans/${made.id}?${ofCounty}`)).body.code).toBe('unknown-plan')
  })

  it('of two editors on one version one wins, the other is told the newest version', async () => {
    const plan = await create({ name: 'two' })
    const answers = await Promise.all([1, 2, 3, 4].map(() => change(plan, { expectedVersion: 0, operations: [split] })))
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409])
    const late = await change(plan, { expectedVersion: 0, operations: [split] })
    expect(late.body).toMatchObject({ code: 'plan-changed', path: 'body.expectedVersion' })
    expect(late.headers.get('plan-version')).toBe('1')
    const { body } = await send('GET', `/api/plans/${plan.id}?${ofCounty}`)
    expect(body).toMatchObject({ version: 1, steps: 1 })
  })

  it('refuses illegal steps with reason and place, and stores none of the request', async () => {
    const plan = await create({ name: 'illegal', scope: '370699001' })
    const inside = {
      ...split,
      line: [
        [119.9, 37.05],
        [120.05, 37.05],
      ],
    }
    const refused = await change(plan, {
      expectedVersion: 0,
      operations: [split, { ...inside, face: split.code, code: '9' }],
    })
    expect(refused).toMatchObject({ status: 422, body: { code: 'line-does-not-cross', path: 'body.operations.1' } })
    expect((await change(plan, { expectedVersion: 0, operations: [inside] })).body).toMatchObject({
      code: 'line-ends-inside',
      detail: expect.stringContaining('120.05, 37.05'),
    })
    expect(
      (await change(plan, { expectedVersion: 0, operations: [{ kind: 'merge', into: west, from: east }] })).body.code,
    ).toBe('face-locked')
    expect((await change(plan, { expectedVersion: 0, drop: 1 })).body.code).toBe('nothing-to-drop')
    expect((await send('GET', `/api/plans/${plan.id}?${ofCounty}`)).body).toMatchObject({ version: 0, steps: 0 })
  })

  it.each([
    ['POST', '/api/plans?county=370699', '{"name":', 400],
    ['POST', '/api/plans?county=370699', { name: '' }, 400],
    ['POST', '/api/plans?county=370699', { name: 'a\u0000b' }, 400],
    ['POST', '/api/plans?county=370699', { name: 'x'.repeat(planLimits.nameLength + 1) }, 400],
    ['POST', '/api/plans?county=370699', { name: 'x', scope: '370699009' }, 404],
    ['POST', '/api/plans?county=370699', { name: 'x', scope: "' or 1=1" }, 400],
    ['POST', '/api/plans?county=370699', { name: 'x', baseDate: '2026-02-31' }, 400],
    [
      'POST',
      '/api/plans?county=370699',
      {
        name: 'x',
        operations: [
          {
            ...split,
            line: [
              [37, 120],
              [38, 121],
            ],
          },
        ],
      },
      400,
    ],
    [
      'POST',
      '/api/plans?county=370699',
      {
        name: 'x',
        operations: [
          {
            ...split,
            line: [
              [12, 37],
              [13, 37],
            ],
          },
        ],
      },
      422,
    ],
    ['POST', '/api/plans?county=370699', { name: 'x', operations: [{ ...split, line: [[0, 0]] }] }, 400],
    ['POST', '/api/plans?county=370699', { name: 'x', operations: [{ ...split, sql: 1 }] }, 400],
    ['POST', '/api/plans?county=370699', { name: 'x', operations: Array(501).fill(split) }, 400],
    ['POST', '/api/plans?county=999999', { name: 'x' }, 404],
    ['GET', '/api/plans?county=1', undefined, 400],
    ['GET', '/api/plan-base?county=999999', undefined, 404],
    ['GET', '/api/plan-base?county=370699&asOf=yesterday', undefined, 400],
    ['GET', '/api/plans/nope?county=370699', undefined, 400],
    ['GET', '/api/plans/aaaaaaaaaaaa?county=370699', undefined, 404],
    ['POST', '/api/plans/aaaaaaaaaaaa/operations?county=370699', { expectedVersion: 0 }, 404],
    ['PATCH', '/api/plans/aaaaaaaaaaaa?county=370699', { name: 'x' }, 404],
    ['DELETE', '/api/plans/aaaaaaaaaaaa?county=370699', undefined, 400],
  ])('refuses malformed request %#: %s %s', async (method, address, body, status) => {
    const answer = await send(method, address, body)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(answer.body.code).toBeTruthy()
  })

  it('a plan whose ground was imported anew is read with what still stands, never an error', async () => {
    const plan = await create({ name: 'broken', operations: [split], baseDate: '2026-11-19' })
    await database.db.query(`update grid set valid_from = '2026-11-20' where county = $1::text and code = $2::text`, [
      SMALL_COUNTY,
      west,
    ])
    await database.db.query(`select append_feed($1::text, 'layer', 'grid', 1, null)`, [SMALL_COUNTY])
    await expect
      .poll(async () => (await send('GET', `/api/plans/${plan.id}?${ofCounty}`)).body.broken, { timeout: 8000 })
      .toEqual({ index: 0, reason: 'unknown-face' })
    await database.db.query(`update grid set valid_from = '2020-01-01' where county = $1::text and code = $2::text`, [
      SMALL_COUNTY,
      west,
    ])
  })

  it('an anonymous caller cannot fill the county with plans; empty ones of yesterday make room', async () => {
    await database.db.query(
      `insert into plan (county, id, name, community, base_date, updated_at)
       select $1::text, lpad(n::text, 12, '0'), 'x', $1::text, '2026-11-20', $3::timestamptz from generate_series(1, $2::integer) n`,
      [SMALL_COUNTY, planLimits.plans, now],
    )
    expect((await send('POST', `/api/plans?${ofCounty}`, { name: 'one more' })).body.code).toBe('too-many-plans')
    await database.db.query(
      `update plan set updated_at = $2::timestamptz - interval '2 days' where county = $1::text and id < '000000000100'`,
      [SMALL_COUNTY, now],
    )
    await create({ name: 'room' })
  })
})
