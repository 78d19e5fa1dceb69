import { createServer } from 'node:http'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getPlanGuides } from '#domain/contract/plan-guide.ts'
import { createAccounts } from '#server/account/accounts.ts'
import { createFeedReader } from '#server/feed.ts'
import { answerProblem } from '#server/http.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { testEnvironment } from '#server/test-support/test-environment.ts'
import { testLog } from '#server/test-support/test-log.ts'
import { planGuideRoutes } from './plan-guide.route.ts'

describe('guides of a plan', () => {
  const database = withDatabase()
  let url = ''
  let close = async () => {}
  const ask = (box: string) => fetch(`${url}/api/plan-guides?county=${SMALL_COUNTY}&${box}`)

  beforeAll(async () => {
    const { db } = database
    await createSmallCounty(db)
    await db.query(
      `insert into road (county, id, class, name, geom)
       values ($1::text, 1, 'street', '松园路', st_multi(st_geomfromtext('LINESTRING(120.01 37.01, 120.02 37.01)', 4326))),
              ($1::text, 2, 'path', '', st_multi(st_geomfromtext('LINESTRING(120.01 37.012, 120.02 37.012)', 4326)))`,
      [SMALL_COUNTY],
    )
    await db.query(
      `insert into compound (county, code, name, geom)
       values ($1::text, 'C1', '锦绣花园', st_multi(st_makeenvelope(120.011, 37.011, 120.019, 37.019, 4326)))`,
      [SMALL_COUNTY],
    )
    const feed = createFeedReader(db, testLog)
    await feed.ready
    const now = () => new Date('2026-11-20T04:00:00Z')
    const accounts = createAccounts(db, now)
    const app = express().use(
      planGuideRoutes({ db, feed, accounts, log: testLog, environment: testEnvironment, now }),
      answerProblem(testLog),
    )
    const server = createServer(app)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
    close = async () => {
      await new Promise((resolve) => server.close(resolve))
      await accounts.close()
      await feed.close()
    }
  })
  afterAll(() => close())

  it('are the roads and rings that meet the box, without paths', async () => {
    const answer = await ask('west=120.015&south=37.005&east=120.03&north=37.015')
    const { guides } = getPlanGuides.answer.parse(await answer.json())
    expect(guides.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual(['compound 锦绣花园', 'road 松园路'])
    const ring = guides.find(({ kind }) => kind === 'compound')!.line
    expect(ring[0]).toEqual(ring.at(-1))
  })

  it('are refused for a box that is too large or turned inside out', async () => {
    for (const box of ['west=120&south=37&east=120.2&north=37.01', 'west=120.1&south=37&east=120&north=37.01']) {
      const answer = await ask(box)
      expect(answer.status).toBe(422)
      expect(await answer.json()).toMatchObject({ code: 'box-too-large', path: 'query.east' })
    }
  })
})
