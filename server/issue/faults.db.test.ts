import { type ChildProcess, spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '#scripts/bench/random.ts'
import { openDatabase } from '#server/db.ts'
import { freePort } from '#server/engine/free-port.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { copyTemplate, embeddedSettings } from '#server/test-support/embedded-template.ts'
import { clonePostgis } from '#server/test-support/postgis-template.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { postgisUrl, testEngine } from '#server/test-support/test-engine.ts'
import { testLog } from '#server/test-support/test-log.ts'
import { createIssueWriter, type Done } from './issue-writer.ts'
import { verifyHistories } from './verify-history.ts'

const REPORTS = 10_000
const HOUR = 3_600_000

describe('a server that is killed', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  let environment: Record<string, string>
  let drop: () => Promise<void>
  let child: ChildProcess | undefined

  beforeAll(async () => {
    if (testEngine() === 'embedded') {
      const folder = await copyTemplate()
      const db = await openDatabase(embeddedSettings(folder), testLog)
      await createSmallCounty(db)
      await db.close()
      environment = { DATA_DIR: folder }
      drop = () => rm(folder, { recursive: true, force: true })
    } else {
      const cloned = await clonePostgis()
      await createSmallCounty(cloned.db)
      const [row] = await cloned.db.query<{ name: string }>('select current_database() as name')
      const url = new URL(postgisUrl())
      url.pathname = `/${row!.name}`
      environment = { DATABASE_URL: url.href }
      drop = () => cloned.drop()
    }
  })
  afterAll(async () => {
    kill()
    await drop()
  })

  it('between commit and answer, and asked again with the same keys, has done each thing once', async () => {
    const random = seededRandom(3)
    const told = new Map<string, unknown>()
    let answered = 0
    const first = await start()
    const keys = Array.from({ length: 50 }, (_, index) => `report-${index}-key`)
    let end = () => {}
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    const asked = keys.map(async (key, index) => {
      // the last ones are asked as it ends: on a busy machine all others may have been answered
      await (index < 40 ? wait(random() * 150) : ended)
      const answer = await report(first, key).catch(() => null)
      // others are committed, or about to be, and will not be told
      if (answer?.ok && ++answered === 5) {
        end()
        kill()
      }
      const body: unknown = answer?.ok ? await answer.json().catch(() => null) : null
      if (body !== null) told.set(key, numberOf(body))
    })
    await Promise.all(asked)
    kill()
    // some answers were lost, or the test says nothing
    expect(told.size).toBeLessThan(keys.length)
    const url = await start()
    for (const key of keys) {
      const answer = await report(url, key)
      expect(answer.status).toBe(201)
      const number = numberOf(await answer.json())
      expect(number).toEqual(expect.any(String))
      // what was told before the end is told again
      if (told.get(key) !== undefined) expect(number).toBe(told.get(key))
      told.set(key, number)
    }
    expect(new Set(told.values()).size).toBe(keys.length)
    const list = await fetch(`${url}/api/issues?county=${SMALL_COUNTY}&state=all&limit=500`)
    const { issues }: { issues: { title: string }[] } = await list.json()
    expect(issues.map((issue) => issue.title).sort()).toEqual([...keys].sort())
  }, 180_000)

  function report(url: string, key: string): Promise<Response> {
    return fetch(`${url}/api/issues`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ county: SMALL_COUNTY, category: 'burst', title: key, position: [120.05, 37.05], key }),
    })
  }

  async function start(): Promise<string> {
    const port = await freePort()
    const { DATABASE_URL: _, ...inherited } = process.env
    child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
      cwd: root,
      env: { ...inherited, ...environment, PORT: String(port), LIVE: '0', LOG_LEVEL: 'silent' },
      stdio: 'ignore',
      detached: true,
    })
    const url = `http://127.0.0.1:${port}`
    for (let waited = 0; waited < 90_000; waited += 100) {
      if ((await fetch(`${url}/api/counties`).catch(() => null))?.ok) return url
      await wait(100)
    }
    throw new Error('the server does not answer')
  }

  /** The server and, where there is one, the engine: the whole group. */
  function kill(): void {
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    process.kill(-child.pid, 'SIGKILL')
    child = undefined
  }
})

describe('much at once', () => {
  const database = withDatabase()
  let servers: TestServer[]
  beforeAll(async () => {
    await createSmallCounty(database.db)
    servers = [await startTestServer(database.db), await startTestServer(database.db)]
  })
  afterAll(async () => {
    for (const server of servers) await server.close()
  })

  const post = async (server: TestServer, path: string, body: object, headers: Record<string, string>) => {
    const answer = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ county: SMALL_COUNTY, ...body }),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }

  it('ten thousand people report one burst pipe within a minute: all are taken, each as a report or as one more caller', async () => {
    const writer = createIssueWriter(database.db)
    const at = Date.now()
    const from = performance.now()
    const report = (key: string) =>
      writer.file(SMALL_COUNTY, {
        key,
        person: null,
        filed: {
          kind: 'report',
          at,
          actor: '',
          role: 'resident',
          filing: {
            category: 'burst',
            source: 'resident',
            title: '水管爆裂',
            place: '滨海路',
            emergency: true,
            longitude: 120.05,
            latitude: 37.05,
            answerBy: at + HOUR,
            finishBy: at + 9 * HOUR,
          },
        },
      })
    const first = await report('first-report')
    const join = (key: string): Promise<Done> =>
      writer.act(SMALL_COUNTY, {
        key,
        person: null,
        number: first.number,
        version: null,
        act: { kind: 'join' },
        at,
        actor: { role: 'resident', unit: '', path: '', name: '' },
        reopenDays: 15,
      })
    const done = await Promise.all(
      Array.from({ length: REPORTS }, (_, index) => (index % 10 === 0 ? report(`r-${index}`) : join(`j-${index}`))),
    )
    expect(done.filter((one) => !one.ok)).toEqual([])
    expect((performance.now() - from) / 1000).toBeLessThan(60)
    const [row] = await database.db.query('select callers, version from issue where number = $1::text', [first.number])
    expect(row).toEqual({ callers: 1 + 0.9 * REPORTS, version: 1 + 0.9 * REPORTS })
    const [counted] = await database.db.query('select count(*)::int as issues from issue')
    expect(counted).toEqual({ issues: 1 + REPORTS / 10 })
    expect(await verifyHistories(database.db, SMALL_COUNTY, () => {})).toMatchObject({ findings: 0 })
  }, 120_000)

  it('two servers on one database act on one issue: one succeeds, the other is told', async () => {
    const desk = await actAs(servers[0]!.context, { role: 'district' })
    const position = [120.05, 37.05]
    for (let turn = 0; turn < 12; turn++) {
      const filed = await post(servers[turn % 2]!, '/api/issues', { category: 'lamp', title: 'x', position }, desk)
      const number = numberOf(filed.body)
      const assign = { version: 1, act: { kind: 'assign', unit: SMALL_COUNTY } }
      const both = await Promise.all(servers.map((server) => post(server, `/api/issues/${number}/acts`, assign, desk)))
      expect(both.map((one) => one.status).sort()).toEqual([200, 409])
      expect(both.find((one) => one.status === 409)?.body).toMatchObject({ code: 'conflict' })
    }
  })

  it('a grid is withdrawn while issues are open in it: the community leads them on, the grid gets no new ones', async () => {
    const server = servers[0]!
    const community = await actAs(server.context, {
      role: 'community',
      unit: '370699001001',
      path: '/370699/370699001/370699001001/',
    })
    const filed = await post(
      server,
      '/api/issues',
      { category: 'lamp', title: 'x', position: [120.03, 37.03] },
      community,
    )
    const number = numberOf(filed.body)
    await database.db.query(`update grid set valid_to = current_date where code = '370699001001001'`)
    const act = (version: number, said: object) =>
      post(server, `/api/issues/${number}/acts`, { version, act: said }, community)
    const toGrid = await act(1, { kind: 'assign', unit: '370699001001001' })
    expect(toGrid).toMatchObject({ status: 422, body: { code: 'unknown-unit' } })
    for (const [index, said] of [
      { kind: 'assign', unit: '370699001001' },
      { kind: 'answer' },
      { kind: 'finish' },
      { kind: 'close' },
    ].entries())
      expect(await act(index + 1, said)).toMatchObject({ status: 200 })
    const shown = await fetch(`${server.url}/api/issues/${number}?county=${SMALL_COUNTY}`)
    expect(await shown.json()).toMatchObject({ issue: { grid: '370699001001001', state: 'closed' } })
    const later = await post(
      server,
      '/api/issues',
      { category: 'lamp', title: 'y', position: [120.03, 37.03] },
      community,
    )
    expect(later.body).toMatchObject({ issue: { grid: '', community: '370699001001' } })
    await database.db.query(`update grid set valid_to = null where code = '370699001001001'`)
  })

  it('an issue lies outside every grid and every community: the district leads it to its end', async () => {
    const server = servers[1]!
    await database.db.query(`update county set geom = st_multi(st_makeenvelope(120, 37, 120.3, 37.1, 4326))`)
    const desk = await actAs(server.context, { role: 'district' })
    const filed = await post(server, '/api/issues', { category: 'lamp', title: 'x', position: [120.25, 37.05] }, desk)
    expect(filed.body).toMatchObject({ issue: { street: '', community: '', grid: '', level: 'county' } })
    const number = numberOf(filed.body)
    for (const [index, said] of [
      { kind: 'assign', unit: SMALL_COUNTY },
      { kind: 'answer' },
      { kind: 'finish' },
    ].entries())
      expect(await post(server, `/api/issues/${number}/acts`, { version: index + 1, act: said }, desk)).toMatchObject({
        status: 200,
      })
    // a community next to it has no say in it
    const other = await actAs(server.context, {
      role: 'community',
      unit: '370699001001',
      path: '/370699/370699001/370699001001/',
    })
    expect(
      await post(server, `/api/issues/${number}/acts`, { version: 4, act: { kind: 'close' } }, other),
    ).toMatchObject({
      status: 403,
    })
  })
})

function numberOf(body: unknown): string {
  const issue: unknown = body !== null && typeof body === 'object' ? Reflect.get(body, 'issue') : null
  const number: unknown = issue !== null && typeof issue === 'object' ? Reflect.get(issue, 'number') : null
  return typeof number === 'string' ? number : expect.fail(`no number in ${JSON.stringify(body)}`)
}
