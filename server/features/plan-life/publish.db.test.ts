import { Router } from 'express'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listAreas } from '#domain/contract/county.ts'
import { getPlanChanges, type PlanChanges } from '#domain/contract/plan-life.ts'
import { rebuildIssues } from '#server/issue/rebuild-issues.ts'
import { verifyHistories } from '#server/issue/verify-history.ts'
import { fileIssues } from '#server/issue/write-issues.ts'
import { beginPlans } from '#server/plan-life/begin-plans.ts'
import { placeClosedIssuesLeft } from '#server/plan-life/place-closed-issues.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { addBuildings, createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { countyRoutes } from '../county/county.route.ts'
import { planRoutes } from '../plan/plan.route.ts'
import { planLifeRoutes } from './plan-life.route.ts'

const west = '370699001001001'
const east = '370699002001001'
const community = '370699001001'
/** Halves the western grid: its north gets a code of its own. */
const split = {
  kind: 'split',
  face: west,
  line: [
    [119.9, 37.05],
    [120.11, 37.05],
  ],
  keep: 'right',
  code: `${community}900`,
  name: '安泰社区北网格',
}

describe('publishing a plan', () => {
  const database = withDatabase()
  let served: ServedRoutes
  let now = new Date('2026-11-20T04:00:00Z')
  let planner: Record<string, string>
  let district: Record<string, string>

  beforeAll(async () => {
    const { db } = database
    await createSmallCounty(db)
    await addBuildings(db)
    served = await serveRoutes(
      db,
      (context) => Router().use(planRoutes(context), planLifeRoutes(context), countyRoutes(context)),
      () => now,
    )
    planner = await actAs(served.context, { role: 'planner' })
    district = await actAs(served.context, { role: 'district' })
    const path = `/${SMALL_COUNTY}/370699001/${community}/${west}/`
    await actAs(served.context, { role: 'grid-worker', unit: west, path, name: '第一网格员' })
  })
  afterAll(() => served.close())

  const file = async (count: number, latitude: number, unit: string | null = null) =>
    fileIssues(
      database.db,
      SMALL_COUNTY,
      Array.from({ length: count }, (_, n) => ({
        filing: {
          category: 'lamp',
          source: 'patrol' as const,
          title: '路灯不亮',
          place: '滨海路',
          emergency: false,
          longitude: 120.01 + n * 1e-5,
          latitude,
          answerBy: now.getTime() + 3_600_000,
          finishBy: now.getTime() + 7_200_000,
        },
        at: now.getTime() - 3_600_000,
        actor: 'x',
        acts:
          unit === null ? [] : [{ act: { kind: 'assign', unit } as const, at: now.getTime() - 3_500_000, actor: 'x' }],
      })),
    )
  const draw = async (operations: object[], scope?: string) => {
    const { body } = await served.ask(`/api/plans?county=${SMALL_COUNTY}`, {
      method: 'POST',
      headers: planner,
      body: { name: '调整方案', operations, ...(scope ? { scope } : {}) },
    })
    return String(body.id)
  }
  const act = (plan: string, headers: Record<string, string>, body: object) =>
    served.ask(`/api/plans/${plan}/acts?county=${SMALL_COUNTY}`, {
      method: 'POST',
      headers,
      body: { expectedVersion: 0, ...body },
    })
  const approve = async (plan: string) => {
    expect((await act(plan, planner, { act: 'submit' })).status).toBe(200)
    expect((await act(plan, district, { act: 'approve' })).status).toBe(200)
  }
  const publish = async (plan: string, day: string) => {
    await approve(plan)
    return act(plan, planner, { act: 'publish', day })
  }
  const changesOf = async (plan: string): Promise<PlanChanges> => {
    const { body } = await served.ask(`/api/plans/${plan}/changes?county=${SMALL_COUNTY}`)
    return getPlanChanges.answer.parse(body)
  }
  const grids = (level: 'grid' | 'micro_grid' = 'grid') =>
    database.db.query<{ code: string; valid_from: string; valid_to: string | null }>(
      `select code, valid_from::text, valid_to::text from ${level} where county = $1::text order by valid_from, code`,
      [SMALL_COUNTY],
    )
  const standing = async () =>
    (await grids()).filter((row) => row.valid_to === null).map(({ code, valid_from }) => [code, valid_from])
  const reset = async () => {
    const { db } = database
    await db.query('delete from plan')
    await db.query('delete from issue_placing')
    await db.query(`delete from grid where valid_from > '2020-01-01'`)
    await db.query(`delete from micro_grid where valid_from > '2020-01-01'`)
    await db.query('update grid set valid_to = null')
    await db.query('update micro_grid set valid_to = null')
    await db.query(
      `update building b set micro_grid = (select min(m.code) from micro_grid m where st_intersects(m.geom, b.geom))`,
    )
    await db.query(`update issue set state = 'closed', standing = null, grid = $1::text, micro_grid = $2::text`, [
      west,
      `${west}01`,
    ])
    await db.query(`update post set unit = $1::text where role = 'grid-worker'`, [west])
    await db.query(`select append_feed($1::text, 'layer', 'grid', 1, null)`, [SMALL_COUNTY])
  }
  beforeEach(async () => {
    now = new Date(now.getTime() + 60_000)
    await reset()
  })

  it('closes the rows that change, opens new ones on the day, and keeps those that stay', async () => {
    const plan = await draw([split], '370699001')
    expect(
      (await changesOf(plan)).changes.map(({ level, kind, before, after }) => [level, kind, before?.code, after?.code]),
    ).toEqual([
      ['grid', 'changed', west, west],
      ['grid', 'border', east, east],
      ['grid', 'opened', undefined, `${community}002`],
      ['micro-grid', 'border', `${east}01`, `${east}01`],
      ['micro-grid', 'changed', `${west}01`, `${west}01`],
      ['micro-grid', 'opened', undefined, `${community}00201`],
    ])
    const answer = await publish(plan, '2026-11-20')
    expect(answer.body).toMatchObject({ state: 'published', day: '2026-11-20' })
    expect(await standing()).toEqual([
      [west, '2026-11-20'],
      [`${community}002`, '2026-11-20'],
      [east, '2026-11-20'],
    ])
    expect(
      (await grids()).filter((row) => row.valid_to !== null).map(({ code, valid_to }) => [code, valid_to]),
    ).toEqual([
      [west, '2026-11-20'],
      [east, '2026-11-20'],
    ])
    expect((await grids('micro_grid')).filter((row) => row.valid_to === null).map((row) => row.code)).toEqual([
      `${west}01`,
      `${community}00201`,
      `${east}01`,
    ])
  })

  it('moves buildings, workers and households with the ground, and tells them before', async () => {
    // on the border to the east, where the cut meets it, and on the cut itself
    await database.db.query(
      `insert into building (county, code, micro_grid, geom)
       select $1::text, 'border ' || n, $2::text, st_setsrid(st_makepoint(longitude, latitude), 4326)
       from (values (1, 120.1, 37.02), (2, 120.1, 37.08), (3, 120.1, 37.05), (4, 120.05, 37.05)) b (n, longitude, latitude)`,
      [SMALL_COUNTY, `${west}01`],
    )
    const plan = await draw([split, { kind: 'merge', into: split.code, from: west }])
    const told = await changesOf(plan)
    expect(told.workers).toEqual([
      {
        title: '第一网格员',
        from: { code: west, name: '安泰社区第一网格' },
        to: { code: `${community}002`, name: split.name },
      },
    ])
    const [all] = await database.db.query<{ west: number; all: number }>(
      `select sum(households) filter (where st_x(geom) < 120.1)::int as west, sum(households)::int as all from building`,
    )
    expect(told.households).toEqual({ moved: all!.west, all: all!.all })
    expect((await publish(plan, '2026-11-20')).status).toBe(200)
    const posts = await database.db.query(`select unit, path from post where role = 'grid-worker'`)
    expect(posts).toEqual([
      { unit: `${community}002`, path: `/${SMALL_COUNTY}/370699001/${community}/${community}002/` },
    ])
    const homes = await database.db.query<{ grid: string; micro_grids: number; households: number }>(
      `select left(micro_grid, 15) as grid, count(distinct micro_grid)::int as micro_grids,
         sum(households)::int as households from building group by 1 order by 1`,
    )
    // the micro-grid that was cut stays cut when its grids are joined again
    expect(homes).toEqual([
      { grid: `${community}002`, micro_grids: 2, households: all!.west },
      { grid: east, micro_grids: 1, households: all!.all - all!.west },
    ])
    const lost = await database.db.query(
      `select b.code, b.micro_grid from building b
       where b.micro_grid is distinct from (
         select min(m.code) from micro_grid m where m.valid_to is null and st_intersects(m.geom, b.geom))`,
    )
    expect(lost).toEqual([])
    await database.db.query(`delete from building where code like 'border %'`)
  })

  it('moves issues to the grid that holds their place: written into the history of open ones, proven by the chain', async () => {
    await file(3, 37.02)
    const moving = await file(2, 37.08, west)
    await file(1, 37.09)
    const plan = await draw([split])
    expect((await changesOf(plan)).issues).toEqual({ moved: 3, open: 6 })
    await publish(plan, '2026-11-20')
    const { db } = database
    const rows = await db.query(
      `select grid, micro_grid, count(*)::int as issues from issue where state <> 'closed' group by 1, 2 order by 1`,
    )
    expect(rows).toEqual([
      { grid: west, micro_grid: `${west}01`, issues: 3 },
      { grid: `${community}002`, micro_grid: `${community}00201`, issues: 3 },
    ])
    const [handed] = await db.query('select unit, version, state from issue where number = $1::text', [
      moving[0]!.number,
    ])
    expect(handed).toEqual({ unit: `${community}002`, version: 3, state: 'assigned' })
    const [entry] = await db.query<{ detail: object }>(
      `select detail from issue_event where kind = 'regrid' and issue = $1::bigint`,
      [moving[0]!.id],
    )
    expect(entry!.detail).toEqual({ from: west, to: `${community}002`, unit: `${community}002`, reason: '调整方案' })
    expect((await verifyHistories(db, SMALL_COUNTY, () => {})).findings).toBe(0)
    const numbers = moving.map((one) => one.number)
    const stood = () => db.query('select * from issue where number = any ($1::text[]) order by id', [numbers])
    const before = await stood()
    await db.query(`update issue set unit = 'wrong', grid = grid where number = any ($1::text[])`, [numbers])
    await rebuildIssues(db, SMALL_COUNTY, { check: false })
    expect(await stood()).toEqual(before)
    await db.query('delete from issue where number = any ($1::text[])', [numbers])
    await rebuildIssues(db, SMALL_COUNTY, { check: false })
    expect(await stood()).toEqual(before)
  })

  it('closed issues follow in small steps, and one opened again meanwhile has it in its history', async () => {
    const { db } = database
    const filed = await file(3, 37.08)
    const close = (issues: typeof filed) =>
      db.query(`update issue set state = 'closed', standing = null where number = any ($1::text[])`, [
        issues.map((one) => one.number),
      ])
    await close(filed)
    await publish(await draw([split]), '2026-11-20')
    const places = () =>
      db.query<{ grid: string; micro_grid: string }>(
        'select distinct grid, micro_grid from issue where number = any ($1::text[])',
        [filed.map((one) => one.number)],
      )
    expect(await places()).toEqual([{ grid: west, micro_grid: `${west}01` }])
    // all are open by their histories; one of them stays so
    await rebuildIssues(db, SMALL_COUNTY, { check: false })
    await close(filed.slice(1))
    const ran = await Promise.all([placeClosedIssuesLeft(db, now), placeClosedIssuesLeft(db, now)])
    expect(ran[0]! + ran[1]!).toBeGreaterThanOrEqual(2)
    expect(await places()).toEqual([{ grid: `${community}002`, micro_grid: `${community}00201` }])
    expect(await db.query('select from issue_placing')).toEqual([])
    expect(
      await db.query(
        `select issue from issue_event where kind = 'regrid' and detail ->> 'from' = $1::text and issue = $2::bigint`,
        [west, filed[0]!.id],
      ),
    ).toHaveLength(1)
    expect(
      await db.query(
        `select from issue i where exists (select from grid g where g.valid_to is null and st_covers(g.geom, i.geom))
           and not exists (select from grid g where g.valid_to is null and g.code = i.grid and st_covers(g.geom, i.geom))`,
      ),
    ).toEqual([])
    expect((await verifyHistories(db, SMALL_COUNTY, () => {})).findings).toBe(0)
  })

  it('a later plan never gives a code again, even one that is closed', async () => {
    await publish(await draw([split]), '2026-11-20')
    const merged = await draw([{ kind: 'merge', into: west, from: `${community}002` }])
    expect((await publish(merged, '2026-11-20')).status).toBe(200)
    expect((await standing()).map(([code]) => code)).toEqual([west, east])
    const again = await draw([split])
    await publish(again, '2026-11-20')
    expect((await standing()).map(([code]) => code)).toEqual([west, `${community}003`, east])
    const none = await database.db.query(`select from grid where valid_to = valid_from and code = $1::text`, [
      `${community}002`,
    ])
    expect(none).toHaveLength(1)
    const states = await database.db.query<{ state: string }>('select state from plan order by updated_at, id')
    expect(states.map((row) => row.state).sort()).toEqual(['published', 'superseded', 'superseded'])
  })

  it('waits for its day, is published by the server once, and is withdrawn until then', async () => {
    const plan = await draw([split])
    expect((await publish(plan, '2026-12-01')).body.state).toBe('scheduled')
    expect(await beginPlans(database.db, new Date('2026-11-30T15:59:00Z'))).toEqual({ published: [], refused: [] })
    expect((await act(plan, planner, { act: 'withdraw' })).body.state).toBe('approved')
    expect(await beginPlans(database.db, new Date('2026-12-02T00:00:00Z'))).toEqual({ published: [], refused: [] })
    expect((await act(plan, planner, { act: 'publish', day: '2026-12-01' })).body.state).toBe('scheduled')
    const at = new Date('2026-11-30T16:01:00Z')
    const ran = await Promise.all([1, 2, 3].map(() => beginPlans(database.db, at)))
    expect(ran.flatMap((one) => one.published)).toEqual([plan])
    expect((await standing()).map(([, from]) => from)).toEqual(['2026-12-01', '2026-12-01', '2026-12-01'])
    expect((await act(plan, planner, { act: 'withdraw' })).body.code).toBe('begun')
  })

  it('a server that slept over the day publishes with the day that was named', async () => {
    const plan = await draw([split])
    await publish(plan, '2026-12-01')
    expect((await beginPlans(database.db, new Date('2026-12-09T00:00:00Z'))).published).toEqual([plan])
    expect((await standing())[0]).toEqual([west, '2026-12-01'])
  })

  it('a plan on grids that another publication changed is refused with the place, and on its day given back', async () => {
    const [one, other] = [await draw([split]), await draw([split])]
    await database.db.query(`update plan set base_date = '2026-11-19' where id = $1::text`, [other])
    await publish(other, '2026-12-01')
    expect((await publish(one, '2026-11-20')).status).toBe(200)
    const told = await served.ask(`/api/plans/${other}/life?county=${SMALL_COUNTY}`)
    expect(told.body.publishedSince).toEqual([expect.objectContaining({ day: '2026-11-20' })])
    const begun = await beginPlans(database.db, new Date('2026-12-01T00:00:00Z'))
    expect(begun).toEqual({ published: [], refused: [{ id: other, reason: 'ground-changed' }] })
    const life = await served.ask(`/api/plans/${other}/life?county=${SMALL_COUNTY}`)
    expect(life.body).toMatchObject({ state: 'approved', day: null })
    expect(JSON.stringify(life.body.acts)).toContain('ground-changed')
    expect(await beginPlans(database.db, new Date('2026-12-02T00:00:00Z'))).toEqual({ published: [], refused: [] })
  })

  it('the database audits what is opened: ground over other ground is refused with codes and place, and nothing is left', async () => {
    const plan = await draw([split])
    await approve(plan)
    await database.db.query(
      `insert into grid (county, code, valid_from, community, name, geom)
       values ($1::text, 'X', '2026-11-20', $2::text, 'X', st_multi(st_makeenvelope(120.02, 37.06, 120.03, 37.07, 4326)))`,
      [SMALL_COUNTY, community],
    )
    await database.db.query(`update plan set base_date = '2026-11-19' where id = $1::text`, [plan])
    const before = await grids()
    const answer = await act(plan, planner, { act: 'publish', day: '2026-11-20' })
    expect(answer.body).toMatchObject({ status: 409, code: 'audit-failed' })
    expect(answer.body.detail).toMatch(/370699001001002 and X would lie over each other at 120\.02\d*, 37\.06\d*/)
    expect(await grids()).toEqual(before)
    const life = await served.ask(`/api/plans/${plan}/life?county=${SMALL_COUNTY}`)
    expect(life.body.state).toBe('approved')
  })

  it('nothing is lost of what is filed while it is published', async () => {
    const { db } = database
    const plan = await draw([split])
    await approve(plan)
    let filing = true
    const filed: number[] = []
    const filers = [0, 1, 2].map(async () => {
      while (filing) filed.push(...(await file(2, 37.08)).map((one) => one.id))
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect((await act(plan, planner, { act: 'publish', day: '2026-11-20' })).status).toBe(200)
    await new Promise((resolve) => setTimeout(resolve, 50))
    filing = false
    await Promise.all(filers)
    const kept = await db.query<{ id: number; grid: string }>(
      'select id, grid from issue where id = any ($1::bigint[])',
      [filed],
    )
    expect(kept).toHaveLength(filed.length)
    expect(kept.filter((row) => row.grid !== `${community}002`)).toEqual([])
    expect((await verifyHistories(db, SMALL_COUNTY, () => {})).findings).toBe(0)
  })

  it('grids and their households are asked as of any day, before and after', async () => {
    await publish(await draw([split]), '2026-11-20')
    const counted = async (rest: string) => {
      const { body } = await served.ask(`/api/areas?county=${SMALL_COUNTY}${rest}`)
      const { areas } = listAreas.answer.parse(body)
      return areas.filter((area) => area.level === 'street').map(({ grids, households }) => ({ grids, households }))
    }
    const [all] = await database.db.query<{ west: number; east: number }>(
      `select sum(households) filter (where st_x(geom) < 120.1)::int as west,
         sum(households) filter (where st_x(geom) >= 120.1)::int as east from building`,
    )
    const of = (west: number) => [
      { grids: west, households: all!.west },
      { grids: 1, households: all!.east },
    ]
    expect(await counted('')).toEqual(of(2))
    expect(await counted('&asOf=2026-11-20')).toEqual(of(2))
    expect(await counted('&asOf=2026-11-19')).toEqual(of(1))
  })

  it('tells open pages of the layers it changed, where it changed them', async () => {
    const [{ sequence }] = (await database.db.query<{ sequence: number }>(
      'select max(sequence) as sequence from feed',
    )) as [{ sequence: number }]
    await publish(await draw([split], community), '2026-11-20')
    const told = await database.db.query(
      `select distinct kind, case when kind = 'layer' then id else '' end as id, west, north from feed
       where sequence > $1::bigint and kind = 'layer' order by 2`,
      [sequence],
    )
    expect(told).toEqual([
      { kind: 'layer', id: 'building', west: 120, north: 37.1 },
      { kind: 'layer', id: 'grid', west: 120, north: 37.1 },
      { kind: 'layer', id: 'micro_grid', west: 120, north: 37.1 },
    ])
  })
})
