import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { getHeat, getHeatBands } from '#domain/contract/heat.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'

const now = new Date('2026-11-21T06:00:00Z')
const week = 7 * 86_400_000

describe('heat', () => {
  const database = withDatabase()
  let server: TestServer
  beforeAll(async () => {
    await fill()
    server = await startTestServer(database.db, { now })
  })
  afterAll(() => server.close())

  /** Two counties: 30 open issues of 370699 in two clusters, 10 closed, one with swapped coordinates; 370698 has none. */
  async function fill(): Promise<void> {
    const { db } = database
    await db.query(`insert into county (code, name, name_en, demo, geom) select code, code, code, true,
      st_multi(st_makeenvelope(120.6, 37.7, 120.9, 37.9, 4326)) from unnest(array['370699', '370698', '370696']) as code`)
    await db.query(`insert into county (code, name, name_en, geom)
      values ('370697', 'empty', 'empty', st_geomfromtext('MULTIPOLYGON EMPTY', 4326))`)
    await db.query(`insert into category (code, parent, name, name_en) values
      ('heat', null, '供热', 'Heating'), ('heat-pipe', 'heat', '管道', 'Pipe'), ('road', null, '道路', 'Road')`)
    await db.query(
      `insert into issue (county, id, filed_at, number, category, source, state, title, answer_by, finish_by, geom)
       select '370699', n, $1::timestamptz - make_interval(days => n), 'N' || n, case when n % 2 = 0 then 'heat-pipe' else 'road' end,
         'patrol', case when n > 30 then 'closed' else 'handling' end, 'title', $1::timestamptz, $1::timestamptz,
         case when n = 30 then st_setsrid(st_makepoint(37.8, 89), 4326)
           when n % 3 = 0 then st_setsrid(st_makepoint(120.7 + n * 1e-5, 37.75), 4326)
           else st_setsrid(st_makepoint(120.8 + n * 1e-4, 37.85), 4326) end
       from generate_series(1, 40) n`,
      [now],
    )
  }

  const ask = async (address: string) => {
    const response = await fetch(`${server.url}${address}`)
    return { status: response.status, body: await response.json() }
  }
  const surface = async (query: string) => getHeat.answer.parse((await ask(`/api/heat?county=370699${query}`)).body)

  it('counts every open issue inside, names the one far outside, and adds up', async () => {
    const heat = await surface('')
    expect([heat.count, heat.outside, heat.bandwidthMeters, heat.cellMeters]).toEqual([29, 1, 300, 50])
    expect(Math.abs(heat.sum / 29 - 1)).toBeLessThan(0.01)
    expect(heat.breaks).toEqual([2, 5, 10, 20, 40])
    expect(heat.unit).toBe('issues/km²')
    expect(heat.values.encoding === 'packed' && Buffer.from(heat.values.base64, 'base64').length).toBe(
      heat.grid.width * heat.grid.height * 2,
    )
  })

  it('takes the county’s classes in proportion to the window, whatever was counted in it', async () => {
    expect((await surface('&state=all&days=7')).breaks).toEqual([2, 5, 10, 20, 40])
    expect((await surface('&state=all&days=365&category=heat-pipe')).breaks).toEqual([100, 260, 520, 1000, 2100])
    expect((await surface('&state=open&days=365')).breaks).toEqual([2, 5, 10, 20, 40])
    expect((await surface('&state=all&days=365&breaks=1,2')).breaks).toEqual([1, 2])
  })

  it('tells plain densities on request', async () => {
    const { values, sum, cellMeters } = await surface('&values=plain')
    const densities = values.encoding === 'plain' ? values.densities : []
    expect(densities.reduce((total, density) => total + density, 0) * (cellMeters / 1000) ** 2).toBeCloseTo(sum, 1)
  })

  it('counts by state, window and category with its children', async () => {
    expect((await surface('&state=all')).count).toBe(39)
    expect((await surface('&state=all&days=7')).count).toBe(7)
    expect((await surface('&category=heat')).count).toBe(14)
    expect((await surface('&category=heat-pipe')).count).toBe(14)
    const from = new Date(now.getTime() - week).toISOString()
    expect((await surface(`&from=${from}&to=${now.toISOString()}`)).count).toBe(7)
  })

  it('shows one issue as one kernel and none as nothing', async () => {
    const one = await surface('&days=1')
    expect([one.count, Math.round(one.sum * 1000)]).toEqual([1, 1000])
    expect(one.peak).toBeLessThanOrEqual(3 / (Math.PI * 0.09) + 0.01)
    const none = await ask('/api/heat/bands?county=370698')
    expect(none.body).toMatchObject({ features: [], properties: { count: 0, sum: 0, peak: 0 } })
  })

  it('shows many at one place as one high kernel, and those all outside as nothing but their number', async () => {
    const filed = `insert into issue (county, id, filed_at, number, category, source, state, title, answer_by, finish_by, geom)
      select '370696', n + $3::integer, $1::timestamptz, 'P' || n, 'road', 'patrol', 'filed', '', $1::timestamptz, $1::timestamptz,
        $2::geometry from generate_series(1, 500) n`
    const place = 'SRID=4326;POINT(120.75 37.8)'
    await database.db.query(filed, [now, 'SRID=4326;POINT(110 20)', 0])
    await database.db.query(filed, [now, 'SRID=4326;POINT EMPTY', 500])
    const outside = getHeat.answer.parse((await ask('/api/heat?county=370696')).body)
    expect([outside.count, outside.outside, outside.sum, outside.peak, outside.grid.width]).toEqual([0, 1000, 0, 0, 0])
    await database.db.query(filed, [now, place, 1000])
    await database.db.query(`select append_feed('370696', 'layer', 'issue', 1, null)`)
    const at = async () => getHeat.answer.parse((await ask('/api/heat?county=370696')).body)
    await vi.waitFor(async () => expect((await at()).count).toBe(500), 5_000)
    const piled = await at()
    expect(Math.abs(piled.sum / 500 - 1)).toBeLessThan(0.01)
    expect(piled.peak).toBeLessThanOrEqual(500 * (3 / (Math.PI * 0.09)) * 1.001)
    expect([piled.grid.width, piled.grid.height].every((cells) => cells <= 14)).toBe(true)
  })

  it('cuts the same surface into bands', async () => {
    const { body, status } = await ask('/api/heat/bands?county=370699&breaks=5,50')
    expect(status).toBe(200)
    const bands = getHeatBands.answer.parse(body)
    expect(bands.features.map((feature) => feature.properties)).toEqual([
      { class: 0, from: 0, to: 5 },
      { class: 1, from: 5, to: 50 },
      { class: 2, from: 50, to: null },
    ])
    expect(bands.properties.count).toBe(29)
  })

  it('counts a new issue as soon as the feed has told it', async () => {
    const before = await surface('&state=all')
    const heard = new Promise<void>((resolve) => {
      const stop = server.context.feed.subscribe(() => {
        stop()
        resolve()
      })
    })
    await database.db.transaction(async (transaction) => {
      await transaction.query(
        `insert into issue (county, id, filed_at, number, category, source, state, title, answer_by, finish_by, geom)
         values ('370699', 99, $1::timestamptz, 'N99', 'road', 'patrol', 'closed', 'new', $1::timestamptz, $1::timestamptz,
           st_setsrid(st_makepoint(120.75, 37.8), 4326))`,
        [new Date(now.getTime() - 400 * 86_400_000)],
      )
      await transaction.query(
        `select append_feed('370699', 'issue', 'N99', 1, st_setsrid(st_makepoint(120.75, 37.8), 4326))`,
      )
    })
    await heard
    const after = await surface('&state=all')
    expect(after.count).toBe(before.count + 1)
    expect(after.sequence).toBeGreaterThan(before.sequence)
  })

  it.each([
    ['county=999999', 404, 'unknown-county', 'query.county'],
    ['county=37069', 400, 'invalid-request', 'query.county'],
    ['county=370699&bandwidthMeters=0', 400, 'bandwidth-outside-limits', 'query.bandwidthMeters'],
    ['county=370699&bandwidthMeters=1e9', 400, 'bandwidth-outside-limits', 'query.bandwidthMeters'],
    ['county=370699&bandwidthMeters=wide', 400, 'invalid-request', 'query.bandwidthMeters'],
    ['county=370699&bandwidthMeters=300&bandwidthMeters=400', 400, 'invalid-request', 'query.bandwidthMeters'],
    ['county=370699&cellMeters=1', 400, 'cell-outside-limits', 'query.cellMeters'],
    ['county=370699&bandwidthMeters=50&cellMeters=1.25&state=all', 400, 'too-many-cells', 'query.cellMeters'],
    ['county=370699&category=nothing', 400, 'unknown-category', 'query.category'],
    ["county=370699&category='%3Bdrop table issue", 400, 'unknown-category', 'query.category'],
    ['county=370699&state=closed', 400, 'invalid-request', 'query.state'],
    ['county=370699&days=0', 400, 'invalid-request', 'query.days'],
    ['county=370699&days=7&from=2026-01-01T00:00:00Z', 400, 'window-told-twice', 'query.days'],
    [
      'county=370699&from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z',
      400,
      'window-ends-before-it-starts',
      'query.to',
    ],
    ['county=370699&from=yesterday', 400, 'invalid-request', 'query.from'],
    ['county=370697', 409, 'county-without-border', 'query.county'],
    ['county=370699&bandwidthMeters=NaN', 400, 'invalid-request', 'query.bandwidthMeters'],
    ['county=370699&hours=25', 400, 'invalid-request', 'query.hours'],
    ['county=370699&hours=', 400, 'invalid-request', 'query.hours'],
    ['county=370699&weekdays=0', 400, 'invalid-request', 'query.weekdays'],
    ['county=370699&source=gossip', 400, 'invalid-request', 'query.source.0'],
    ['county=370699&compare=before', 400, 'nothing-to-compare', 'query.compare'],
    ['county=370699&compare=before&to=2026-11-01T00:00:00Z', 400, 'nothing-to-compare', 'query.compare'],
    ['county=370699&compare=before&from=2026-12-01T00:00:00Z', 400, 'nothing-to-compare', 'query.from'],
    ['county=370699&compare=yesterday', 400, 'invalid-request', 'query.compare'],
    ['county=370699&values=picture', 400, 'invalid-request', 'query.values'],
    ['county=370699&breaks=5,2', 400, 'breaks-not-rising', 'query.breaks'],
    ['county=370699&breaks=', 400, 'breaks-not-rising', 'query.breaks'],
  ])('refuses %s with %i %s', async (query, status, code, path) => {
    const answer = await ask(`/api/heat?${query}`)
    expect([answer.status, z.object({ code: z.string(), path: z.string() }).parse(answer.body)]).toEqual([
      status,
      { code, path },
    ])
  })
})
