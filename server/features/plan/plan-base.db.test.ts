import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getPlan, getPlanBase, type Plan, type PlanOperation } from '#domain/contract/plan.ts'
import { countAt } from '#domain/partition/area.ts'
import { takeCensus } from '#domain/partition/census.ts'
import { replay } from '#domain/partition/draft.ts'
import { openBase } from '#domain/partition/open-base.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { planRoutes } from './plan.route.ts'

const west = '370699001001001'
const east = '370699002001001'

describe('the base of a plan', () => {
  const database = withDatabase()
  let served: ServedRoutes

  beforeAll(async () => {
    await createSmallCounty(database.db)
    await database.db.query(
      `insert into building (county, code, households, elderly, geom)
       select $1::text, 'B' || n, n, 3, st_setsrid(st_makepoint(120.0015 + (n % 20) * 0.0099, 37.001 + n * 0.0019), 4326)
       from generate_series(1, 50) n`,
      [SMALL_COUNTY],
    )
    served = await serveRoutes(database.db, planRoutes, new Date('2026-11-20T04:00:00Z'))
  })
  afterAll(() => served.close())

  const base = async (scope: string, headers: Record<string, string> = {}) =>
    getPlanBase.answer.parse(
      (await served.ask(`/api/plan-base?county=${SMALL_COUNTY}&scope=${scope}`, { headers })).body,
    )

  it('holds micro-grids with their grids, those of locked neighbours too, and opens as both levels', async () => {
    const known = await base('370699001')
    expect(known.microGrids.code).toEqual([`${west}01`, `${east}01`])
    expect(known.microGridNorm).toEqual([20, 50])
    const { draft, findings } = openBase(known)
    expect(findings).toEqual([])
    expect(draft.grids.get(west)).toMatchObject({ locked: false, microGrids: [`${west}01`] })
    expect(draft.grids.get(east)).toMatchObject({ locked: true, microGrids: [`${east}01`] })
    expect([...draft.partition.faces.keys()].sort()).toEqual([`${west}01`, `${east}01`])
  })

  it('of a day without grids tells the first that has some, and of what is no day the value', async () => {
    const on = (asOf: string, scope = '370699001') =>
      served.ask(`/api/plan-base?county=${SMALL_COUNTY}&scope=${scope}&asOf=${asOf}`)
    const before = getPlanBase.answer.parse((await on('2019-12-31')).body)
    expect(before).toMatchObject({ asOf: '2019-12-31', begins: '2020-01-01', grids: [] })
    expect(openBase(before).draft.grids.size).toBe(0)
    const from = getPlanBase.answer.parse((await on('2020-01-01')).body)
    expect([from.grids.length, from.begins]).toEqual([2, null])
    expect((await on('2026-99-99')).body).toMatchObject({
      status: 400,
      code: 'invalid-request',
      path: 'query.asOf',
      detail: expect.stringContaining('query.asOf "2026-99-99": '),
    })
  })

  it('tells elderly people of buildings to those who draw for the area, and to nobody else', async () => {
    const { context } = served
    const street = `/${SMALL_COUNTY}/370699001/`
    const told = [
      await actAs(context, { role: 'planner' }),
      await actAs(context, { role: 'planner', unit: '370699001', path: street }),
      await actAs(context, { role: 'district' }),
    ]
    for (const headers of told) {
      const { points } = openBase(await base('370699001', headers))
      expect(Array.from(points.elderly ?? []).filter((elderly) => elderly === 3).length).toBe(points.elderly?.length)
    }
    const withheld = [
      {},
      await actAs(context, { role: 'viewer' }),
      await actAs(context, { role: 'leader' }),
      await actAs(context, { role: 'planner', unit: '370699002', path: `/${SMALL_COUNTY}/370699002/` }),
    ]
    for (const headers of withheld) expect(JSON.stringify(await base('370699001', headers))).not.toContain('elderly')
    // nor for more ground than a post is for
    expect((await base(SMALL_COUNTY, told[1])).points.elderly).toBeUndefined()
  })

  it('takes steps among micro-grids, and counts the grids they belong to as the page does', async () => {
    const headers = await actAs(served.context, { role: 'planner' })
    const ask = (address: string, body: object) =>
      served.ask(`${address}?county=${SMALL_COUNTY}`, { method: 'POST', headers, body })
    const made = getPlan.answer.parse((await ask('/api/plans', { name: '微网格' })).body)
    const operations: PlanOperation[] = [
      {
        kind: 'split',
        level: 'micro-grid',
        face: `${west}01`,
        line: [
          [120.05, 36.9],
          [120.05, 37.2],
        ],
        keep: 'left',
        code: `${west}02`,
        name: '二',
      },
      { kind: 'rename', level: 'micro-grid', face: `${west}02`, name: '二号微网格' },
    ]
    const cut = await ask(`/api/plans/${made.id}/operations`, { expectedVersion: 0, operations })
    expect(getPlan.answer.parse(cut.body).figures).toEqual(made.figures)
    const assign: PlanOperation = { kind: 'assign', microGrids: [`${west}02`], to: east }
    const given = await ask(`/api/plans/${made.id}/operations`, { expectedVersion: 1, operations: [assign] })
    const { figures } = getPlan.answer.parse(given.body)
    const opened = openBase(await base(SMALL_COUNTY))
    const { draft } = replay(opened.draft, [...operations, assign])
    const counted = { draft, census: takeCensus(draft.partition, opened.points) }
    const of = (plan: Pick<Plan, 'figures'>, code: string) =>
      plan.figures.find((figure) => figure.code === code)!.households
    expect(countAt(counted, opened.points, 'grid', east).households).toBe(of({ figures }, east))
    expect(countAt(counted, opened.points, 'micro-grid', `${west}02`).households).toBe(
      of({ figures }, east) - of(made, east),
    )
    expect(of({ figures }, east)).toBeGreaterThan(of(made, east))
    expect(countAt(counted, opened.points, 'grid', east).elderly).toBeNull()
  })
})
