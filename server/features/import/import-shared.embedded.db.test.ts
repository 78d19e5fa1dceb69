import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Manifest, manifest as manifestForm } from '#domain/contract/manifest.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { importSource } from './import-source.ts'
import { takeBackUnfinished } from './issues-by-turns.ts'
import type { SourceReport } from './report.ts'
import { undoImport } from './undo-import.ts'

const COUNTY = '990002'
const ROWS = 1_500
/** Few enough to come in at once. */
const FEW = 600

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

  it('few come in at once: nobody sees a part of them', async () => {
    const seen = new Set<number>()
    let under = true
    const looking = (async () => {
      while (under) {
        seen.add(await count())
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    })()
    const { run } = await bring(2).finally(() => (under = false))
    await looking
    expect([...seen].filter((rows) => rows !== 0 && rows !== FEW)).toEqual([])
    expect(await count()).toBe(FEW)
    await undoImport(database.db, COUNTY, run!, null, new Date())
    expect(await count()).toBe(0)
  })

  it('leaves no table of its own behind', async () => {
    const left = await database.db.query(
      `select relname from pg_class where relname like 'import\\_%' and relpersistence = 't'`,
    )
    expect(left).toEqual([])
  })

  it('is taken back where it fails half way, and where it was cut off', async () => {
    const { db } = database
    const told = { onProgress: ({ written = 0 }) => refuse(written) }
    const refuse = (written: number) => {
      if (written > 500) throw new Error('enough')
    }
    await expect(importSource(db, manifest, manifest.sources[1]!, folder, told)).rejects.toThrow('enough')
    expect(await count()).toBe(0)
    const { run } = await bring(1)
    await db.query(`update import_run set report = report || '{"unfinished": true}' where id = $1::bigint`, [run])
    await takeBackUnfinished(db, null, null)
    expect(await count()).toBe(0)
    const runs = await db.query(`select 1 from import_run where layer = 'issue' and undone_at is null`)
    expect(runs).toEqual([])
  })
})
