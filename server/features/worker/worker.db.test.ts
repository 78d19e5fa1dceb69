import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlacedWorkers } from '#domain/contract/worker.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { addBuildings, createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { placePlanned } from '#server/workers/place-planned.ts'

const now = new Date('2026-11-21T06:00:00Z')
const ONE = '370699001001001'
const TWO = '370699002001001'

describe('/api/grid-workers', () => {
  const database = withDatabase()
  let server: TestServer
  let planner: Record<string, string>
  let person = ''

  beforeAll(async () => {
    const { db } = database
    await createSmallCounty(db)
    await addBuildings(db)
    await db.query(`insert into walk_edge (county, id, from_node, to_node, kind, name, length_meters, geom)
      select '370699', 1, 1, 2, 'street', '', st_length(line::geography, false), line
      from (select st_setsrid(st_makeline(st_makepoint(120.0, 37.05), st_makepoint(120.2, 37.05)), 4326) as line) drawn`)
    await db.query(`insert into station (county, code, name, level, geom) values
      ('370699', 's', '安泰社区党群服务中心', 'community', st_setsrid(st_makepoint(120.05, 37.05), 4326))`)
    server = await startTestServer(db, { now })
    planner = await actAs(server.context, { role: 'planner' })
    await actAs(server.context, {
      role: 'grid-worker',
      unit: ONE,
      path: `/370699/370699001/370699001001/${ONE}/`,
      name: '一网格网格员',
    })
    const [row] = await db.query<{ person: string }>(`update person set name = '张建国' from post
      where person.county = post.county and person.id = post.person and post.role = 'grid-worker' returning person.id as person`)
    person = row!.person
  })
  afterAll(() => server.close())

  const ask = async (query: string, headers = planner): Promise<PlacedWorkers> =>
    (await fetch(`${server.url}/api/grid-workers?county=${SMALL_COUNTY}${query}`, { headers })).json()
  const put = (grids: string[], query: string, headers = planner) =>
    fetch(`${server.url}/api/grid-workers/${person}?county=${SMALL_COUNTY}${query}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ grids }),
    })
  const postOf = async () =>
    (await database.db.query(`select unit, path, name from post where role = 'grid-worker'`))[0] as Record<
      string,
      string
    >

  it('tells posts of the area who has which grid, what it brings, how far the walk is, and what is vacant', async () => {
    const { workers, grids, issuesPerWorker, mayPlace } = await ask('')
    expect({ issuesPerWorker, mayPlace }).toEqual({ issuesPerWorker: 3000, mayPlace: true })
    expect(grids.map(({ code, workers: count }) => [code, count])).toEqual([
      [ONE, 1],
      [TWO, 0],
    ])
    expect(workers).toMatchObject([
      { name: '张建国', grids: [ONE], households: 735, office: '安泰社区党群服务中心', placed: false },
    ])
    expect(workers[0]!.meanMinutes).toBeGreaterThan(5)
    expect(workers[0]!.mostMinutes).toBeGreaterThanOrEqual(workers[0]!.meanMinutes!)
  })

  it('tells and changes nothing for who has no post there', async () => {
    const viewer = await actAs(server.context, { role: 'viewer' })
    const path = '/370699/370699002/'
    const street = await actAs(server.context, { role: 'street', unit: '370699002', path })
    expect(await ask('', {})).toMatchObject({ status: 401, code: 'sign-in-needed' })
    expect(await ask('', viewer)).toMatchObject({ code: 'not-allowed' })
    expect((await put([TWO], '&scope=370699001', street)).status).toBe(403)
    expect((await put(['370699001001009'], '')).status).toBe(404)
    expect((await postOf()).unit).toBe(ONE)
  })

  it('keeps with a plan what holds from its day, and leaves today alone', async () => {
    const made = await fetch(`${server.url}/api/plans?county=${SMALL_COUNTY}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...planner },
      body: JSON.stringify({ name: '方案', scope: SMALL_COUNTY }),
    })
    const { id } = await made.json()
    const placed: PlacedWorkers = await (await put([TWO, ONE], `&plan=${id}`)).json()
    expect(placed.workers).toMatchObject([{ grids: [TWO, ONE], placed: true, households: 1275 }])
    expect((await ask('')).workers).toMatchObject([{ grids: [ONE], placed: false }])
    await database.db.transaction((transaction) =>
      placePlanned(transaction, SMALL_COUNTY, id, (code) => code, { at: now, by: null }),
    )
    expect((await ask('')).workers).toMatchObject([{ grids: [TWO, ONE], placed: false }])
  })

  it('moves a worker of today at once, with post, title and an entry in the audit', async () => {
    const moved: PlacedWorkers = await (await put([ONE], '')).json()
    expect(moved.workers).toMatchObject([{ grids: [ONE], households: 735 }])
    expect(await postOf()).toEqual({
      unit: ONE,
      path: `/370699/370699001/370699001001/${ONE}/`,
      name: '安泰社区第一网格网格员',
    })
    const audit = await database.db.query(
      `select before, after from audit where action = 'worker.place' order by id desc limit 1`,
    )
    expect(audit).toEqual([{ before: { grids: [TWO, ONE] }, after: { grids: [ONE] } }])
  })
})
