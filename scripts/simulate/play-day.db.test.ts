import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyHistories } from '#server/issue/verify-history.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { seededRandom } from '../bench/random.ts'
import { lifeOf } from './life.ts'
import { townOverHttp } from './over-http.ts'
import { playDay } from './play-day.ts'

describe('a simulated day', () => {
  const database = withDatabase()
  let server: TestServer
  beforeAll(async () => {
    await createSmallCounty(database.db)
    await database.db.query(
      `insert into unit (county, code, name) values ($1::text, 'D01', '市政局'), ($1::text, 'D02', '城管局')`,
      [SMALL_COUNTY],
    )
    server = await startTestServer(database.db)
  })
  afterAll(() => server.close())

  it('is played over HTTP by residents and posts, each within what it may do', async () => {
    const town = await townOverHttp(server.url, SMALL_COUNTY)
    const told: number[] = []
    const day = {
      from: Date.parse('2026-11-20T07:00:00+08:00'),
      minutes: 60 * 40,
      reports: 50,
      speed: Number.POSITIVE_INFINITY,
      offsetMinutes: 480,
    }
    const totals = await playDay(town, day, seededRandom(5), (at) => told.push(at))
    expect(told).toHaveLength(60 * 40)
    const refused = [...totals].filter(([what]) => what.startsWith('refused') || what === 'not-taken')
    expect(refused).toEqual([])
    expect(totals.get('report')).toBeGreaterThan(35)
    expect(totals.get('close')).toBeGreaterThan(15)
    expect(totals.get('hand_up')).toBeGreaterThan(10)
    expect(totals.get('rate')).toBeGreaterThan(2)
    expect(await verifyHistories(database.db, SMALL_COUNTY, () => {})).toMatchObject({ findings: 0 })
  })

  it('has every course of a life, some of them late', () => {
    const random = seededRandom(1)
    const place = { county: '370699', street: '370699001', community: '370699001001', grid: '370699001001001' }
    const lives = Array.from({ length: 500 }, () => lifeOf(place, ['D01', 'D02'], random))
    expect(new Set(lives.map((life) => life.course)).size).toBe(7)
    const lasting = lives.map(({ steps }) => steps.reduce((sum, step) => sum + step.afterMinutes, 0))
    expect(lasting.filter((minutes) => minutes > 4_000).length).toBeGreaterThan(10)
  })
})
