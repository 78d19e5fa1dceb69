import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getCoverage, getCoverageArea, getCoverageStreets } from '#domain/contract/coverage.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { fillSeaRoad } from '#server/test-support/sea-road.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { coverageRoutes } from './coverage.route.ts'

const county = '370699'
const now = new Date('2026-11-21T06:00:00Z')

describe('coverage', () => {
  const database = withDatabase()
  let served: ServedRoutes
  beforeAll(async () => {
    await fillSeaRoad(database.db)
    served = await serveRoutes(database.db, coverageRoutes, now)
  })
  afterAll(() => served.close())

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

  it('gathers elderly people so that no few are told apart; who works for the county is told as near as that allows', async () => {
    const counts = async (headers = {}) => {
      const { body } = await served.ask(`/api/coverage?county=${county}&station=west`, { headers })
      const { station, county: told } = getCoverage.answer.parse(body)
      expect(told.elderly).toBe(25)
      return [station?.elderlyCounts.map(({ walk }) => walk), station?.elderlyCounts.map(({ straight }) => straight)]
    }
    expect(await counts()).toEqual([
      [0, 0, 25, 25],
      [0, 0, 25, 25],
    ])
    expect(await counts(await actAs(served.context, { role: 'leader' }))).toEqual([
      [12, 12, 25, 25],
      [12, 12, 25, 25],
    ])
  })

  it('counts only what an address chooses, and refuses what it cannot choose', async () => {
    const within = async (choice: string) => (await ask(`county=${county}${choice}`)).county.walk[15]
    expect(await within('&levels=community,grid')).toBe(90)
    expect(await within('&levels=zone')).toBe(0)
    expect(await within('&services=meals&openAt=7-19:00')).toBe(0)
    const { body } = await served.ask(`/api/coverage?county=${county}&openAt=8-19:00`)
    expect([body.code, body.path]).toEqual(['invalid-request', 'query.openAt'])
    const streets = await served.ask(`/api/coverage/streets?county=${county}&levels=zone`)
    expect(getCoverageStreets.answer.parse(streets.body).pieces).toEqual([])
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
