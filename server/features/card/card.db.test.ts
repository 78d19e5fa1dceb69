import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getCard } from '#domain/contract/card.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { cardRoutes } from './card.route.ts'

/** A Saturday, 14:00 in Shanghai. */
const now = new Date('2026-11-21T06:00:00Z')
const street = '370699001'
const community = '370699001001'
const grid = '370699001001001'

describe('cards', () => {
  const database = withDatabase()
  let served: ServedRoutes
  beforeAll(async () => {
    await fillPlaces()
    await fillIssues()
    served = await serveRoutes(database.db, cardRoutes, now)
  })
  afterAll(() => served.close())

  /** A grid of two micro-grids: one of 5 buildings with 60 households in all, one of a single inhabited building. */
  async function fillPlaces(): Promise<void> {
    const { db } = database
    await db.query(`insert into county (code, name, name_en, geom) values
      ('370699', '云帆区', 'Yunfan', st_multi(st_makeenvelope(120.6, 37.7, 120.9, 37.9, 4326)))`)
    await db.query(`insert into area (county, code, level, parent, path, name, geom)
      select '370699', code, level, parent, path, name, st_multi(st_makeenvelope(120.7, 37.75, 120.8, 37.85, 4326)) from (values
        ('370699', 'county', null, '/370699/', '云帆区'),
        ('${street}', 'street', '370699', '/370699/${street}/', '松园街道'),
        ('${community}', 'community', '${street}', '/370699/${street}/${community}/', '松园社区')) as t (code, level, parent, path, name)`)
    await db.query(`insert into grid (county, code, kind, community, name, geom) values
      ('370699', '${grid}', 'base', '${community}', '第1网格', st_multi(st_makeenvelope(120.7, 37.75, 120.75, 37.8, 4326))),
      ('370699', '${community}900', 'dedicated', '${community}', '园区网格', st_multi(st_makeenvelope(120.76, 37.76, 120.77, 37.77, 4326)))`)
    await db.query(`insert into micro_grid (county, code, grid, name, geom) values
      ('370699', '${grid}01', '${grid}', '1号微网格', st_multi(st_makeenvelope(120.7, 37.75, 120.72, 37.8, 4326))),
      ('370699', '${grid}02', '${grid}', '2号微网格', st_multi(st_makeenvelope(120.72, 37.75, 120.75, 37.8, 4326)))`)
    await db.query(`insert into compound (county, code, name, kind, walled, geom) values
      ('370699', 'c1', '锦绣花园', 'new town', true, st_multi(st_makeenvelope(120.7, 37.75, 120.72, 37.8, 4326)))`)
    await db.query(
      `insert into gate (county, compound, number, geom) values ('370699', 'c1', 1, st_setsrid(st_makepoint(120.7, 37.76), 4326))`,
    )
    await db.query(`insert into building (county, code, name, compound, micro_grid, floors, households, residents, elderly, geom)
      select '370699', 'b' || n, n || '号楼', case when n <= 5 then 'c1' end, '${grid}0' || case when n <= 5 then 1 else 2 end,
        6, case when n <= 6 then 12 else 0 end, 30, 7, st_setsrid(st_makepoint(120.7 + n * 0.003, 37.77), 4326) from generate_series(1, 7) n`)
    await db.query(`insert into station (county, code, name, level, services, hours, geom) values
      ('370699', 's1', '松园站', 'community', '{meals}', '[{"days":[1,2,3,4,5,6],"opensMinute":510,"closesMinute":1050}]', st_setsrid(st_makepoint(120.71, 37.78), 4326)),
      ('370699', 's2', '善治角', 'corner', '{}', '"broken"', st_setsrid(st_makepoint(121.5, 37.78), 4326))`)
  }

  async function fillIssues(): Promise<void> {
    const { db } = database
    await db.query(`insert into category (code, name, name_en) values ('pipe', '管道', 'Pipe')`)
    await db.query(
      `insert into issue (county, id, filed_at, number, category, source, state, title, street, community, grid, micro_grid, answer_by, finish_by, finished_at, geom)
       select '370699', n, $1::timestamptz, 'YF' || n, 'pipe', 'resident', state, '暖气管道爆裂', '${street}', '${community}', '${grid}', '${grid}01',
         $1::timestamptz, $1::timestamptz + make_interval(mins => minutes), case when finished then $1::timestamptz end,
         st_setsrid(st_makepoint(120.71, 37.77), 4326)
       from (values (1, 'handling', -10, false), (2, 'handling', 30, false), (3, 'closed', -10, true), (4, 'suspended', -10, false), (5, 'checking', -10, true))
         as t (n, state, minutes, finished)`,
      [now],
    )
    await db.query(
      `insert into issue_event (county, issue, sequence, at, kind, actor) values
        ('370699', 1, 1, $1::timestamptz, 'discover', 'worker'), ('370699', 1, 2, $1::timestamptz, 'assign', 'community desk')`,
      [now],
    )
  }

  const ask = async (layer: string, code: string) => {
    const { status, body } = await served.ask(
      `/api/cards?county=370699&layer=${layer}&code=${encodeURIComponent(code)}`,
    )
    expect(status).toBe(200)
    return getCard.answer.parse(body)
  }

  it('say a grid with its ladder, people, norm, parts and issues', async () => {
    expect(await ask('grid', grid)).toMatchObject({
      name: '第1网格',
      kind: 'base',
      ladder: [
        { layer: 'area', code: street, name: '松园街道' },
        { layer: 'area', code: community, name: '松园社区' },
      ],
      people: { households: 72, residents: 210, elderly: 49, agesKnown: true, buildings: 7 },
      norm: { state: 'below', least: 200, most: 400 },
      parts: { communities: 0, grids: 1, microGrids: 2 },
      issues: { open: 4, late: 1 },
      stations: 1,
      bounds: [120.7, 37.75, 120.75, 37.8],
    })
  })

  it('say an area of every level, counting all below it', async () => {
    for (const code of ['370699', street, community])
      expect(await ask('area', code)).toMatchObject({
        people: { households: 72 },
        parts: { communities: 1, grids: 2, microGrids: 2 },
        issues: { open: 4 },
        norm: null,
      })
    expect((await ask('area', street)).ladder).toEqual([])
  })

  it('give a dedicated grid no norm', async () => {
    expect(await ask('grid', `${community}900`)).toMatchObject({
      kind: 'dedicated',
      norm: null,
      people: { households: 0 },
    })
  })

  it('withhold residents and elderly of a micro-grid in which one building is lived in', async () => {
    expect(await ask('micro_grid', `${grid}01`)).toMatchObject({
      people: { households: 60, elderly: 35 },
      norm: { state: 'above' },
    })
    expect(await ask('micro_grid', `${grid}02`)).toMatchObject({
      people: { households: 12, residents: null, elderly: null },
      norm: { state: 'below' },
    })
  })

  it('say a compound with its wall and gates, a building without its people', async () => {
    expect(await ask('compound', 'c1')).toMatchObject({
      compound: { walled: true, gates: 1 },
      people: { households: 60, buildings: 5 },
      issues: { open: 4, late: 1 },
      ladder: [{ name: '松园街道' }, { name: '松园社区' }],
    })
    const building = await ask('building', 'b1')
    expect(building).toMatchObject({
      building: { floors: 6, compound: { code: 'c1', name: '锦绣花园' } },
      people: { households: 12, residents: null, elderly: null, agesKnown: true },
    })
    expect(building.ladder.map(({ layer }) => layer)).toEqual(['area', 'area', 'grid', 'micro_grid'])
  })

  it('say a station with its hours and whether it is open now', async () => {
    expect(await ask('station', 's1')).toMatchObject({
      station: { level: 'community', services: ['meals'], open: true },
      ladder: [{}, {}, { layer: 'grid' }, { layer: 'micro_grid' }],
    })
    expect(await ask('station', 's2')).toMatchObject({ station: { hours: [], open: null }, ladder: [] })
  })

  it('say an issue with its clocks and the newest entry of its history', async () => {
    expect(await ask('issue', 'YF1')).toMatchObject({
      name: '暖气管道爆裂',
      issue: { clock: 'late', state: 'handling', entries: 2, last: { kind: 'assign', actor: 'community desk' } },
    })
    expect(await ask('issue', 'YF2')).toMatchObject({ issue: { clock: 'soon', entries: 0, last: null } })
    expect(await ask('issue', 'YF4')).toMatchObject({ issue: { clock: 'stopped' } })
  })

  it.each([
    ['county=999999&layer=grid&code=1', 404, 'unknown-county', 'query.county'],
    ['county=370699&layer=grid&code=1', 404, 'unknown-code', 'query.code'],
    ["county=370699&layer=area&code='%20or%201=1", 404, 'unknown-code', 'query.code'],
    ['county=370699&layer=issue&code=%25', 404, 'unknown-code', 'query.code'],
    ['county=370699&layer=road&code=1', 400, 'invalid-request', 'query.layer'],
    ['county=370699&layer=grid&code=%00', 400, 'invalid-request', 'query.code'],
    ['county=370699&layer=grid', 400, 'invalid-request', 'query.code'],
  ])('refuse %s with %i %s', async (query, status, code, path) => {
    const answer = await served.ask(`/api/cards?${query}`)
    expect([answer.status, answer.body.code, answer.body.path]).toEqual([status, code, path])
  })

  it('say that ages are not known, rather than withheld, in a county without them', async () => {
    expect((await ask('grid', grid)).people).toMatchObject({ elderly: 49, agesKnown: true })
    await database.db.query(`update building set elderly = 0`)
    expect((await ask('grid', grid)).people).toMatchObject({ elderly: null, agesKnown: false, residents: 210 })
  })
})
