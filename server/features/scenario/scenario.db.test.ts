import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '#domain/account/post.ts'
import { compareScenarios, getScenario, listScenarios, listScenarioVersions } from '#domain/contract/scenario.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { fillSeaRoad } from '#server/test-support/sea-road.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { scenarioRoutes } from './scenario.route.ts'

const county = '370699'
const ofCounty = `county=${county}`
const east = {
  kind: 'add-station',
  code: 'east',
  name: '东站 <b>"; drop table scenario',
  position: [120.714, 37.5001],
  level: 'grid',
  services: [],
  hours: [],
  capacityHouseholds: null,
}
const content = (changes: object[], more: object = {}) => ({ changes, walk: {}, stations: {}, minutes: 10, ...more })

describe('scenarios', () => {
  const database = withDatabase()
  let served: ServedRoutes
  let moment = new Date('2026-11-21T06:00:00Z')
  beforeAll(async () => {
    await fillSeaRoad(database.db)
    served = await serveRoutes(database.db, scenarioRoutes, () => moment)
  })
  afterAll(() => served.close())

  type Headers = Record<string, string>
  const send = (method: 'POST' | 'PUT' | 'DELETE' | 'GET', address: string, body?: unknown, headers: Headers = {}) =>
    served.ask(address, { method, headers, ...(body === undefined ? {} : { body }) })
  const as = (role: Role, where = county) =>
    actAs(served.context, { role, county: where, unit: where, path: `/${where}/`, name: `${role} of ${where}` })
  const create = async (name: string, changes: object[], headers?: Headers) => {
    const made = await send(
      'POST',
      `/api/scenarios?${ofCounty}`,
      { name, content: content(changes) },
      headers ?? (await as('planner')),
    )
    expect([made.status, made.body.code]).toEqual([201, undefined])
    return getScenario.answer.parse(made.body)
  }
  const get = async (id: string, more = '') =>
    getScenario.answer.parse((await send('GET', `/api/scenarios/${id}?${ofCounty}${more}`)).body)
  const save = (id: string, expectedVersion: number, name: string, changes: object[], headers: Headers) =>
    send('PUT', `/api/scenarios/${id}?${ofCounty}`, { expectedVersion, name, content: content(changes) }, headers)

  it('are kept with every version, and an earlier one is saved anew', async () => {
    const planner = await as('planner')
    const made = await create(' 东街方案 ', [east], planner)
    expect(made).toMatchObject({ name: '东街方案', version: 1, changes: 1, savedBy: 'planner of 370699' })
    expect(made.content.changes).toEqual([east])
    moment = new Date('2026-11-21T07:00:00Z')
    expect((await save(made.id, 1, '二稿', [], planner)).body).toMatchObject({ version: 2, changes: 0, name: '二稿' })
    expect((await get(made.id, '&version=1')).content.changes).toEqual([east])
    const restored = await send(
      'POST',
      `/api/scenarios/${made.id}/restore?${ofCounty}`,
      { expectedVersion: 2, restore: 1 },
      planner,
    )
    expect(restored.body).toMatchObject({ version: 3, name: '东街方案', changes: 1 })
    const { body } = await send('GET', `/api/scenarios/${made.id}/versions?${ofCounty}`)
    expect(listScenarioVersions.answer.parse(body).versions.map(({ version, name }) => [version, name])).toEqual([
      [3, '东街方案'],
      [2, '二稿'],
      [1, '东街方案'],
    ])
    const told = await database.db.query<{ version: number }>(
      `select version from feed where kind = 'scenario' and id = $1::text order by sequence`,
      [made.id],
    )
    expect(told.map(({ version }) => version)).toEqual([1, 2, 3])
    const audit = await database.db.query<{ action: string }>(
      `select action from audit where subject = $1::text order by id`,
      [made.id],
    )
    expect(audit.map(({ action }) => action)).toEqual(['scenario.create', 'scenario.save', 'scenario.restore'])
  })

  it('are saved by one of several at once; the others are told who and when, and lose nothing', async () => {
    const made = await create('two', [east])
    const leader = await as('leader')
    moment = new Date('2026-11-21T08:30:00Z')
    const saves = await Promise.all([1, 2, 3].map((number) => save(made.id, 1, `save ${number}`, [], leader)))
    expect(saves.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const late = await save(made.id, 1, 'late', [east], await as('district'))
    expect(late.body).toMatchObject({ code: 'scenario-changed', path: 'body.expectedVersion' })
    expect(late.body.detail).toContain('leader of 370699 saved version 2 at 2026-11-21T08:30:00.000Z')
    expect(late.headers.get('scenario-version')).toBe('2')
    expect((await get(made.id)).version).toBe(2)
  })

  it('are put away and come back by their link', async () => {
    const planner = await as('planner')
    const made = await create('away', [east], planner)
    const listed = async (removed: boolean) =>
      listScenarios.answer
        .parse((await send('GET', `/api/scenarios?${ofCounty}&removed=${removed}`)).body)
        .scenarios.map(({ id }) => id)
    expect(
      (await send('DELETE', `/api/scenarios/${made.id}?${ofCounty}&expectedVersion=9`, undefined, planner)).status,
    ).toBe(409)
    expect(
      (await send('DELETE', `/api/scenarios/${made.id}?${ofCounty}&expectedVersion=1`, undefined, planner)).status,
    ).toBe(200)
    expect([(await listed(false)).includes(made.id), (await listed(true)).includes(made.id)]).toEqual([false, true])
    expect((await get(made.id)).removedAt).not.toBeNull()
    await send('POST', `/api/scenarios/${made.id}/restore?${ofCounty}`, { expectedVersion: 1, restore: 1 }, planner)
    expect((await listed(false)).includes(made.id)).toBe(true)
  })

  it('are compared side by side: who gains, who loses, and in which groups', async () => {
    const more = await create('more', [east])
    const fewer = await create('fewer', [{ kind: 'close-station', code: 'west' }])
    const body = {
      sides: [
        { kind: 'today' },
        { kind: 'scenario', id: more.id },
        { kind: 'scenario', id: fewer.id },
        { kind: 'draft', name: '草稿', changes: [] },
      ],
      level: 'county',
      minutes: 5,
      walk: {},
      stations: {},
    }
    const answer = await send('POST', `/api/scenarios/compare?${ofCounty}`, body)
    const { sides, areas, groups } = compareScenarios.answer.parse(answer.body)
    expect(sides.map(({ name, version, figures }) => [name, version, figures.inside[5]])).toEqual([
      ['', null, 40],
      ['more', 1, 60],
      ['fewer', 1, 0],
      ['草稿', null, 40],
    ])
    expect(areas).toMatchObject([
      { households: 100, inside: [40, 60, 0, 40], gained: [0, 20, 0, 0], lost: [0, 0, 40, 0] },
    ])
    expect(groups.map(({ side, name, gained, lost }) => [side, name, gained, lost])).toEqual([
      [1, 'Sea Road', 20, 0],
      [2, 'Sea Road', 0, 40],
    ])
  })

  it('are written by planners, leaders, the district and administrators of the county, read by all', async () => {
    const made = await create('read', [])
    const body = { name: 'x', content: content([]) }
    expect(await send('POST', `/api/scenarios?${ofCounty}`, body)).toMatchObject({
      status: 401,
      body: { code: 'sign-in-needed' },
    })
    for (const role of ['viewer', 'community', 'street', 'department'] as const) {
      const headers = await as(role)
      expect(await send('POST', `/api/scenarios?${ofCounty}`, body, headers)).toMatchObject({
        status: 403,
        body: { code: 'not-allowed' },
      })
      expect((await save(made.id, 1, 'x', [], headers)).status).toBe(403)
      expect((await send('GET', `/api/scenarios?${ofCounty}`, undefined, headers)).body.mayWrite).toBe(false)
    }
    for (const role of ['planner', 'leader', 'district', 'administrator'] as const)
      await create(role, [], await as(role))
    const elsewhere = await as('planner', '370698')
    expect(await send('POST', `/api/scenarios?${ofCounty}`, body, elsewhere)).toMatchObject({
      status: 403,
      body: { code: 'outside-scope' },
    })
    expect((await send('GET', `/api/scenarios/${made.id}?county=370698`)).body.code).toBe('unknown-scenario')
    expect((await send('GET', `/api/scenarios?${ofCounty}`)).body.mayWrite).toBe(false)
  })

  it('are tried by anybody where the county is a demo', async () => {
    await database.db.query(`update county set demo = true where code = $1::text`, [county])
    expect((await create('visitor', [east], {})).savedBy).toBe('')
    await database.db.query(`update county set demo = false where code = $1::text`, [county])
  })

  it.each<[string, unknown, number, string, string]>([
    ['no name', { name: ' ', content: content([]) }, 400, 'invalid-request', 'body.name'],
    ['a NUL in its name', { name: 'a\u0000', content: content([]) }, 400, 'invalid-request', 'body.name'],
    [
      '301 changes',
      { name: 'x', content: content(Array(301).fill(east)) },
      400,
      'invalid-request',
      'body.content.changes',
    ],
    ['10,000 changes', { name: 'x', content: content(Array(10_000).fill(east)) }, 413, 'too-large', ''],
    [
      'a station in the sea',
      { name: 'x', content: content([{ ...east, position: [120.7, 37.45] }]) },
      422,
      'off-network',
      'body.content.changes.0',
    ],
    [
      'a station of another county',
      { name: 'x', content: content([{ kind: 'close-station', code: '370698S1' }]) },
      422,
      'unknown-station',
      'body.content.changes.0',
    ],
    [
      'a change nobody knows',
      { name: 'x', content: content([{ kind: 'fly' }]) },
      400,
      'invalid-request',
      'body.content.changes.0.kind',
    ],
    ['more than it may say', { name: 'x', content: content([], { sql: 1 }) }, 400, 'invalid-request', 'body.content'],
  ])('are refused with %s', async (_, body, status, code, path) => {
    const refused = await send('POST', `/api/scenarios?${ofCounty}`, body, await as('planner'))
    expect([refused.status, refused.body.code, refused.body.path ?? '']).toEqual([status, code, path])
  })

  it.each([
    [
      'sides of which one is not there',
      [{ kind: 'today' }, { kind: 'scenario', id: 'aaaaaaaaaaaa' }],
      404,
      'unknown-scenario',
    ],
    ['one side', [{ kind: 'today' }], 400, 'invalid-request'],
    ['seven sides', Array(7).fill({ kind: 'today' }), 400, 'invalid-request'],
    [
      'a side that cannot be',
      [{ kind: 'today' }, { kind: 'draft', name: 'x', changes: [{ kind: 'block-edge', edge: 77 }] }],
      422,
      'unknown-edge',
    ],
  ])('are not compared over %s', async (_, sides, status, code) => {
    const body = { sides, minutes: 5, walk: {}, stations: {} }
    const refused = await send('POST', `/api/scenarios/compare?${ofCounty}`, body)
    expect([refused.status, refused.body.code]).toEqual([status, code])
  })
})
