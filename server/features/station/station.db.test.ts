import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listStations } from '#domain/contract/station.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { stationRoutes } from './station.route.ts'

describe('stations', () => {
  const database = withDatabase()
  let served: ServedRoutes
  beforeAll(async () => {
    await createSmallCounty(database.db)
    served = await serveRoutes(database.db, stationRoutes, new Date('2026-11-21T06:00:00Z'))
  })
  afterAll(() => served.close())

  const list = async () => listStations.answer.parse((await served.ask(`/api/stations?county=${SMALL_COUNTY}`)).body)

  it('are none before any is imported', async () => {
    expect((await list()).stations).toEqual([])
  })

  it('come highest level first, with services and the hours that can be read', async () => {
    await database.db.query(
      `insert into station (county, code, name, level, services, hours, geom) values
        ($1::text, '1', 'Corner', 'corner', '{}', '"always"', st_setsrid(st_makepoint(120.1, 37.05), 4326)),
        ($1::text, '2', 'Center', 'county', '{meals,library}',
          '[{"days":[1,2],"opensMinute":480,"closesMinute":1020},{"days":[9]}]', st_setsrid(st_makepoint(120.1, 37.06), 4326))`,
      [SMALL_COUNTY],
    )
    const { stations } = await list()
    expect(stations.map(({ code }) => code)).toEqual(['2', '1'])
    expect(stations[0]).toMatchObject({
      services: ['meals', 'library'],
      hours: [{ days: [1, 2], opensMinute: 480, closesMinute: 1020 }],
      position: [120.1, 37.06],
    })
    expect(stations[1]?.hours).toEqual([])
  })

  it('of an unknown county are refused', async () => {
    const { status, body } = await served.ask('/api/stations?county=999999')
    expect([status, body.code]).toEqual([404, 'unknown-county'])
  })
})
