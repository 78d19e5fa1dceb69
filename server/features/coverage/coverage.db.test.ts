import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getCoverage, getCoverageArea, getCoverageStreets } from '#domain/contract/coverage.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { coverageRoutes } from './coverage.route.ts'

const county = '370699'
const now = new Date('2026-11-21T06:00:00Z')

describe('coverage', () => {
  const database = withDatabase()
  let served: ServedRoutes
  beforeAll(async () => {
    await fill()
    served = await serveRoutes(database.db, coverageRoutes, now)
  })
  afterAll(() => served.close())

  /**
   * A street along 37.5 degrees from 120.700 to 120.740 in four edges of 883 m, a lane north of its east half behind a river,
   * one station at the west end and one in the sea; two compounds and a village. 370698 is empty, 370697 has homes only.
   */
  async function fill(): Promise<void> {
    const { db } = database
    await db.query(`insert into county (code, name, name_en, geom, settings)
      select code, code, code, st_multi(st_makeenvelope(120.6, 37.4, 120.9, 37.6, 4326)), '{"walkMinutes": 10}'
      from unnest(array['370699', '370698', '370697']) as code`)
    await db.query(`insert into walk_edge (county, id, from_node, to_node, kind, name, length_meters, geom)
      select '370699', n, n, n + 1, 'street', 'Sea Road', st_length(line::geography, false), line
      from generate_series(0, 3) n,
        lateral (select st_setsrid(st_makeline(st_makepoint(120.70 + n * 0.01, 37.5), st_makepoint(120.71 + n * 0.01, 37.5)), 4326) as line) drawn`)
    await db.query(`insert into station (county, code, name, level, geom) values
      ('370699', 'west', 'West', 'community', st_setsrid(st_makepoint(120.70, 37.5), 4326)),
      ('370699', 'sea', 'Pier <b>', 'corner', st_setsrid(st_makepoint(120.70, 37.45), 4326))`)
    await db.query(`insert into compound (county, code, name, walled, geom) values
      ('370699', 'c1', 'Garden', true, st_multi(st_makeenvelope(120.7095, 37.5001, 120.7099, 37.5008, 4326)))`)
    await db.query(`insert into gate (county, compound, number, geom) values
      ('370699', 'c1', 1, st_setsrid(st_makepoint(120.7097, 37.5008), 4326))`)
    await db.query(`insert into building (county, code, compound, households, elderly, geom) values
      ('370699', 'b1', null, 40, 12, st_setsrid(st_makepoint(120.702, 37.5001), 4326)),
      ('370699', 'b2', 'c1', 30, 4, st_setsrid(st_makepoint(120.7097, 37.5002), 4326)),
      ('370699', 'b3', null, 20, 9, st_setsrid(st_makepoint(120.714, 37.5001), 4326)),
      ('370699', 'b4', null, 10, 0, st_setsrid(st_makepoint(120.70, 37.51), 4326)),
      ('370699', 'b5', null, 0, 0, st_setsrid(st_makepoint(120.701, 37.5), 4326)),
      ('370697', 'b1', null, 5, 0, st_setsrid(st_makepoint(120.701, 37.5), 4326))`)
  }

  const ask = async (query: string) => getCoverage.answer.parse((await served.ask(`/api/coverage?${query}`)).body)

  it('counts households by network time and names who is left out', async () => {
    const { station } = await ask(`county=${county}&station=west`)
    expect(station?.walk.slice(0, 21).filter((_, minute) => minute % 5 === 0)).toEqual([0, 40, 40, 90, 90])
    expect(station?.straight[15]).toBe(100)
    expect(station?.cannotWalk[15]).toBe(10)
    expect(station?.leftOut.map(({ kind, name, walkByMinute }) => [kind, name, walkByMinute[12]])).toEqual([
      ['unnamed', '', null],
      ['compound', 'Garden', 13],
    ])
    expect(station?.leftOut[1]?.nearest).toEqual({ code: 'west', name: 'West', minutes: 13 })
    expect(station?.leftOut[1]?.byMinute.slice(9, 15)).toEqual([0, 0, 30, 30, 0, 0])
  })

  it('counts the straight circle as the sphere in SQL does', async () => {
    const { station } = await ask(`county=${county}&station=west`)
    for (let minutes = 1; minutes <= 20; minutes++) {
      const [row] = await database.db.query<{ households: number }>(
        `select coalesce(sum(b.households), 0)::int as households from building b, station s
         where b.county = $1::text and s.county = $1::text and s.code = 'west'
           and st_distancesphere(b.geom, s.geom) <= $2::float8 * 5000 / 60`,
        [county, minutes],
      )
      expect(station?.straight[minutes]).toBe(row?.households)
    }
  })

  it('tells of the county what all its stations reach, and of its promise', async () => {
    const { county: told, station } = await ask(`county=${county}`)
    expect(station).toBeNull()
    expect(told).toMatchObject({ households: 100, offNetwork: 10, stations: 2, stationsOffNetwork: 1 })
    expect(told.promise).toEqual({ minutes: 10, reached: { part: 40, whole: 100, share: 0.4 } })
  })

  it('withholds elderly counts that would tell a few people apart', async () => {
    const { station, county: told } = await ask(`county=${county}&station=west`)
    expect(told.elderly).toBe(25)
    expect(station?.elderlyCounts.map(({ walk }) => walk)).toEqual([12, 12, 25, 25])
    expect(station?.elderlyCounts.map(({ straight }) => straight)).toEqual([12, 12, 25, 25])
  })

  it('is slower for the elderly', async () => {
    const { station, kilometersPerHour } = await ask(`county=${county}&station=west&profile=elderly`)
    expect(kilometersPerHour).toBe(3.2)
    expect(station?.walk[15]).toBe(40)
  })

  it('gives streets with seconds at both ends, no later than 20 minutes', async () => {
    const { body } = await served.ask(`/api/coverage/streets?county=${county}&station=west`)
    const { pieces } = getCoverageStreets.answer.parse(body)
    const latest = Math.max(...pieces.map(([start, end]) => Math.max(start, end)))
    expect(latest).toBe(1200)
    expect(pieces[0]!.slice(0, 6)).toEqual([0, 635.2, 120.7, 37.5, 120.71, 37.5])
  })

  it('gives areas as polygons that grow', async () => {
    const { body } = await served.ask(`/api/coverage/area?county=${county}&station=west&minutes=15,5,10`)
    const { features } = getCoverageArea.answer.parse(body)
    expect(features.map((feature) => feature.properties.minutes)).toEqual([5, 10, 15])
    const east = features.map(({ geometry }) => Math.max(...geometry.coordinates.flat(2).map(([x]) => x)))
    expect(east[0]).toBeCloseTo(120.7047, 3)
    expect(east[2]).toBeCloseTo(120.7142, 3)
  })

  it('counts anew when the feed tells of another building', async () => {
    await ask(`county=${county}&station=west`)
    const { db } = database
    await db.transaction(async (transaction) => {
      await transaction.query(`insert into building (county, code, households, geom)
        values ('370699', 'new', 7, st_setsrid(st_makepoint(120.7021, 37.5001), 4326))`)
      await transaction.query(`select append_feed('370699', 'layer', 'building', 1, null::geometry)`)
    })
    await expect
      .poll(async () => (await ask(`county=${county}&station=west`)).station?.walk[5], { timeout: 10_000 })
      .toBe(47)
  })

  it.each([
    ['county=999999', 404, 'unknown-county', 'query.county'],
    ['county=370698', 404, 'no-walking-network', 'query.county'],
    ['county=370697', 404, 'no-walking-network', 'query.county'],
    ['county=370699&station=nowhere', 404, 'unknown-station', 'query.station'],
    ["county=370699&station=west';drop table station--", 404, 'unknown-station', 'query.station'],
    ['county=370699&station=%00', 404, 'unknown-station', 'query.station'],
    ['county=370699&station=sea', 422, 'station-off-network', 'query.station'],
    ['county=370699&station=', 400, 'invalid-request', 'query.station'],
    ['county=370699&station=west&station=sea', 400, 'invalid-request', 'query.station'],
    ['county=370699&profile=bicycle', 400, 'invalid-request', 'query.profile'],
    ['county=37', 400, 'invalid-request', 'query.county'],
    ['', 400, 'invalid-request', 'query.county'],
  ])('refuses %s with %i %s', async (query, status, code, path) => {
    const { status: told, body } = await served.ask(`/api/coverage?${query}`)
    expect([told, body.code, body.path]).toEqual([status, code, path])
  })

  it.each(['0', '21', '5,,10', '1e3', 'x', '-5', '5;10'])('refuses an area of %s minutes', async (minutes) => {
    const { status, body } = await served.ask(`/api/coverage/area?county=${county}&station=west&minutes=${minutes}`)
    expect([status, body.code]).toEqual([400, 'invalid-request'])
  })
})
