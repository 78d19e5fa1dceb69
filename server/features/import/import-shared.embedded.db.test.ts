import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { type Manifest, manifest as manifestForm } from '#domain/contract/manifest.ts'
import { type Database, openDatabase, RowsHeld } from '#server/db.ts'
import { readEnginePid } from '#server/engine/folder-lock.ts'
import { holdingIssues, partOf, settleParts } from '#server/engine/parts.ts'
import { createIssueWriter } from '#server/issue/issue-writer.ts'
import { refreshStatistics } from '#server/refresh-statistics.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { copyTemplate, embeddedSettings } from '#server/test-support/embedded-template.ts'
import { oncePossible } from '#server/test-support/once-possible.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { testLog } from '#server/test-support/test-log.ts'
import { importSource } from './import-source.ts'
import type { SourceReport } from './report.ts'
import { undoImport } from './undo-import.ts'

const COUNTY = '990002'
const ROWS = 1_500
/** Few enough to come in at once. */
const FEW = 600
const AREAS = 80

/** The embedded engine has one session for an import and everybody else. */
describe('while many issues come in on the embedded engine', () => {
  const database = withDatabase()
  let folder: string
  let manifest: Manifest
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gridboard-import-'))
    const lines = Array.from({ length: ROWS }, (_, row) => {
      const day = new Date(Date.UTC(2026, 0, 1 + (row % 20))).toISOString().slice(0, 10)
      return `R${row},${day}T08:00:00Z,${row % 5 === 0 ? '' : `${day}T18:00:00Z`},lamp,${120 + (row % 400) / 4000},${37 + (row % 97) / 1000}`
    })
    const head = 'id,opened,closed,kind,lon,lat'
    await writeFile(join(folder, 'r.csv'), [head, ...lines].join('\n'))
    await writeFile(join(folder, 'few.csv'), [head, ...lines.slice(0, FEW)].join('\n'))
    const ring = [
      [119.9, 36.9],
      [120.3, 36.9],
      [120.3, 37.3],
      [119.9, 37.3],
      [119.9, 36.9],
    ]
    const area = {
      type: 'Feature',
      properties: { id: 1, name: '甲' },
      geometry: { type: 'Polygon', coordinates: [ring] },
    }
    await writeFile(join(folder, 'a.geojson'), JSON.stringify({ type: 'FeatureCollection', features: [area] }))
    const cells = Array.from({ length: ROWS }, (_, cell) => [120 + (cell % 40) / 200, 37 + Math.floor(cell / 40) / 200])
    const drawn = (type: string, draw: (west: number, south: number) => unknown, rows = ROWS) =>
      JSON.stringify({
        type: 'FeatureCollection',
        features: cells.slice(0, rows).map(([west, south], id) => ({
          ...{ type: 'Feature', properties: { id, name: `甲${id}` } },
          geometry: { type, coordinates: draw(west!, south!) },
        })),
      })
    const square = (west: number, south: number) => [
      [
        [west, south],
        [west + 0.004, south],
        [west + 0.004, south + 0.004],
        [west, south + 0.004],
        [west, south],
      ],
    ]
    await writeFile(join(folder, 'squares.geojson'), drawn('Polygon', square))
    await writeFile(join(folder, 'few-squares.geojson'), drawn('Polygon', square, AREAS))
    await writeFile(
      join(folder, 'lines.geojson'),
      drawn('LineString', (west, south) => [
        [west, south],
        [west + 0.005, south],
      ]),
    )
    const table = { format: 'csv', coordinates: { longitude: 'lon', latitude: 'lat' } }
    const requests = {
      ...{ ...table, layer: 'issue', months: ['2026-01', '2026-01'], key: 'id' },
      fields: {
        ...{ category: 'kind', title: 'kind', source: { value: 'hotline' } },
        ...{ filedAt: 'opened', closedAt: 'closed' },
      },
    }
    manifest = manifestForm.parse({
      county: {
        ...{ code: COUNTY, name: '试验市', nameEn: 'Trial', timeZone: 'Asia/Shanghai', near: [120.05, 37.05] },
        ...{ street: '城区', attribution: 'made for this test' },
      },
      folder: '.',
      catalogue: { effectiveFrom: '2026-01-01', categories: [{ code: `${COUNTY}-1`, nameEn: 'lamp' }] },
      sources: [
        { name: 'areas', file: 'a.geojson', layer: 'area', key: 'id', fields: { name: 'name' } },
        { ...requests, name: 'requests', file: 'r.csv' },
        { ...requests, name: 'few', file: 'few.csv' },
        { ...requests, fields: { ...requests.fields, title: 'id' }, name: 'requests', file: 'r.csv' },
        { name: 'parks', file: 'squares.geojson', layer: 'green', key: 'id', fields: { name: 'name' } },
        { name: 'ways', file: 'lines.geojson', layer: 'walk_edge', key: 'id', fields: { name: 'name' } },
        { name: 'more-areas', file: 'few-squares.geojson', layer: 'area', key: 'id', fields: { name: 'name' } },
      ],
    })
    await bring(0)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const bring = (source: number, dryRun = false): Promise<SourceReport> =>
    importSource(database.db, manifest, manifest.sources[source]!, folder, { dryRun })

  /** Asks small questions while the work goes on: how many were answered, and whether one waited for nearly all of it (an undo comes in two parts, of 1,000 and 500). */
  async function askedMeanwhile<Result>(work: Promise<Result>) {
    const began = performance.now()
    let under = true
    const asking = (async () => {
      let [answered, slowest] = [0, 0]
      while (under) {
        const asked = performance.now()
        await database.db.query('select count(*) from county where code = $1::text', [COUNTY])
        slowest = Math.max(slowest, performance.now() - asked)
        answered += 1
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      return { answered, slowest }
    })()
    const result = await work.finally(() => (under = false))
    const { answered, slowest } = await asking
    return { result, served: answered > 2 && slowest < (performance.now() - began) * 0.85 }
  }
  const undo = (run: number) => undoImport(database.db, COUNTY, run, null, new Date())
  const titles = async () =>
    (await database.db.query<{ count: number }>('select count(distinct title)::int as count from issue'))[0]!.count

  /** What the database has to do with imports, in one question. */
  const standing = async () => {
    const [row] = await database.db.query<object>(
      `select (select count(*) from issue) as issues, (select count(distinct title) from issue) as titles,
        (select count(*) from issue_event) as entries, (select count(*) from import_change) as changes,
        (select count(*) from area) as areas, (select count(*) from green) as parks,
        (select count(*) from walk_node) as nodes, (select count(*) from walk_edge) as edges,
        (select count(*) from feed) as feed, (select count(*) from import_run where undone_at is null) as runs`,
    )
    return row!
  }

  /** What pages are told: a list, key figures, and the heat, which is counted from what the server holds in memory. */
  async function told({ url }: TestServer) {
    const ask = async (path: string) => (await fetch(`${url}${path}county=${COUNTY}`)).json()
    const list = z
      .object({ issues: z.array(z.object({ title: z.string() })) })
      .parse(await ask('/api/issues?state=all&limit=1&'))
    const figures = z.object({ open: z.object({ value: z.number() }) }).parse(await ask('/api/figures?'))
    const heat = z.object({ count: z.number() }).parse(await ask('/api/heat?state=all&days=30&'))
    return { list: list.issues.map(({ title }) => title), open: figures.open.value, heat: heat.count }
  }

  /** Looks on from all sides, and finds what was before or what is after in each, and nothing in between. */
  async function wholly<Result>(server: TestServer, work: () => Promise<Result>): Promise<Result> {
    const look = async () => Object.entries({ ...(await standing()), ...(await told(server)) })
    const seen: [string, unknown][] = []
    const before = await look()
    let under = true
    const lookOn = async (at: () => Promise<object>) => {
      while (under) seen.push(...Object.entries(await at()))
    }
    const looking = [lookOn(standing), lookOn(() => told(server))]
    const result = await work().finally(() => (under = false))
    await Promise.all(looking)
    // the heat is brought up to the feed a moment later
    const after = await vi.waitFor(async () => {
      const now = Object.fromEntries(await look())
      expect(Number(now.heat)).toBe(Number(now.issues))
      return now
    })
    const known = Object.fromEntries(before)
    for (const [what, value] of seen) expect([known[what], after[what]], what).toContainEqual(value)
    expect(seen.length).toBeGreaterThan(before.length)
    return result
  }
  const count = async () =>
    (await database.db.query<{ count: number }>('select count(*)::int as count from issue'))[0]!.count

  it('small questions are answered in between during a trial, an import and an undo', async () => {
    const trial = await askedMeanwhile(bring(1, true))
    expect(trial.result).toMatchObject({ dryRun: true, kept: ROWS, changes: { new: ROWS, changed: 0 }, run: null })
    expect(trial.served).toBe(true)
    expect(await count()).toBe(0)

    const taken = await askedMeanwhile(bring(1))
    expect(taken.result).toMatchObject({ kept: ROWS, changes: { new: ROWS, changed: 0 } })
    expect(taken.served).toBe(true)
    expect(await count()).toBe(ROWS)

    const again = await bring(1, true)
    expect(again).toMatchObject({ unchanged: ROWS, changes: { new: 0, changed: 0, unchanged: ROWS } })

    const undone = await askedMeanwhile(undoImport(database.db, COUNTY, taken.result.run!, null, new Date()))
    expect(undone.result).toMatchObject({ ok: true, rows: ROWS, kept: [] })
    expect(undone.served).toBe(true)
    expect(await count()).toBe(0)
  })

  it('nobody sees a part of them, be they few, many or told otherwise, nor of an undo', async () => {
    const server = await startTestServer(database.db, { now: new Date('2026-01-25T06:00:00Z') })
    try {
      for (const [source, rows] of [
        [2, FEW],
        [1, ROWS],
      ] as const) {
        const { run } = await wholly(server, () => bring(source))
        expect(await count()).toBe(rows)
        if (source === 1) {
          const told = await wholly(server, () => bring(3))
          expect(told.changes).toMatchObject({ new: 0, changed: ROWS })
          expect(await titles()).toBe(ROWS)
          await wholly(server, () => undo(told.run!))
          expect(await titles()).toBe(1)
        }
        await wholly(server, () => undo(run!))
        expect(await count()).toBe(0)
      }
    } finally {
      await server.close()
    }
  })

  it('nor of parks, ways or areas', async () => {
    const server = await startTestServer(database.db, { now: new Date('2026-01-25T06:00:00Z') })
    try {
      for (const [source, what, rows] of [
        [4, 'parks', ROWS],
        [5, 'edges', ROWS],
        [6, 'areas', AREAS],
      ] as const) {
        const before = new Map(Object.entries(await standing())).get(what)
        const { run } = await wholly(server, () => bring(source))
        // as the server does after an import: without it the engine compares each row with each to take them back
        await refreshStatistics(database.db)
        expect(Number(new Map(Object.entries(await standing())).get(what))).toBeGreaterThanOrEqual(rows)
        await wholly(server, () => undo(run!))
        expect(new Map(Object.entries(await standing())).get(what)).toEqual(before)
      }
    } finally {
      await server.close()
    }
  })

  it('what somebody acts on while it is told otherwise waits, and nothing else does', async () => {
    const { db } = database
    const { run } = await bring(1)
    const [held, free] = await db.query<{ number: string }>(
      `select number from issue where state <> 'closed' order by number limit 2`,
    )
    const part = 'gridboard import 990002 77 0'
    await db.transaction(
      (on) => on.query('delete from issue where county = $1::text and number = $2::text', [COUNTY, held!.number]),
      { part },
    )
    const writer = createIssueWriter(db)
    const supervise = ({ number }: { number: string }) =>
      writer.act(COUNTY, {
        ...{ number, version: null, person: null, at: Date.parse('2026-01-25T06:00:00Z'), reopenDays: 15 },
        ...{ trusted: true, actor: { name: '区指挥中心', role: 'district', unit: COUNTY, path: `/${COUNTY}/` } },
        act: { kind: 'given', act: { kind: 'supervise', reason: '催' } },
      })
    const [one, other] = await Promise.allSettled([supervise(held!), supervise(free!)])
    expect(one).toMatchObject({ status: 'rejected', reason: expect.any(RowsHeld) })
    expect(other).toMatchObject({ status: 'fulfilled', value: { ok: true } })

    let placed = false
    const holding = holdingIssues(db, async (on) => {
      await on.query('lock table issue in exclusive mode')
      placed = true
    })
    await db.query('select 1')
    expect(placed).toBe(false)
    await settleParts(db)
    await holding
    expect(await supervise(held!)).toMatchObject({ ok: true })
    expect(await undo(run!)).toMatchObject({ rows: ROWS - 2, kept: [held!.number, free!.number].sort() })
    await db.query('delete from issue_event')
    await db.query('delete from issue')
  })

  it('leaves no table of its own behind', async () => {
    const left = await database.db.query(
      `select relname from pg_class where relname like 'import\\_%' and relpersistence = 't'`,
    )
    expect(left).toEqual([])
  })

  it('leaves nothing where it fails half way', async () => {
    const refuse = (written: number) => {
      if (written > 500) throw new Error('enough')
    }
    const told = { onProgress: ({ written = 0 }) => refuse(written) }
    const before = await standing()
    await expect(importSource(database.db, manifest, manifest.sources[1]!, folder, told)).rejects.toThrow('enough')
    expect(await standing()).toEqual(before)
    expect(await database.db.query('select gid from pg_prepared_xacts')).toEqual([])
  })
})

/** The engine, and the server, may be killed at any moment of an import. */
describe('an import that is cut off on the embedded engine', () => {
  let folder: string
  let db: Database
  beforeAll(async () => {
    folder = await copyTemplate()
    db = await openDatabase(embeddedSettings(folder), testLog)
    await db.query('create table kept (number integer primary key)')
  })
  afterAll(async () => {
    await db.close()
    await rm(folder, { recursive: true, force: true })
  })

  const put = (number: number, part?: string) =>
    db.transaction((on) => on.query('insert into kept values ($1::integer)', [number]), part ? { part } : {})
  const numbers = async () =>
    (await oncePossible(() => db.query<{ number: number }>('select number from kept order by 1'))).map(
      (row) => row.number,
    )
  const record = (id: number) =>
    db.query(
      `insert into import_run (county, id, source, layer, file, at, actor, report)
      values ($1::text, $2::bigint, '', 'issue', '', now(), '', '{}')`,
      [COUNTY, id],
    )
  const started = async () => {
    await db.close()
    db = await openDatabase(embeddedSettings(folder), testLog)
  }

  it('was never there when the server starts again, nor was an undo', async () => {
    await record(1)
    await put(1, partOf({ act: 'import', county: COUNTY, run: 2 }, 0))
    await put(2, partOf({ act: 'undo', county: COUNTY, run: 1 }, 0))
    await started()
    expect(await numbers()).toEqual([])
    expect(await db.query('select gid from pg_prepared_xacts')).toEqual([])
  })

  it('stands whole where the history has it', async () => {
    await put(3, partOf({ act: 'import', county: COUNTY, run: 3 }, 0))
    await put(4, partOf({ act: 'import', county: COUNTY, run: 3 }, 1))
    await record(3)
    await put(5, partOf({ act: 'undo', county: COUNTY, run: 1 }, 0))
    await db.query('update import_run set undone_at = now() where id = 1')
    await started()
    expect(await numbers()).toEqual([3, 4, 5])
  })

  it('outlives an engine that is killed, unseen', async () => {
    const part = partOf({ act: 'import', county: COUNTY, run: 4 }, 0)
    await put(6, part)
    process.kill(readEnginePid(join(folder, 'engine.lock'))!, 'SIGKILL')
    expect(await numbers()).toEqual([3, 4, 5])
    await oncePossible(() => db.transaction(async () => {}, { settles: [part] }))
    expect(await numbers()).toEqual([3, 4, 5, 6])
  })
})
