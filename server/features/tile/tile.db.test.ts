import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { worldX, worldY } from '#domain/area/tiles-of-box.ts'
import { problem, tileLayer } from '#domain/contract/common.ts'
import { tileProperties } from '#domain/contract/tile.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { readTile } from './read-tile.ts'
import { type ServedTiles, serveTiles } from './serve-tiles.ts'

const now = new Date('2026-11-21T06:00:00Z')
const hostile = `'; drop table issue; --<img src=x onerror=alert(1)>`

describe('tiles', () => {
  const database = withDatabase()
  let server: TestServer
  let tiles: ServedTiles

  beforeAll(async () => {
    await createSmallCounty(database.db)
    await fill()
    server = await startTestServer(database.db, { now })
    tiles = await serveTiles(server.context)
  })
  afterAll(async () => {
    await tiles.close()
    await server.close()
  })

  /** One of each layer, with names of an attacker and figures that must stay inside; two grids of other days. */
  async function fill(): Promise<void> {
    const { db } = database
    await db.query(
      `insert into grid (county, code, valid_from, valid_to, community, name, geom)
       select county, replace(code, '001001001', '001001009'), '2019-01-01'::date, '2020-01-01'::date, community, '昨日网格', geom
       from grid where county = $1::text and code = '370699001001001'
       union all
       select county, replace(code, '001001001', '001001008'), '2027-01-01'::date, null, community, '明日网格', geom
       from grid where county = $1::text and code = '370699001001001'`,
      [SMALL_COUNTY],
    )
    await db.query(
      `insert into building (county, code, name, micro_grid, floors, households, residents, elderly, footprint, geom)
       values ($1::text, 'B1', $2::text, '37069900100100101', 6, 250, 700, 130,
         st_multi(st_makeenvelope(120.05, 37.05, 120.0508, 37.0504, 4326)), st_setsrid(st_makepoint(120.0504, 37.0502), 4326)),
         ($1::text, 'B2', '', '37069900100100101', 1, 1, 2, 1, null, st_setsrid(st_makepoint(120.0504, 37.0487), 4326))`,
      [SMALL_COUNTY, hostile],
    )
    await db.query(
      `insert into compound (county, code, name, walled, geom)
       values ($1::text, 'C1', '海岱花园', true, st_multi(st_makeenvelope(120.049, 37.049, 120.053, 37.053, 4326)))`,
      [SMALL_COUNTY],
    )
    await db.query(
      `insert into station (county, code, name, level, phone, geom)
       values ($1::text, 'S1', '党群服务中心', 'county', '0535-5550001', st_setsrid(st_makepoint(120.0505, 37.0505), 4326))`,
      [SMALL_COUNTY],
    )
    await db.query(
      `insert into water (county, id, kind, name, geom)
       values ($1::text, 1, 'lake', '东湖', st_multi(st_makeenvelope(120.051, 37.049, 120.052, 37.05, 4326)))`,
      [SMALL_COUNTY],
    )
    await db.query(
      `insert into green (county, id, kind, name, geom)
       values ($1::text, 1, 'park', '南园', st_multi(st_makeenvelope(120.047, 37.049, 120.048, 37.05, 4326)))`,
      [SMALL_COUNTY],
    )
    await db.query(
      `insert into road (county, id, class, name, geom)
       values ($1::text, 7, 'arterial', '迎宾路', st_multi(st_makeline(st_setsrid(st_makepoint(120.04, 37.0507), 4326), st_setsrid(st_makepoint(120.06, 37.0507), 4326))))`,
      [SMALL_COUNTY],
    )
    await db.query(
      `insert into walk_edge (county, id, from_node, to_node, kind, length_meters, geom)
       values ($1::text, 9, 1, 2, 'street', 100, st_makeline(st_setsrid(st_makepoint(120.05, 37.0507), 4326), st_setsrid(st_makepoint(120.051, 37.0507), 4326)))`,
      [SMALL_COUNTY],
    )
    for (const number of ['N1', 'N2']) await report(number, 120.0505, 37.0505)
    await report('FAR', 120.15, 37.05)
  }

  async function report(number: string, longitude: number, latitude: number): Promise<void> {
    await database.db.query(
      `insert into issue (county, id, filed_at, number, category, source, state, title, place, emergency, answer_by, finish_by, geom)
       values ($1::text, nextval('issue_id_sequence'), $2::timestamptz, $3::text, 'lamp', 'resident', 'filed', 'somebody at no. 5', 'door 5', false,
         $2::timestamptz, $2::timestamptz, st_setsrid(st_makepoint($4::float8, $5::float8), 4326))`,
      [SMALL_COUNTY, now, number, longitude, latitude],
    )
  }

  /** Address of the tile that holds a place. */
  function address(layer: string, z: number, [longitude, latitude]: number[] = [120.0505, 37.0505]): string {
    return `/tiles/${SMALL_COUNTY}/${layer}/${z}/${Math.floor(worldX(longitude!) * 2 ** z)}/${Math.floor(worldY(latitude!) * 2 ** z)}.mvt`
  }

  async function features(layer: string, z: number, at?: number[], source = layer) {
    const { status, body } = await tiles.ask(address(layer, z, at))
    expect(status).toBe(200)
    return readTile(body)[source] ?? []
  }

  async function settled(done: () => boolean): Promise<void> {
    for (let waited = 0; !done() && waited < 10_000; waited += 20)
      await new Promise((resolve) => setTimeout(resolve, 20))
    expect(done()).toBe(true)
  }

  it('shows every layer, and in it no property that is not on its list', async () => {
    for (const layer of tileLayer.options) {
      const { body, headers } = await tiles.ask(address(layer, 15))
      expect(headers['content-type']).toBe('application/vnd.mapbox-vector-tile')
      const shown = readTile(body)
      expect(shown[layer]?.length, layer).toBeGreaterThan(0)
      for (const one of Object.values(shown).flat())
        for (const name of Object.keys(one.properties)) expect(tileProperties[layer], layer).toContain(name)
      const text = body.toString('latin1')
      for (const secret of ['130', '700', '0535', 'somebody', 'door 5', 'elderly', 'residents'])
        expect(text).not.toContain(secret)
    }
  })

  it('shows the grids of today with their households and norm, and labels each once', async () => {
    const [grid, ...others] = await features('grid', 15)
    expect(others).toEqual([])
    expect(grid!.properties).toEqual({
      code: '370699001001001',
      name: '安泰社区第一网格',
      kind: 'base',
      community: '370699001001',
      households: 251,
      norm: 'fine',
    })
    expect(await features('micro_grid', 15)).toMatchObject([{ properties: { households: 251, norm: 'over' } }])
    expect(await features('grid', 9, [120.05, 37.05], 'grid_label')).toHaveLength(2)
  })

  it('keeps names as they are and draws a building without footprint as a point', async () => {
    const buildings = await features('building', 16)
    expect(buildings.map(({ type }) => type)).toEqual([3, 1])
    expect(buildings[0]!.properties).toEqual({
      code: 'B1',
      name: hostile,
      kind: 'residential',
      floors: 6,
      households: 250,
    })
  })

  it('joins issues farther out and tells them one by one from zoom 11 on', async () => {
    expect(await features('issue', 10)).toMatchObject([{ properties: { count: 2 } }, { properties: { number: 'FAR' } }])
    expect(await features('issue', 14)).toMatchObject([
      { properties: { number: 'N1', finish_by: now.getTime() / 1000 } },
      {},
    ])
  })

  it('joins layers named with commas: each is what it is alone, and a change of one is a change of the tile', async () => {
    const before = await tiles.ask(address('issue,grid,area', 12))
    const joined = readTile(before.body)
    for (const layer of ['issue', 'grid', 'area']) {
      const alone = readTile((await tiles.ask(address(layer, 12))).body)
      expect(alone[layer]!.length, layer).toBeGreaterThan(0)
      for (const [name, features] of Object.entries(alone)) expect(joined[name], name).toEqual(features)
    }
    const again = await tiles.ask(address('issue,grid,area', 12), { 'If-None-Match': String(before.headers.etag) })
    expect(again.status).toBe(304)
    const shown = joined.issue!.length
    await report('JOINED', 120.0505, 37.0505)
    await database.db.query(
      `select append_feed($1::text, 'issue', 'JOINED', 1, st_setsrid(st_makepoint(120.0505, 37.0505), 4326))`,
      [SMALL_COUNTY],
    )
    await expect
      .poll(async () => readTile((await tiles.ask(address('issue,grid,area', 12))).body).issue?.length, {
        timeout: 10_000,
      })
      .toBe(shown + 1)
    await database.db.query(`delete from issue where county = $1::text and number = 'JOINED'`, [SMALL_COUNTY])
    await database.db.query(
      `select append_feed($1::text, 'issue', 'JOINED', 2, st_setsrid(st_makepoint(120.0505, 37.0505), 4326))`,
      [SMALL_COUNTY],
    )
    await expect
      .poll(async () => readTile((await tiles.ask(address('issue', 12))).body).issue?.length, { timeout: 10_000 })
      .toBe(shown)
  })

  it('answers 304 to a known tag in any dress, and 200 to junk', async () => {
    const first = await tiles.ask(address('grid', 12))
    const tag = String(first.headers.etag)
    expect(tag).toMatch(/^"[\w-]+"$/)
    expect(first.headers['cache-control']).toBe('no-cache')
    for (const known of [tag, `W/${tag}`, `"a", ${tag}`, '*']) {
      const again = await tiles.ask(address('grid', 12), { 'If-None-Match': known })
      expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, tag])
    }
    for (const junk of ['', '"', ',,,', `"${'x'.repeat(5000)}"`, tag.replaceAll('"', '')])
      expect((await tiles.ask(address('grid', 12), { 'If-None-Match': junk })).status).toBe(200)
  })

  it('answers HEAD like GET without the bytes, and compresses when asked', async () => {
    const get = await tiles.ask(address('building', 16))
    const head = await tiles.ask(address('building', 16), {}, 'HEAD')
    expect([head.status, head.body.length, head.headers.etag]).toEqual([200, 0, get.headers.etag])
    expect(head.headers['content-length']).toBe(String(get.body.length))

    for (let number = 0; number < 60; number++) await report(`G${number}`, 120.199 + number * 1e-6, 37.099)
    const corner = address('issue', 16, [120.199, 37.099])
    const { sequence } = server.context.feed
    const changed = await database.db.query(`select append_feed($1::text, 'layer', 'issue', 1, null)`, [SMALL_COUNTY])
    expect(changed).toHaveLength(1)
    await settled(() => server.context.feed.sequence > sequence)
    const plain = await tiles.ask(corner)
    const packed = await tiles.ask(corner, { 'Accept-Encoding': 'gzip' })
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(packed.headers.etag).not.toBe(plain.headers.etag)
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true)
    expect(packed.body.length).toBeLessThan(plain.body.length)
  })

  it('answers an empty tile with 200 and no bytes', async () => {
    const { status, body } = await tiles.ask(`/tiles/${SMALL_COUNTY}/grid/12/0/0.mvt`)
    expect([status, body.length]).toEqual([200, 0])
  })

  it.each([
    ['an unknown county', '/tiles/999999/grid/1/0/0.mvt', 404, 'unknown-county'],
    ['an unknown layer', `/tiles/${SMALL_COUNTY}/person/1/0/0.mvt`, 404, 'unknown-layer'],
    ['a layer twice', `/tiles/${SMALL_COUNTY}/grid,grid/1/0/0.mvt`, 404, 'unknown-layer'],
    ['an unknown layer among known ones', `/tiles/${SMALL_COUNTY}/grid,person/1/0/0.mvt`, 404, 'unknown-layer'],
    ['SQL for a layer', `/tiles/${SMALL_COUNTY}/grid';drop%20table%20grid--/1/0/0.mvt`, 404, 'unknown-layer'],
    ['a property of every object for a layer', `/tiles/${SMALL_COUNTY}/__proto__/1/0/0.mvt`, 404, 'unknown-layer'],
    ['a county of letters', '/tiles/abcdef/grid/1/0/0.mvt', 400, 'invalid-request'],
    ['a zero byte', '/tiles/37069%00/grid/1/0/0.mvt', 400, 'invalid-request'],
    ['a broken escape', '/tiles/37069%/grid/1/0/0.mvt', 400, 'invalid-request'],
    ['a negative number', `/tiles/${SMALL_COUNTY}/grid/1/-1/0.mvt`, 400, 'invalid-request'],
    ['a fraction', `/tiles/${SMALL_COUNTY}/grid/1/0.5/0.mvt`, 400, 'invalid-request'],
    ['an exponent', `/tiles/${SMALL_COUNTY}/grid/1e1/0/0.mvt`, 400, 'invalid-request'],
    ['hexadecimal', `/tiles/${SMALL_COUNTY}/grid/0x1/0/0.mvt`, 400, 'invalid-request'],
    ['leading zeros', `/tiles/${SMALL_COUNTY}/grid/01/0/0.mvt`, 400, 'invalid-request'],
    ['words', `/tiles/${SMALL_COUNTY}/grid/z/x/y.mvt`, 400, 'invalid-request'],
    ['a zoom past the last', `/tiles/${SMALL_COUNTY}/grid/23/0/0.mvt`, 400, 'invalid-request'],
    ['a column past the last', `/tiles/${SMALL_COUNTY}/grid/3/8/0.mvt`, 400, 'invalid-request'],
    ['a huge row', `/tiles/${SMALL_COUNTY}/grid/3/0/99999999999999999999999.mvt`, 400, 'invalid-request'],
    ['a very long row', `/tiles/${SMALL_COUNTY}/grid/3/0/${'9'.repeat(4000)}.mvt`, 400, 'invalid-request'],
  ])('refuses %s', async (_what, path, status, code) => {
    const answer = await tiles.ask(path)
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(problem.parse(JSON.parse(answer.body.toString()))).toMatchObject({ status, code })
  })

  it('serves the finest zoom there is', async () => {
    expect(await features('grid', 22)).toHaveLength(1)
    expect(await features('issue', 22)).toHaveLength(2)
  })

  it('answers a hundred at once on a cold tile with one reading of the layer and one encoding', async () => {
    const cold = await serveTiles(server.context)
    const answers = await Promise.all(Array.from({ length: 100 }, () => cold.ask(address('grid', 13))))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(answers.map(({ headers }) => headers.etag)).size).toBe(1)
    expect(cold.store.counts.encoded).toBe(1)
    await cold.close()
  })

  it('refuses with 503 and Retry-After when too many layers wait for the database, and recovers', async () => {
    const narrow = await serveTiles(server.context, { readAtOnce: 1, readWaiting: 1 })
    const answers = await Promise.all(tileLayer.options.map((layer) => narrow.ask(address(layer, 13))))
    const statuses = answers.map(({ status }) => status)
    for (const status of statuses) expect([200, 503]).toContain(status)
    for (const answer of answers.filter(({ status }) => status === 503)) expect(answer.headers['retry-after']).toBe('2')
    for (const layer of tileLayer.options) expect((await narrow.ask(address(layer, 13))).status).toBe(200)
    await narrow.close()
  })

  it('drops exactly the tiles that a changed issue touches and shows it in them', async () => {
    const near = address('issue', 14)
    const far = address('issue', 14, [120.15, 37.05])
    const before = [await tiles.ask(near), await tiles.ask(far)]
    const { dropped, encoded } = tiles.store.counts
    await database.db.transaction(async (transaction) => {
      await transaction.query(`update issue set state = 'closed' where county = $1::text and number = 'FAR'`, [
        SMALL_COUNTY,
      ])
      await transaction.query(
        `select append_feed($1::text, 'issue', 'FAR', 2, st_setsrid(st_makepoint(120.15, 37.05), 4326))`,
        [SMALL_COUNTY],
      )
    })
    await settled(() => tiles.store.counts.dropped > dropped)
    const after = [await tiles.ask(near), await tiles.ask(far)]
    expect(after[0]!.headers.etag).toBe(before[0]!.headers.etag)
    expect(tiles.store.counts.encoded).toBe(encoded + 1)
    expect(after[1]!.body.length).toBe(0)
    expect(before[1]!.body.length).toBeGreaterThan(0)
  })

  it('never loses a change that is told while the layer is read', async () => {
    const place: [number, number] = [120.12, 37.02]
    const asked = address('issue', 14, place)
    for (let round = 1; round <= 12; round++) {
      const changing = database.db.transaction(async (transaction) => {
        await transaction.query(
          `insert into issue (county, id, filed_at, number, category, source, state, title, answer_by, finish_by, geom)
           values ($1::text, nextval('issue_id_sequence'), $2::timestamptz, $3::text, 'lamp', 'patrol', 'filed', '', $2::timestamptz,
             $2::timestamptz, st_setsrid(st_makepoint($4::float8, $5::float8), 4326))`,
          [SMALL_COUNTY, now, `R${round}`, ...place],
        )
        await transaction.query(
          `select append_feed($1::text, 'issue', $2::text, 1, st_setsrid(st_makepoint($3::float8, $4::float8), 4326))`,
          [SMALL_COUNTY, `R${round}`, ...place],
        )
      })
      await Promise.all([changing, ...Array.from({ length: 6 }, () => tiles.ask(asked))])
    }
    const { sequence } = server.context.feed
    const newest = await database.db.query<{ sequence: number }>('select max(sequence) as sequence from feed')
    await settled(() => server.context.feed.sequence >= Math.max(sequence, newest[0]!.sequence))
    expect(await features('issue', 14, place)).toHaveLength(12)
  })

  it('reads a layer again when it was imported anew, and counts households again with its buildings', async () => {
    await features('grid', 15)
    const { dropped } = tiles.store.counts
    await database.db.transaction(async (transaction) => {
      await transaction.query(`update building set households = 500 where county = $1::text and code = 'B1'`, [
        SMALL_COUNTY,
      ])
      await transaction.query(`select append_feed($1::text, 'layer', 'building', 1, null)`, [SMALL_COUNTY])
    })
    await settled(() => tiles.store.counts.dropped > dropped)
    expect(await features('grid', 15)).toMatchObject([{ properties: { households: 501, norm: 'over' } }])
    expect(await features('building', 16)).toMatchObject([{ properties: { households: 500 } }, {}])
  })
})
