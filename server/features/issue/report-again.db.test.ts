import { Router } from 'express'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { actRoutes } from './act.route.ts'
import { issueRoutes } from './issue.route.ts'

const database = withDatabase()
let served: ServedRoutes

beforeAll(async () => {
  await createSmallCounty(database.db)
  served = await serveRoutes(
    database.db,
    (context) => Router().use(actRoutes(context)).use(issueRoutes(context)),
    new Date('2026-11-21T06:30:00Z'),
  )
})
afterAll(() => served.close())

const report = {
  county: SMALL_COUNTY,
  category: 'lamp',
  title: 'A report',
  position: [120.05, 37.05],
  key: 'a-key-of-the-phone',
}
const follow = 'made-on-the-phone-and-never-told-before'

it('a report whose answer was lost is sent again: one issue, and the link made on the phone leads to it', async () => {
  const photo = 'photo-of-the-phone'
  await database.db.query(
    `insert into photo (county, id, type, width, height, bytes) values ($1::text, $2::text, 'image/jpeg', 1, 1, 1)`,
    [SMALL_COUNTY, photo],
  )
  const ask = (key = report.key) =>
    served.ask('/api/issues', { method: 'POST', body: { ...report, key, follow, photos: [photo] } })
  const lost = await ask()
  const again = await ask()
  expect([lost.status, again.status]).toEqual([201, 201])
  expect(again.body).toMatchObject({ follow, issue: lost.body.issue })
  const followed = await served.ask(`/api/follow/${follow}?county=${SMALL_COUNTY}`)
  expect(followed.body).toMatchObject({ issue: lost.body.issue })
  expect((await ask('key-of-another-report')).body).toMatchObject({ code: 'photo-gone' })
})

it('without a link of its own, a report sent again has none to give', async () => {
  const key = 'another-key-of-the-phone'
  const ask = () => served.ask('/api/issues', { method: 'POST', body: { ...report, key } })
  expect((await ask()).body.follow).toMatch(/^[\w-]{32}$/)
  expect((await ask()).body.follow).toBeNull()
})

it('issues are listed by the unit that has them, and by those that were called to them and are not done', async () => {
  const filed = await served.ask('/api/issues', { method: 'POST', body: { ...report, key: 'a-third-key' } })
  const { number } = Object(filed.body.issue)
  const grid = '370699001001001'
  const path = `/${SMALL_COUNTY}/370699001/370699001001/${grid}/`
  const headers = await actAs(served.context, { role: 'grid-worker', unit: grid, path })
  for (const act of [{ kind: 'file' }, { kind: 'assign', unit: grid }])
    await served.ask(`/api/issues/${number}/acts`, {
      method: 'POST',
      headers,
      body: { county: SMALL_COUNTY, version: 0, act },
    })
  const of = async (unit: string) => {
    const { body } = await served.ask(`/api/issues?county=${SMALL_COUNTY}&unit=${unit}&order=soonest`)
    return body.issues
  }
  expect(await of(grid)).toMatchObject([{ number, unit: grid }])
  expect(await of('370699002001001')).toEqual([])

  const act = (who: Record<string, string>, act: unknown) =>
    served.ask(`/api/issues/${number}/acts`, {
      method: 'POST',
      headers: who,
      body: { county: SMALL_COUNTY, version: 0, act },
    })
  const whistled = async (unit: string) => {
    const { body } = await served.ask(`/api/issues?county=${SMALL_COUNTY}&whistled=${unit}`)
    return body.issues
  }
  const called = '370699002'
  const street = await actAs(served.context, { role: 'street', unit: called, path: `/${SMALL_COUNTY}/${called}/` })
  expect(await whistled(called)).toEqual([])
  await act(headers, { kind: 'whistle', units: [called, '370699001'], reason: 'Come and see' })
  expect(await whistled(called)).toMatchObject([{ number }])
  await act(street, { kind: 'whistle_answer', answer: 'coming' })
  expect(await whistled(called)).toMatchObject([{ number }])
  await act(street, { kind: 'whistle_answer', answer: 'done' })
  expect(await whistled(called)).toEqual([])
  expect(await whistled('370699001')).toMatchObject([{ number }])
})
