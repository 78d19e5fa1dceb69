import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clockStateOf, getIssue, listIssues } from '#domain/contract/issue.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'

describe('GET /api/issues', () => {
  const database = withDatabase()
  let server: TestServer

  beforeAll(async () => {
    await createSmallCounty(database.db)
    // 60 issues a minute apart, two at a time in the same microsecond; every fifth closed, every third in the east
    await database.db.query(
      `insert into issue (county, id, filed_at, number, category, source, state, title, street, community, grid,
         answer_by, finish_by, closed_at, geom)
       select $1::text, n, at, 'T' || n, case when n % 2 = 0 then 'lamp' else 'burst' end, 'patrol',
         case when n % 5 = 0 then 'closed' else 'handling' end, '<b>灯 ''; drop table issue; --</b>',
         case when n % 3 = 0 then '370699002' else '370699001' end, '', '', at + interval '2 hours', at + make_interval(hours => 40, mins => 5 * n),
         case when n % 5 = 0 then at + interval '1 hour' end,
         st_setsrid(st_makepoint(case when n % 3 = 0 then 120.15 else 120.05 end, 37.05), 4326)
       from generate_series(1, 60) n
       cross join lateral (select timestamptz '2026-11-20 00:00:00.000123Z' + make_interval(mins => n / 2) as at) moment`,
      [SMALL_COUNTY],
    )
    await database.db.query(
      `insert into issue_event (county, issue, sequence, at, kind, actor, detail) values
         ($1::text, 1, 1, '2026-11-20T00:00:00Z', 'file', '滨海街道网格员', '{"phone": "13800000000"}'),
         ($1::text, 1, 2, '2026-11-20T00:10:00Z', 'return', '县城管局', '{"reason": "不属本单位", "caller": "张三"}')`,
      [SMALL_COUNTY],
    )
    server = await startTestServer(database.db, { now: new Date('2026-11-21T18:00:00Z') })
  })
  afterAll(() => server.close())

  const ask = async (search: string) => {
    const response = await fetch(`${server.url}/api/issues?county=${SMALL_COUNTY}&${search}`)
    expect(response.status).toBe(200)
    return listIssues.answer.parse(await response.json())
  }
  const refuse = async (address: string) => {
    const response = await fetch(`${server.url}${address}`)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    return { status: response.status, ...((await response.json()) as { code: string; path?: string }) }
  }

  it('pages through open issues, newest first, each exactly once', async () => {
    const seen: string[] = []
    let cursor = ''
    for (let page = 0; page < 20; page++) {
      const answer = await ask(`limit=7${cursor}`)
      seen.push(...answer.issues.map((issue) => issue.number))
      if (answer.next === null) break
      cursor = `&cursor=${answer.next}`
    }
    const expected = Array.from({ length: 60 }, (_, index) => 60 - index).filter((n) => n % 5 !== 0)
    expect(seen).toEqual(expected.map((n) => `T${n}`))
  })

  it('filters by state, category, area, box and numbers', async () => {
    expect((await ask('state=closed&limit=100')).issues).toHaveLength(12)
    expect((await ask('state=all&category=lamp&limit=100')).issues).toHaveLength(30)
    expect((await ask('state=all&area=370699002&limit=100')).issues).toHaveLength(20)
    expect((await ask('state=all&box=120.1,37,120.2,37.1&limit=100')).issues).toHaveLength(20)
    expect((await ask('numbers=T5,T7,T999')).issues.map((issue) => issue.number)).toEqual(['T7', 'T5'])
    expect((await ask("category=' or 1=1 --")).issues).toEqual([])
    expect((await ask('cursor=T999')).issues).toEqual([])
  })

  it('finds what was filed near a place, measured on the sphere, and counts the same as the distance does', async () => {
    const inEast = await ask('state=all&near=120.15,37.05,10&limit=100')
    expect(inEast.issues).toHaveLength(20)
    // 0.1 degree of longitude at 37.05 degrees is 8,874.6 m on the sphere
    expect((await ask('state=all&near=120.15,37.05,8874&limit=100')).issues).toHaveLength(20)
    expect((await ask('state=all&near=120.15,37.05,8876&limit=100')).issues).toHaveLength(60)
    expect((await ask('state=all&near=0,90,20000&limit=100')).issues).toEqual([])
    expect((await ask('state=all&near=180,-90,20000&limit=100')).issues).toEqual([])
  })

  it('filters by moment, source, hour and weekday of the county', async () => {
    // filed between 00:00 and 00:30 UTC of a Friday, two a minute: 8 o'clock in Shanghai
    expect((await ask('state=all&from=2026-11-20T00:20:00Z&limit=100')).issues).toHaveLength(21)
    expect((await ask('state=all&to=2026-11-20T00:20:00Z&limit=100')).issues).toHaveLength(39)
    expect(
      (await ask('state=all&from=2026-11-20T08:10:00%2B08:00&to=2026-11-20T00:20:00Z&limit=100')).issues,
    ).toHaveLength(20)
    expect((await ask('state=all&hours=8&limit=100')).issues).toHaveLength(60)
    // a full page of the last two months, and one that is not
    const all = (await ask('state=all&limit=100')).issues
    expect((await ask('state=all&hours=8&limit=20')).issues).toEqual(all.slice(0, 20))
    expect((await ask('state=all&hours=8&limit=61')).issues).toEqual(all)
    expect((await ask('state=all&hours=0-7,9-23&limit=100')).issues).toEqual([])
    expect((await ask('state=all&weekdays=5&hours=7-9&limit=100')).issues).toHaveLength(60)
    expect((await ask('state=all&weekdays=6-4&limit=100')).issues).toEqual([])
    expect((await ask('state=all&source=patrol,hotline&limit=100')).issues).toHaveLength(60)
    expect((await ask('state=all&source=hotline&limit=100')).issues).toEqual([])
    expect((await ask('category=lamp&area=370699002&near=120.15,37.05,50&weekdays=5&limit=100')).issues).toHaveLength(8)
  })

  it.each(['on-time', 'soon', 'late', 'stopped'] as const)(
    'finds by the clock what the clock says: %s',
    async (clock) => {
      const all = await ask('state=all&limit=100')
      const expected = all.issues.filter((issue) => clockStateOf(issue, Date.parse(all.now)) === clock)
      const found = await ask(`state=all&clock=${clock}&limit=100`)
      expect(found.issues.map((issue) => issue.number)).toEqual(expected.map((issue) => issue.number))
      expect(found.issues.length).toBeGreaterThan(0)
    },
  )

  it('finds by unit, level and notice what the summaries say', async () => {
    await database.db.query(
      `update issue set unit = '370699002', level = 'street', notice = 'red' where county = $1::text and number in ('T3', 'T6')`,
      [SMALL_COUNTY],
    )
    const numbers = async (search: string) =>
      (await ask(`state=all&limit=100&${search}`)).issues.map((one) => one.number)
    expect(await numbers('level=street')).toEqual(['T6', 'T3'])
    expect(await numbers('notice=red')).toEqual(['T6', 'T3'])
    expect(await numbers('unit=370699002&level=street&notice=red')).toEqual(['T6', 'T3'])
    expect(await numbers('level=street&notice=blue')).toEqual([])
    expect((await refuse(`/api/issues?county=${SMALL_COUNTY}&level=village`)).status).toBe(400)
  })

  it('pages through the soonest and the latest to be finished, each exactly once', async () => {
    const read = async (order: string) => {
      const seen: string[] = []
      let cursor = ''
      for (let page = 0; page < 20; page++) {
        const answer = await ask(`state=all&order=${order}&limit=7${cursor}`)
        seen.push(...answer.issues.map((issue) => issue.number))
        if (answer.next === null) break
        cursor = `&cursor=${answer.next}`
      }
      return seen
    }
    const soonest = Array.from({ length: 60 }, (_, index) => `T${index + 1}`)
    expect(await read('soonest')).toEqual(soonest)
    expect(await read('latest')).toEqual(soonest.reverse())
  })

  it('names what is wrong in a request and never fails', async () => {
    for (const [search, path] of [
      ['box=1,2,3', 'query.box'],
      ['box=37,120,37.1,120.2', 'query.box'],
      ['box=120.2,37,120.1,37.1', 'query.box'],
      ['box=NaN,37,120,38', 'query.box'],
      ['limit=0', 'query.limit'],
      ['limit=1e9', 'query.limit'],
      ['state=lost', 'query.state'],
      ['area=%00', 'query.area'],
      ['numbers=', 'query.numbers'],
      ['category=%00', 'query.category'],
      ['cursor=%0A', 'query.cursor'],
      ['near=120,37', 'query.near'],
      ['near=120,37,0', 'query.near'],
      ['near=120,37,1e9', 'query.near'],
      ['near=37,120,300', 'query.near'],
      ['near=NaN,37,300', 'query.near'],
      ['from=yesterday', 'query.from'],
      ['from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'query.to'],
      ['source=gossip', 'query.source'],
      ['source=', 'query.source'],
      ['hours=25', 'query.hours'],
      ['weekdays=0', 'query.weekdays'],
      ['weekdays=', 'query.weekdays'],
      ['clock=broken', 'query.clock'],
      ['order=oldest', 'query.order'],
    ]) {
      const refused = await refuse(`/api/issues?county=${SMALL_COUNTY}&${search}`)
      expect([search, refused.status]).toEqual([search, 400])
      expect(refused.path).toContain(path)
    }
    expect(await refuse('/api/issues?county=999999')).toMatchObject({ status: 404, code: 'unknown-county' })
    expect(await refuse(`/api/issues/%00?county=${SMALL_COUNTY}`)).toMatchObject({ status: 400, path: 'path.number' })
  })

  it('gives one issue with its history, and nothing about persons', async () => {
    const response = await fetch(`${server.url}/api/issues/T1?county=${SMALL_COUNTY}`)
    const text = await response.text()
    const answer = getIssue.answer.parse(JSON.parse(text))
    expect(answer.issue.title).toBe("<b>灯 '; drop table issue; --</b>")
    expect(answer.history.map((entry) => entry.kind)).toEqual(['file', 'return'])
    // what posts write to each other is theirs
    expect(text).not.toContain('不属本单位')
    expect(answer).toMatchObject({ standing: null, offers: [], unitNames: {} })
    expect(text).not.toContain('13800000000')
    expect(text).not.toContain('张三')
    expect(await refuse(`/api/issues/T999?county=${SMALL_COUNTY}`)).toMatchObject({
      status: 404,
      code: 'unknown-issue',
    })
    expect(await refuse('/api/issues/T1?county=999999')).toMatchObject({ status: 404, code: 'unknown-county' })
  })
})
