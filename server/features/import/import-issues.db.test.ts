import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path, { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ImportSource, type Manifest, manifest as manifestForm } from '#domain/contract/manifest.ts'
import { projectIssue } from '#domain/issue/project-issue.ts'
import { verifyHistories } from '#server/issue/verify-history.ts'
import { actOnIssue, readHistories } from '#server/issue/write-issues.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { importSource } from './import-source.ts'
import { NEVER_DUE } from './issue-row.ts'
import { readManifest } from './read-manifest.ts'
import type { SourceReport } from './report.ts'
import { undoImport } from './undo-import.ts'

const header = 'id,opened,target,closed,type,street,hood,lat,lon,via,office'
/** Real requests of Boston 2015, shortened to the columns used. */
const bicycle =
  '101001242404,01/05/2015 12:40:41 PM,,01/06/2015 01:46:56 PM,Abandoned Bicycle,29 Hereford St,Back Bay,42.3504,-71.0867,City Worker App,Hotline'
const allston =
  '101001242542,01/05/2015 03:01:42 PM,,04/29/2015 08:15:41 AM,Abandoned Bicycle,163-177 Allston St,Allston,42.348,-71.1382,Constituent Call,Hotline'
const light =
  '101001300001,11/01/2015 01:30:00 AM,11/16/2015 08:30:00 AM,,Street Light Outages,Boylston St,Back Bay,42.3501,-71.0773,Constituent Call,Works'
const early =
  '101001300002,07/09/2015 02:51:24 PM,07/10/2015 02:51:24 PM,07/09/2015 02:51:12 PM,Street Light Outages,Allston St,Allston,42.3481,-71.1379,Constituent Call,Works'
const rows = [bicycle, allston, light, early]
/** A row with one field written otherwise. */
const but = (row: string, field: string, value: string) =>
  row.split(',').with(header.split(',').indexOf(field), value).join(',')

const hoods = {
  name: 'hoods',
  layer: 'area',
  geometry: 'cells',
  key: 'hood',
  fields: { name: 'hood' },
}
const requests = {
  name: 'requests',
  layer: 'issue',
  dates: 'month-first',
  months: ['2015-01', '2015-11'],
  key: 'id',
  fields: {
    category: 'type',
    title: 'type',
    place: 'street',
    source: { from: 'via', map: { 'Constituent Call': 'hotline', 'City Worker App': 'worker' } },
    filedAt: 'opened',
    finishBy: 'target',
    closedAt: 'closed',
    filedBy: 'via',
    closedBy: 'office',
  },
}

describe('importing issues', () => {
  const database = withDatabase()
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gridboard-import-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const bring = async (source: object, lines: readonly string[], manifest: object = {}): Promise<SourceReport> => {
    const parsed: Manifest = manifestForm.parse({
      county: {
        code: '990002',
        name: '试验市',
        nameEn: 'Trial',
        timeZone: 'America/New_York',
        near: [-71.08, 42.32],
        street: '城区',
        attribution: 'made for this test',
      },
      folder: '.',
      catalogue: {
        effectiveFrom: '2015-01-01',
        categories: [
          { code: '990002-1', nameEn: 'Public works', department: 'Works' },
          { code: '990002-11', parent: '990002-1', nameEn: 'Street Light Outages' },
          { code: '990002-12', parent: '990002-1', name: '弃置自行车', nameEn: 'Abandoned Bicycle' },
        ],
      },
      sources: [
        {
          file: 'r.csv',
          format: 'csv',
          coordinates: { longitude: 'lon', latitude: 'lat' },
          standIns: [[-71, 42]],
          ...source,
        },
      ],
      ...manifest,
    })
    await writeFile(join(folder, 'r.csv'), [header, ...lines].join('\n'))
    return importSource(database.db, parsed, parsed.sources[0]!, folder)
  }
  const issues = () =>
    database.db.query<Record<string, unknown> & { number: string; version: number }>(
      'select * from issue order by number',
    )
  const entries = async () => (await database.db.query('select 1 from issue_event')).length
  const feed = () => database.db.query('select kind, id, version from feed order by sequence')

  it('draws areas around points with one name: neighbours share a border, a stand-in place is nowhere', async () => {
    const report = await bring(hoods, [...rows, but(light, 'lon', '-71').replace('42.3501', '42')])
    expect(report).toMatchObject({ read: 5, kept: 2, refused: 1, refusedFor: { 'stand-in-place': 1 } })
    const areas = await database.db.query(
      `select a.name, st_isvalid(a.geom) as valid, st_area(a.geom::geography) > 60000 as wide,
        (select count(*)::int from area b where b.level = 'community' and b.code <> a.code and st_area(st_intersection(a.geom, b.geom)) > 1e-12) as overlaps
      from area a where a.level = 'community' order by a.name`,
    )
    expect(areas).toEqual([
      { name: 'Allston', valid: true, wide: true, overlaps: 0 },
      { name: 'Back Bay', valid: true, wide: true, overlaps: 0 },
    ])
  })

  it('files each with the entries that the source knows of, where it lies, and tells the feed of one layer', async () => {
    const before = (await feed()).length
    const report = await bring(requests, rows)
    expect(report).toMatchObject({ read: 4, kept: 4, unchanged: 0, refused: 0 })
    expect(report.repairs).toEqual([{ row: 4, key: '101001300002', what: 'closed-when-filed' }])
    const found = await issues()
    expect(found[0]).toMatchObject({
      number: '101001242404',
      category: '990002-12',
      source: 'worker',
      state: 'closed',
      title: 'Abandoned Bicycle',
      place: '29 Hereford St',
      street: '990002001',
      grid: '',
      filed_at: new Date('2015-01-05T17:40:41Z'),
      finish_by: new Date(NEVER_DUE),
      answered_at: null,
      closed_at: new Date('2015-01-06T18:46:56Z'),
    })
    expect(found[2]).toMatchObject({
      state: 'filed',
      filed_at: new Date('2015-11-01T05:30:00Z'),
      answer_by: new Date('2015-11-16T13:30:00Z'),
      finish_by: new Date('2015-11-16T13:30:00Z'),
      closed_at: null,
    })
    expect(found.map((issue) => issue.community)).toEqual([
      '990002001002',
      '990002001001',
      '990002001002',
      '990002001001',
    ])
    expect(await entries()).toBe(7)
    expect((await feed()).slice(before)).toEqual([{ kind: 'layer', id: 'issue', version: 1 }])
    const [place] = await database.db.query<{ partition: string }>(
      `select tableoid::regclass::text as partition from issue where number = '101001300001'`,
    )
    expect(place!.partition).toBe('issue_2015_11')
    const catalogue = await database.db.query('select name, name_en, department from category order by code')
    expect(catalogue.slice(1)).toEqual([
      { name: 'Street Light Outages', name_en: 'Street Light Outages', department: 'Works' },
      { name: '弃置自行车', name_en: 'Abandoned Bicycle', department: 'Works' },
    ])
  })

  it('writes nothing for what has not changed, and says nothing', async () => {
    const before = await issues()
    const told = await feed()
    const report = await bring(requests, rows)
    expect(report).toMatchObject({ kept: 4, unchanged: 4 })
    expect(await issues()).toEqual(before)
    expect(await entries()).toBe(7)
    expect(await feed()).toEqual(told)
  })

  it('adds an entry for a new closing, and files anew what is told otherwise: nothing is ever changed', async () => {
    const closed = but(light, 'closed', '11/05/2015 09:00:00 AM')
    const moved = but(but(bicycle, 'street', '31 Hereford St'), 'opened', '2015-02-05 12:40:41').replace(
      '01/06/2015',
      '02/06/2015',
    )
    expect(await bring(requests, [moved, allston, closed, early])).toMatchObject({ kept: 4, unchanged: 2 })
    expect(await entries()).toBe(10)
    const found = await issues()
    expect(found.map((issue) => issue.version)).toEqual([4, 2, 2, 2])
    expect(found[0]).toMatchObject({ place: '31 Hereford St', filed_at: new Date('2015-02-05T17:40:41Z') })
    const histories = await readHistories(
      database.db,
      '990002',
      found.map((issue) => issue.number),
    )
    for (const { number, state, version, place, ...row } of found) {
      const rebuilt = projectIssue(histories.get(number)!.entries)!
      expect({ state, version, place }).toEqual({
        state: rebuilt.state,
        version: rebuilt.version,
        place: rebuilt.place,
      })
      const moments = [row.filed_at, row.finish_by, row.closed_at].map((at) => at instanceof Date && at.getTime())
      expect(moments).toEqual([rebuilt.filedAt, rebuilt.finishBy, rebuilt.closedAt])
    }
    expect(await bring(requests, [moved, allston, closed, early])).toMatchObject({ unchanged: 4 })
  })

  it('leaves alone what people here have worked on; where the source changed too, the row is refused', async () => {
    const open = but(but(light, 'id', '9'), 'opened', '11/02/2015 01:30:00 AM')
    await bring(requests, [open])
    const act = { act: { kind: 'assign', unit: 'Works' } as const, at: Date.now(), actor: 'Works' }
    expect(await actOnIssue(database.db, '990002', { number: '9', version: 1, acts: [act] })).toMatchObject({
      ok: true,
    })
    expect(await bring(requests, [open])).toMatchObject({ kept: 1, unchanged: 1, refused: 0 })
    const report = await bring(requests, [but(open, 'closed', '11/05/2015 09:00:00 AM'), early])
    expect(report).toMatchObject({ kept: 1, unchanged: 1, refusals: [{ row: 1, key: '9', reason: 'acted-on-here' }] })
    expect((await issues()).find((issue) => issue.number === '9')).toMatchObject({ state: 'assigned', version: 2 })
  })

  it('is taken back: what it filed goes, what it filed anew is what it was, what people worked on stays and is named', async () => {
    const { db } = database
    const undo = async (run: number | null) => undoImport(db, '990002', run!, null, new Date())
    const before = { issues: await issues(), entries: await entries() }
    const one = (id: string) => but(but(light, 'id', id), 'opened', '11/03/2015 01:30:00 AM')
    const refiled = but(allston, 'street', '1 Allston St')
    const { run, changes } = await bring(requests, [one('u1'), one('u2'), one('u3'), refiled])
    expect(changes).toMatchObject({ new: 3, changed: 1, unchanged: 0 })
    const note = { act: { kind: 'note', note: 'seen' } as const, at: Date.now(), actor: 'Works' }
    expect(await actOnIssue(db, '990002', { number: 'u2', version: 1, acts: [note] })).toMatchObject({ ok: true })
    // a clock that ran out is nobody's work
    const late = { kind: 'escalate', ran: 'finish', level: 'county', notice: 'red' } as const
    const clock = { act: late, at: Date.now(), actor: 'gridboard' }
    expect(await actOnIssue(db, '990002', { number: 'u3', version: 1, acts: [clock] })).toMatchObject({ ok: true })

    // one that found nothing to write does not stand in the way
    const nothing = await bring(requests, [one('u1'), refiled])
    expect(await undo(run)).toEqual({ ok: false, reason: 'later-imports', value: `requests ${nothing.run}` })
    expect(await undo(nothing.run)).toEqual({ ok: true, rows: 0, kept: [] })

    expect(await undo(run)).toEqual({ ok: true, rows: 3, kept: ['u2'] })
    const left = await issues()
    expect(left.filter(({ number }) => number !== 'u2')).toEqual(before.issues)
    expect(left.find(({ number }) => number === 'u2')).toMatchObject({ version: 2 })
    expect(await entries()).toBe(before.entries + 2)
    expect((await feed()).at(-1)).toEqual({ kind: 'layer', id: 'issue', version: 1 })
    const found: unknown[] = []
    await verifyHistories(db, '990002', (finding) => found.push(finding))
    expect(found).toEqual([])
    expect(await undo(run)).toMatchObject({ ok: false, reason: 'undone-already' })

    // brought again, it comes in anew beside the one that stayed; taken back where people have all of it, it stays
    expect(await bring(requests, [one('u1'), one('u2')])).toMatchObject({ unchanged: 1, changes: { new: 1 } })
    const again = await bring(requests, [one('u3')])
    expect(await actOnIssue(db, '990002', { number: 'u3', version: 1, acts: [note] })).toMatchObject({ ok: true })
    expect(await undo(again.run)).toEqual({ ok: false, reason: 'changed-since', value: '1' })
  })

  it.each([
    ['a kind that no catalogue knows', but(light, 'type', 'Unicorns'), 'unknown-category', 'Unicorns'],
    ['a source that nobody mapped', but(light, 'via', 'Pigeon'), 'wrong-field', 'source'],
    ['no time of filing', but(light, 'opened', ''), 'wrong-field', 'filedAt'],
    ['a bare number', but(light, 'opened', '42208.45'), 'wrong-moment', 'neither 2015'],
    ['a day without its time', but(light, 'opened', '07/23/2015'), 'wrong-moment', 'a day without its time'],
    ['a day that no calendar has', but(light, 'target', '2015-02-29 10:00'), 'wrong-moment', 'no clock or calendar'],
    [
      'a closing days before the filing',
      but(light, 'closed', '10/01/2015 09:00:00 AM'),
      'times-out-of-order',
      'closedAt',
    ],
    ['a limit before the filing', but(light, 'target', '10/01/2015 09:00:00 AM'), 'times-out-of-order', 'finishBy'],
    ['a filing in the future', but(light, 'opened', '10/01/2150 09:00:00 AM'), 'times-out-of-order', 'future'],
    ['no place', but(light, 'lat', ''), 'no-geometry', ''],
    ['a place that is no number', but(light, 'lat', 'north'), 'not-finite', ''],
    ['a place on another continent', but(light, 'lat', '10'), 'far-from-county', ''],
    ['no number', but(light, 'id', ''), 'no-key', ''],
    ['a number nobody could ask for', but(light, 'id', '1'.repeat(41)), 'wrong-field', 'number'],
  ])('refuses %s', async (_what, row, reason, value) => {
    const report = await bring(requests, [row, early])
    expect(report.refusals).toEqual([
      expect.objectContaining({ row: 1, reason, value: expect.stringContaining(value) }),
    ])
    expect(report).toMatchObject({ kept: 1, unchanged: 1 })
  })

  it('does not guess whether day or month comes first', async () => {
    const report = await bring({ ...requests, dates: undefined }, [light])
    expect(report.failure).toContain('none of its 1 rows')
    expect(report.refusals[0]).toMatchObject({ reason: 'wrong-moment', value: expect.stringContaining('day or month') })
  })

  it.each([
    ["a code outside the county's own", { code: '1', nameEn: 'a' }, /does not begin with the county's code/],
    ['a parent that is not there', { code: '990002-9', parent: '990002-8', nameEn: 'a' }, /before its parent/],
  ])('takes nothing by a catalogue with %s', async (_what, category, expected) => {
    const catalogue = { effectiveFrom: '2015-01-01', categories: [category] }
    expect((await bring(requests, rows, { catalogue })).failure).toMatch(expected)
  })
})

const boston = fileURLToPath(new URL('../../../data/manifests/boston.json', import.meta.url))
const real = path.resolve(path.dirname(boston), '../../../shared/data/boston-ma/boston_311_2015.csv.gz')

/** The first of them: January to March. */
const ROWS = 30_000

describe.skipIf(!existsSync(real))(
  `the real requests of Boston (skipped where ${path.basename(real)} is not there)`,
  () => {
    const database = withDatabase()
    let scratch: string
    beforeAll(async () => {
      scratch = await mkdtemp(join(tmpdir(), 'gridboard-boston-'))
    })
    afterAll(() => rm(scratch, { recursive: true, force: true }))

    it('come in by the manifest, none at the place that stands for no place', async () => {
      const { manifest } = await readManifest(boston)
      const [areas, requests] = manifest.sources
      // the whole file is imported by `npm run bench -- --only import.issues`
      const file = path.join(scratch, 'requests.csv')
      const lines = gunzipSync(await readFile(real))
        .toString()
        .split('\n')
      await writeFile(file, lines.slice(0, 1 + ROWS).join('\n'))
      const bring = (source: ImportSource | undefined, where: ImportSource['where']) =>
        importSource(database.db, manifest, { ...source!, file, where }, '.')
      expect(await bring(areas, { neighborhood: ['Charlestown'] })).toMatchObject({ read: ROWS, kept: 1 })
      const kinds = { TYPE: ['Abandoned Bicycle', 'Street Light Knock Downs', 'Call Log'] }
      const report = await bring(requests, kinds)
      expect(report).toMatchObject({ read: ROWS, passedOver: ROWS - 1_330 })
      expect(report.refusedFor).toEqual({ 'stand-in-place': report.refused })
      expect(report.kept + report.refused).toBe(1_330)
      const [counted] = await database.db.query<Record<string, number>>(
        `select count(*)::int as all, count(*) filter (where state = 'closed')::int as closed,
          (select count(*)::int from issue_event) as entries from issue`,
      )
      expect(counted!.all).toBe(report.kept)
      expect(counted!.entries).toBe(counted!.all! + counted!.closed!)
    }, 240_000)
  },
)
