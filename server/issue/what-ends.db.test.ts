import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'

const grid = '370699001001001'
const gridPath = `/370699/370699001/370699001001/${grid}/`

describe('what ends while issues are open', () => {
  const database = withDatabase()
  let server: TestServer
  let community: Record<string, string>
  beforeAll(async () => {
    await createSmallCounty(database.db)
    await database.db.query(`insert into category (code, name, name_en, clock, answer_minutes, finish_minutes)
      values ('snow', '积雪', 'Snow', 'natural', 60, 600)`)
    server = await startTestServer(database.db)
    community = await actAs(server.context, {
      role: 'community',
      unit: '370699001001',
      path: '/370699/370699001/370699001001/',
    })
  })
  afterAll(() => server.close())

  const ask = async (path: string, headers: Record<string, string>, body?: object, method = 'POST') => {
    const answer = await fetch(`${server.url}${path}`, {
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { method, body: JSON.stringify({ county: SMALL_COUNTY, ...body }) }),
    })
    return { status: answer.status, body: JSON.parse(await answer.text()) }
  }
  const file = (headers: Record<string, string>, category = 'lamp') =>
    ask('/api/issues', headers, { category, title: '灯', position: [120.05, 37.05] })
  const act = (number: string, headers: Record<string, string>, said: object) =>
    ask(`/api/issues/${number}/acts`, headers, { version: 0, act: said })
  const show = (number: string) => ask(`/api/issues/${number}?county=${SMALL_COUNTY}`, community)

  it('a worker leaves: may do nothing from then on, what was done stays told, the next worker is named and goes on', async () => {
    const leaver = await actAs(server.context, { role: 'grid-worker', unit: grid, path: gridPath, name: '网格员甲' })
    const administrator = await actAs(server.context, { role: 'administrator' })
    const { number } = (await file(leaver)).body.issue
    expect(await act(number, leaver, { kind: 'assign', unit: grid })).toMatchObject({ status: 200 })
    expect(await act(number, leaver, { kind: 'answer' })).toMatchObject({ status: 200 })
    expect((await show(number)).body.standing.worker).toMatchObject({ post: '网格员甲' })

    const { people } = (await ask(`/api/people?county=${SMALL_COUNTY}&role=grid-worker`, administrator)).body
    const left = await ask(
      `/api/people/${people[0].id}?county=${SMALL_COUNTY}`,
      administrator,
      { version: people[0].version, active: false },
      'PATCH',
    )
    expect(left).toMatchObject({ status: 200 })
    expect(await act(number, leaver, { kind: 'finish' })).toMatchObject({
      status: 401,
      body: { code: 'sign-in-needed' },
    })
    const shown = (await show(number)).body
    expect(shown.standing.worker).toBeNull()
    expect(shown.history.map((entry: { actor: string }) => entry.actor)).toEqual(['网格员甲', '网格员甲', '网格员甲'])
    expect(shown.issue).toMatchObject({ state: 'handling', unit: grid })

    const next = await actAs(server.context, { role: 'grid-worker', unit: grid, path: gridPath, name: '网格员乙' })
    expect((await show(number)).body.standing.worker).toMatchObject({ post: '网格员乙' })
    expect(await act(number, next, { kind: 'finish', note: '已修' })).toMatchObject({ status: 200 })
    expect(await act(number, community, { kind: 'close' })).toMatchObject({ status: 200 })
  })

  it('a worker leaves and nobody follows: the community finishes what the grid has', async () => {
    const leaver = await actAs(server.context, { role: 'grid-worker', unit: grid, path: gridPath, name: '网格员丙' })
    const { number } = (await file(leaver)).body.issue
    expect(await act(number, leaver, { kind: 'assign', unit: grid })).toMatchObject({ status: 200 })
    await database.db.query(
      `update person set active = false where county = $1::text and id in (
      select person from post where county = $1::text and role = 'grid-worker')`,
      [SMALL_COUNTY],
    )
    expect((await show(number)).body.standing.worker).toBeNull()
    for (const kind of ['answer', 'finish', 'close'])
      expect(await act(number, community, { kind })).toMatchObject({ status: 200 })
  })

  it('a category ends: no new case is filed under it, and the open ones are led to their end by its limits', async () => {
    const { number, finishBy } = (await file(community, 'snow')).body.issue
    expect(await act(number, community, { kind: 'assign', unit: '370699001001' })).toMatchObject({ status: 200 })
    await database.db.query(`update category set effective_from = '2020-01-01', effective_to = current_date - 2
      where code = 'snow'`)
    expect(await file(community, 'snow')).toMatchObject({
      status: 422,
      body: { code: 'category-ended', path: 'body.category' },
    })
    expect((await show(number)).body.issue).toMatchObject({ categoryName: '积雪', finishBy })
    for (const kind of ['answer', 'finish', 'close'])
      expect(await act(number, community, { kind })).toMatchObject({ status: 200 })
    expect((await act(number, community, { kind: 'reopen', reason: '又积了' })).body.issue).toMatchObject({
      state: 'filed',
    })
  })
})
