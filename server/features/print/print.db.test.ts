import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PrintRun } from '#domain/contract/print.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { readPdf } from '#server/test-support/read-pdf.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { addBuildings, createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'

const now = new Date('2026-11-21T06:00:00Z')
/** Of extension H: no typeface of ours has it. */
const RARE = '\u{31350}'

describe('/api/prints', () => {
  const database = withDatabase()
  let server: TestServer
  let community: Record<string, string>
  let district: Record<string, string>

  beforeAll(async () => {
    const { db } = database
    await createSmallCounty(db)
    await addBuildings(db)
    await db.query(`update building set name = substr(code, 2) || '号楼' where county = $1::text`, [SMALL_COUNTY])
    await db.query(`update grid set name = $2::text where county = $1::text and code = '370699002001001'`, [
      SMALL_COUNTY,
      `松园社区${RARE}网格`,
    ])
    server = await startTestServer(db, { now })
    const path = '/370699/370699001/370699001001/'
    community = await actAs(server.context, { role: 'community', unit: '370699001001', path })
    district = await actAs(server.context, { role: 'district' })
    await actAs(server.context, {
      role: 'grid-worker',
      unit: '370699001001001',
      path: `${path}370699001001001/`,
      name: '一网格网格员',
    })
    await db.query(
      `update person set name = '张建国', phone = '0535-0123456' where county = $1::text and id in (
      select person from post where role = 'grid-worker')`,
      [SMALL_COUNTY],
    )
  })
  afterAll(() => server.close())

  const address = (rest = '') => `${server.url}/api/prints${rest}?county=${SMALL_COUNTY}`
  const start = (body: object, headers: Record<string, string>) =>
    fetch(address(), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const boards = { kind: 'signboards', scope: '370699001001' }

  async function finished(id: string, headers: Record<string, string>): Promise<PrintRun> {
    for (;;) {
      const run: PrintRun = await (await fetch(address(`/${id}`), { headers })).json()
      if (run.state !== 'waiting' && run.state !== 'drawing') return run
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  async function printed(body: object, headers: Record<string, string>) {
    const answer = await start(body, headers)
    if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`)
    const run = await finished((await answer.json()).id, headers)
    const file = await fetch(address(`/${run.id}/file`), { headers })
    return { run, file, bytes: new Uint8Array(await file.arrayBuffer()) }
  }

  it('prints a board for each inhabited building of a community, for its desk', async () => {
    const { run, file, bytes } = await printed(boards, community)
    expect(run).toMatchObject({ state: 'done', pages: 29, pagesDone: 29, bytes: bytes.length, notes: [] })
    expect(file.headers.get('Content-Type')).toBe('application/pdf')
    expect(decodeURIComponent(file.headers.get('Content-Disposition') ?? '')).toContain(
      '安泰社区-公示牌-2026-11-21.pdf',
    )
    const { pages, lines, size, fonts, title } = await readPdf(bytes, 3)
    expect([pages, ...size.map(Math.round)]).toEqual([29, 595, 842])
    expect(title).toBe('网格服务公示牌 · 安泰社区')
    expect(fonts.every(({ embedded }) => embedded)).toBe(true)
    for (const words of ['安泰社区第一网格', '网格编号 370699001001001', '3号楼', '张建国', '0535-0123456', '工作职责'])
      expect(lines).toContain(words)
  })

  it('says what own duties are, names vacant grids and characters the typeface lacks, and refuses none', async () => {
    const own = { ...boards, scope: SMALL_COUNTY, duties: ['喂猫'], language: 'en' }
    const { run, bytes } = await printed(own, district)
    const { lines } = await readPdf(bytes, 50)
    expect(lines).toContain('1. 喂猫')
    expect(lines).toContain('Vacant')
    expect(lines).toContain('松园社区〓网格')
    expect(run.notes).toEqual([
      { kind: 'without-worker', count: 1, names: [`松园社区${RARE}网格`] },
      { kind: 'lacking-character', count: 1, names: [RARE] },
    ])
  })

  it('draws a map sheet for each community with grids, with key, table and the worker of each', async () => {
    const { run, bytes } = await printed({ kind: 'sheets', scope: SMALL_COUNTY }, district)
    expect(run).toMatchObject({
      state: 'done',
      pages: 2,
      notes: [{ kind: 'without-worker', count: 1 }, { kind: 'lacking-character' }],
    })
    const { pages, lines, size } = await readPdf(bytes)
    expect([pages, ...size.map(Math.round)]).toEqual([2, 1191, 842])
    const text = lines.join('\n')
    for (const words of ['安泰社区网格图', '图例', '370699001001001', '张建国', '比例尺 1:', '2026年11月21日的网格'])
      expect(text).toContain(words)
  })

  it('reports a plan: what changes and why, both sides, both maps, who changes hands', async () => {
    const made = await fetch(`${server.url}/api/plans?county=${SMALL_COUNTY}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...district },
      body: JSON.stringify({
        ...{ name: '安泰社区调整', scope: '370699001001' },
        operations: [
          {
            ...{ kind: 'split', face: '370699001001001', keep: 'left', code: 'new1', name: '安泰社区新网格' },
            line: [
              [119.99, 37.05],
              [120.11, 37.05],
            ],
          },
        ],
      }),
    })
    const { id } = await made.json()
    const { run, bytes } = await printed({ kind: 'report', plan: id, why: '户数太多' }, district)
    expect(run).toMatchObject({ state: 'done', fileName: '安泰社区调整-方案说明-2026-11-21.pdf' })
    const first = await readPdf(bytes)
    const text = first.lines.join('\n')
    for (const words of [
      '户数太多',
      '新设 1 个网格',
      '前后对照',
      '0 / 1',
      '0 / 2',
      '安泰社区新网格',
      '界线在路、河、墙上',
      '步行到网格驻点',
    ])
      expect(text).toContain(words)
    expect(first.pages).toBe(2)
    // no table explains numbers there: each grid has its households and, where there is room, its name
    const maps = (await readPdf(bytes, 2)).lines.join('\n')
    for (const words of ['方案的网格与户数（1:', '安泰社区新网格', '安泰社区第一网格']) expect(maps).toContain(words)
  })

  it('prints only for desks and planners, of their own area', async () => {
    const refused = async (body: object, headers: Record<string, string>) => {
      const answer = await start(body, headers)
      return [answer.status, (await answer.json()).code]
    }
    const worker = await actAs(server.context, { role: 'grid-worker', unit: '370699002001001' })
    await database.db.query(`delete from post where county = $1::text and unit = '370699002001001'`, [SMALL_COUNTY])
    expect(await refused(boards, {})).toEqual([401, 'sign-in-needed'])
    expect(await refused(boards, await actAs(server.context, { role: 'viewer' }))).toEqual([403, 'not-allowed'])
    expect(await refused(boards, worker)).toEqual([401, 'sign-in-needed'])
    expect(await refused({ ...boards, scope: '370699002' }, community)).toEqual([403, 'outside-scope'])
    expect(await refused({ ...boards, scope: '37' }, district)).toEqual([404, 'unknown-area'])
    expect(await refused({ ...boards, duties: Array(7).fill('x') }, district)).toEqual([400, 'invalid-request'])
    await database.db.query(`update building set households = 0 where micro_grid = '37069900200100101'`)
    expect(await refused({ ...boards, scope: '370699002001' }, district)).toEqual([422, 'nothing-to-print'])
  })

  it('tells nobody else of a print, keeps nothing of one that was cancelled, and takes two at once of one person', async () => {
    const all = { ...boards, buildings: 'all' }
    const [first, second, third] = await Promise.all([
      start(all, community),
      start(all, community),
      start(all, community),
    ])
    const answers = [first!, second!, third!]
    const busy = answers.find(({ status }) => status === 503)!
    expect([(await busy.json()).code, busy.headers.get('Retry-After')]).toEqual(['too-many-prints', '20'])
    const [one, two]: PrintRun[] = await Promise.all(
      answers.filter((answer) => answer !== busy).map((answer) => answer.json()),
    )
    expect((await fetch(address(`/${one!.id}`), { headers: district })).status).toBe(404)
    expect((await fetch(address(`/${one!.id}/file`), { headers: district })).status).toBe(404)
    const cancelled = await fetch(address(`/${two!.id}`), { method: 'DELETE', headers: community })
    expect(await cancelled.json()).toMatchObject({ state: 'cancelled' })
    expect((await fetch(address(`/${two!.id}/file`), { headers: community })).status).toBe(409)
    expect(await finished(one!.id, community)).toMatchObject({ state: 'done' })
    expect(await finished(two!.id, community)).toMatchObject({ state: 'cancelled' })
  })
})
