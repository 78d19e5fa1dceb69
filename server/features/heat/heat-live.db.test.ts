import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { getHeat, getHeatBands } from '#domain/contract/heat.ts'
import { listIssues } from '#domain/contract/issue.ts'
import { seededRandom } from '#domain/heat/random.ts'
import { readBinary } from '#domain/heat/read-binary.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'

const now = new Date('2026-11-21T06:00:00Z')
const ISSUES = 1_000
const questions = [
  'state=open',
  'state=all&days=30',
  'state=all&days=20&compare=before',
  'state=all&hours=7-9,17&weekdays=1-5',
  'state=all&source=hotline,online&category=burst&from=2026-10-01T00:00:00Z&to=2026-11-11T00:00:00Z',
]

describe('the density while issues change', () => {
  const database = withDatabase()
  let server: TestServer

  beforeAll(async () => {
    await createSmallCounty(database.db)
    // 1,000 issues of the last 80 days all over the county, and a little beyond it
    await database.db.query(
      `insert into issue (county, id, filed_at, number, category, source, state, title, answer_by, finish_by, geom)
       select $1::text, n, $2::timestamptz - make_interval(mins => n * 115), 'N' || n,
         case when n % 2 = 0 then 'lamp' else 'burst' end,
         (array['patrol', 'worker', 'resident', 'hotline', 'online', 'system'])[1 + n % 6],
         case when n % 3 = 0 then 'closed' else 'handling' end, '', $2::timestamptz, $2::timestamptz,
         st_setsrid(st_makepoint(119.99 + 0.22 * (n * 37 % 1000) / 1000.0, 36.99 + 0.12 * (n * 91 % 1000) / 1000.0), 4326)
       from generate_series(1, $3::integer) n`,
      [SMALL_COUNTY, now, ISSUES],
    )
    server = await startTestServer(database.db, { now })
  })
  afterAll(() => server.close())

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/${path}&county=${SMALL_COUNTY}`, { headers })
  const heatOf = async (question: string, of = server) => {
    const response = await fetch(`${of.url}/api/heat?county=${SMALL_COUNTY}&${question}`)
    expect(response.status).toBe(200)
    return getHeat.answer.parse(await response.json())
  }

  it('counts the issues that the list finds by the same filter', async () => {
    for (const question of questions.filter((one) => !one.includes('compare'))) {
      const { count, outside, filter } = await heatOf(question)
      const { days: _, ...same } = Object.fromEntries(new URLSearchParams(question)) as Record<string, string>
      if (filter.from !== null) same.from = filter.from
      const listed = listIssues.answer.parse(await (await get(`issues?limit=500&${new URLSearchParams(same)}`)).json())
      const more = listed.next === null ? 0 : await pagesAfter(same, listed.next)
      expect([question, count + outside]).toEqual([question, listed.issues.length + more])
      expect(count).toBeGreaterThan(0)
    }
  })

  async function pagesAfter(same: Record<string, string>, cursor: string): Promise<number> {
    const page = listIssues.answer.parse(
      await (await get(`issues?limit=500&${new URLSearchParams({ ...same, cursor })}`)).json(),
    )
    return page.issues.length + (page.next === null ? 0 : await pagesAfter(same, page.next))
  }

  it('is sent as bytes, compressed, and once more only when it changed', async () => {
    const response = await get('heat?values=binary&state=all')
    expect(response.headers.get('content-type')).toBe('application/vnd.gridboard.heat')
    expect(response.headers.get('content-encoding')).toBe('gzip')
    const read = readBinary(await response.arrayBuffer())
    const json = await heatOf('state=all')
    if (!read.ok || json.values.encoding !== 'packed') throw new Error('unread')
    const { stepPerSquareKilometer, beforeStepPerSquareKilometer, ...header } = read.header
    const { values, ...same } = json
    expect(header).toEqual(same)
    expect(stepPerSquareKilometer).toBe(values.stepPerSquareKilometer)
    expect([beforeStepPerSquareKilometer, read.before, values.before]).toEqual([null, null, null])
    expect(Buffer.from(read.steps.buffer, read.steps.byteOffset, read.steps.byteLength).toString('base64')).toBe(
      values.base64,
    )
    const etag = response.headers.get('etag')!
    const plain = await get('heat?values=binary&state=all', { 'accept-encoding': 'identity' })
    expect([plain.headers.get('content-encoding'), plain.headers.get('etag')]).toEqual([null, etag])
    expect(readBinary(await plain.arrayBuffer())).toEqual(read)
    const again = await get('heat?values=binary&state=all', { 'if-none-match': etag })
    expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0])
    expect((await get('heat?values=binary&state=open', { 'if-none-match': etag })).status).toBe(200)
  })

  it('shows a window less the window before, in signed steps and bands', async () => {
    const compared = await heatOf('state=all&days=20&compare=before&bandwidthMeters=1000')
    const before = await heatOf(
      `state=all&from=${compared.before?.from}&to=${compared.before?.to}&bandwidthMeters=1000`,
    )
    expect(compared.before?.to).toBe(compared.filter.from)
    expect(compared.before?.count).toBe(before.count)
    expect(Math.abs(compared.sum - (compared.count - before.count))).toBeLessThan(
      0.01 * (compared.count + before.count),
    )
    const read = readBinary(
      await (await get('heat?values=binary&state=all&days=20&compare=before&bandwidthMeters=1000')).arrayBuffer(),
    )
    if (!read.ok) throw new Error(read.reason)
    expect(read.steps).toBeInstanceOf(Int16Array)
    expect(Math.min(...read.steps)).toBeLessThan(0)
    expect(Math.max(...read.steps.map(Math.abs))).toBe(32_767)
    // the densities of the window before come along: how sure a change is depends on both
    const { grid, beforeStepPerSquareKilometer: step, cellMeters } = read.header
    expect(read.before?.length).toBe(grid.width * grid.height)
    const earlier = Array.from(read.before ?? []).reduce((sum, steps) => sum + steps * (step ?? 0), 0)
    expect(Math.abs((earlier * cellMeters ** 2) / 1e6 / before.count - 1)).toBeLessThan(0.01)
    const bands = getHeatBands.answer.parse(
      await (await get('heat/bands?state=all&days=20&compare=before&bandwidthMeters=1000&breaks=1,2')).json(),
    )
    const classes = bands.features.map((feature) => feature.properties.class)
    expect(Math.min(...classes)).toBeLessThan(0)
    expect(Math.max(...classes)).toBeGreaterThan(0)
    expect(classes).not.toContain(0)
  })

  it('is after 10,000 random changes what a server that starts now would show', async () => {
    const random = seededRandom(31)
    for (const question of questions) await heatOf(question)
    for (let round = 0; round < 20; round++) {
      await changeSome(500, random)
      await vi.waitFor(async () => expect(server.context.feed.sequence).toBe(await newest()), 10_000)
      await Promise.all(questions.map((question) => heatOf(question)))
    }
    const fresh = await startTestServer(database.db, { now })
    for (const question of questions) {
      const { sequence, at: _, ...kept } = await heatOf(question)
      const { sequence: same, at: __, ...fromScratch } = await heatOf(question, fresh)
      expect(kept).toEqual(fromScratch)
      expect([sequence, same]).toEqual([await newest(), await newest()])
    }
    await fresh.close()
  }, 120_000)

  /** Opens, closes, moves and files issues, each told to the feed in the same transaction. */
  async function changeSome(count: number, random: () => number): Promise<void> {
    const numbers = Array.from({ length: count }, () => 1 + Math.floor(random() * ISSUES * 1.2))
    const draws = numbers.map(() => random())
    await database.db.transaction(async (transaction) => {
      await transaction.query(
        `with drawn as (
           select distinct on (n) n, draw from unnest($2::integer[], $3::float8[]) as given (n, draw)
         ), changed as (
           update issue set
             state = case when draw < 0.5 then 'closed' else 'handling' end,
             category = case when draw * 10 - floor(draw * 10) < 0.3 then 'lamp' else category end,
             geom = case when draw * 7 - floor(draw * 7) < 0.3
               then st_setsrid(st_makepoint(119.99 + 0.22 * draw, 37.05), 4326) else geom end
           from drawn where county = $1::text and id = drawn.n
         )
         insert into issue (county, id, filed_at, number, category, source, state, title, answer_by, finish_by, geom)
         select $1::text, n, $4::timestamptz - make_interval(mins => (draw * 100000)::integer), 'N' || n, 'burst', 'hotline',
           'filed', '', $4::timestamptz, $4::timestamptz, st_setsrid(st_makepoint(120 + 0.2 * draw, 37.02), 4326)
         from drawn where not exists (select 1 from issue i where i.county = $1::text and i.id = drawn.n)`,
        [SMALL_COUNTY, numbers, draws, now],
      )
      await transaction.query(
        `select append_feed($1::text, 'issue', 'N' || n, 1, null) from unnest($2::integer[]) as n`,
        [SMALL_COUNTY, numbers],
      )
    })
  }

  async function newest(): Promise<number> {
    const rows = await database.db.query<{ newest: number }>('select max(sequence) as newest from feed')
    return rows[0]!.newest
  }
})
