import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manifest as manifestForm } from '#domain/contract/manifest.ts'
import type { IssueEntry } from '#domain/issue/issue-entry.ts'
import { projectIssue } from '#domain/issue/project-issue.ts'
import { LIFE_BEGINS, randomLife } from '#domain/issue/random-life.fixture.ts'
import { seededRandom } from '#scripts/bench/random.ts'
import type { Db } from '#server/db.types.ts'
import { importSource } from '#server/features/import/import-source.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import type { Finding } from './check-history.ts'
import { rebuildIssues } from './rebuild-issues.ts'
import { issueOfRow, type StandingRow } from './standing.ts'
import { verifyHistories } from './verify-history.ts'
import { type Acted, actOnIssues, fileIssues } from './write-issues.ts'

const LIVES = 700
const IMPORTED = '990002'

describe('histories', () => {
  const database = withDatabase()
  const random = seededRandom(7)
  const lives = new Map<string, IssueEntry[]>()
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gridboard-history-'))
    await createSmallCounty(database.db)
    await database.db.query(`select ensure_month_partitions('2026-02-01'::date, '2026-12-01'::date)`)
    await liveLives(database.db)
    await importTwice(database.db, folder)
  }, 240_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  /** Random lives through the writer: filed at once, then acted on in parts. */
  async function liveLives(db: Db): Promise<void> {
    const all = Array.from({ length: LIVES }, () => randomLife(random, Math.floor(random() * 22)))
    const begun = all.map((entries) => entries.find((one) => one.kind === 'report' || one.kind === 'file')!)
    const written = await fileIssues(
      db,
      SMALL_COUNTY,
      begun.map((first, index) => ({
        filing: 'filed' in first ? first.filed : expect.fail(),
        kind: first.kind === 'report' ? ('report' as const) : ('file' as const),
        at: first.at,
        actor: first.actor,
        ...(index % 3 === 0 ? { number: `甲-${index}` } : {}),
      })),
    )
    for (const [index, { number }] of written.entries()) lives.set(number, all[index]!)
    const acts = written.map(({ number }, index) => ({
      number,
      all: all[index]!.filter((one) => one.at >= begun[index]!.at && one.sequence > begun[index]!.sequence),
    }))
    for (let part = 0; part < 4; part++) {
      const todo = acts.flatMap(({ number, all: life }) => {
        const some = life.slice(part * 6, (part + 1) * 6)
        return some.length === 0 ? [] : [{ number, version: null, acts: some.map(actedOf) }]
      })
      const outcomes = await actOnIssues(db, SMALL_COUNTY, todo)
      expect(outcomes.filter((outcome) => !outcome.ok)).toEqual([])
    }
  }

  const rowTexts = async (): Promise<string[]> => {
    const rows = await database.db.query<{ row: string }>('select i::text as row from issue i order by county, id')
    return rows.map(({ row }) => row)
  }
  const findings = async (county = SMALL_COUNTY): Promise<Finding[]> => {
    const found: Finding[] = []
    await verifyHistories(database.db, county, (finding) => found.push(finding))
    return found
  }

  it('stand as they were written, of random lives and of an import that files anew', async () => {
    const told = await verifyHistories(database.db, SMALL_COUNTY, (finding) => expect(finding).toBeNull())
    expect(told).toMatchObject({ issues: LIVES, unchained: 0, findings: 0 })
    expect(told.entries).toBeGreaterThan(5 * LIVES)
    expect(await verifyHistories(database.db, IMPORTED, () => {})).toMatchObject({ issues: 4, findings: 0 })
  })

  it('add up to the rows: a row read back is the projection of its entries', async () => {
    const rows = await database.db.query<StandingRow & { number: string }>(
      'select *, st_x(geom) as longitude, st_y(geom) as latitude from issue where county = $1::text',
      [SMALL_COUNTY],
    )
    expect(rows).toHaveLength(LIVES)
    for (const row of rows) {
      // sequences begin with the filing: the writer knows of no discovery
      const life = lives.get(row.number)!.filter((entry) => entry.kind !== 'discover')
      const expected = projectIssue(life.map((entry, index) => ({ ...entry, sequence: index + 1 })))
      expect(issueOfRow(row)).toEqual(expected)
    }
  })

  it('are what the issues can be made from again, identically, when the table is lost or spoilt', async () => {
    const before = await rowTexts()
    expect(await rebuildIssues(database.db, SMALL_COUNTY, { check: true })).toEqual({ issues: LIVES, differing: 0 })
    const version = await database.db.query<{ xmin: string }>('select xmin::text from issue order by id limit 1')
    await rebuildIssues(database.db, SMALL_COUNTY, { check: false })
    expect(await database.db.query('select xmin::text from issue order by id limit 1')).toEqual(version)

    await database.db.query('delete from issue')
    for (const county of [SMALL_COUNTY, IMPORTED]) await rebuildIssues(database.db, county, { check: false })
    expect(await rowTexts()).toEqual(before)

    await database.db.query(
      `update issue set state = 'closed', title = 'x', rating = 1, answer_by = answer_by + interval '1 second', unit = 'x',
         standing = '{"lastAt": 1}', head = null, filed_at = filed_at + interval '40 days', number = 'x' || id,
         geom = st_translate(geom, 0.01, 0) where id % 2 = 0`,
    )
    const told: string[] = []
    const checked = await rebuildIssues(database.db, SMALL_COUNTY, { check: true }, (number) => told.push(number))
    expect(checked.differing).toBeGreaterThan(LIVES / 3)
    expect(told).toHaveLength(checked.differing)
    for (const county of [SMALL_COUNTY, IMPORTED]) await rebuildIssues(database.db, county, { check: false })
    expect(await rowTexts()).toEqual(before)
  })

  it('refuse to be changed', async () => {
    await expect(database.db.query(`update issue_event set actor = 'x' where sequence = 1`)).rejects.toThrow(
      'never changed',
    )
  })

  /** Does a harm to the history of an issue with six entries or more, with the guard off, and looks what is found. */
  const tampered = async (
    harm: (issue: number, number: string, last: number) => [text: string, parameters: unknown[]],
  ): Promise<{ number: string; last: number; found: Finding[] }> => {
    const [row] = await database.db.query<{ id: number; number: string; version: number }>(
      'select id, number, version from issue where county = $1::text and version >= 6 order by id limit 1 offset 40',
      [SMALL_COUNTY],
    )
    const { id, number, version: last } = row!
    const found: Finding[] = []
    const undo = new Error('undo')
    const harming = database.db.transaction(async (transaction) => {
      await transaction.query('alter table issue_event disable trigger issue_event_kept')
      await transaction.query(...harm(id, number, last))
      const seen: Db = { ...database.db, transaction: (work) => work(readingOn(transaction)) }
      await verifyHistories(seen, SMALL_COUNTY, (finding) => found.push(finding))
      throw undo
    })
    await expect(harming).rejects.toBe(undo)
    return { number, last, found }
  }

  it.each([
    ['what it says', `detail = detail || '{"note": "x"}'`],
    ['who did it', `actor = actor || ' '`],
    ['the role', `role = 'leader'`],
    ['its moment', `at = at + interval '1 millisecond'`],
    ['its kind', `kind = 'note'`],
    ['its hash', `hash = decode(repeat('ab', 32), 'hex')`],
  ])('show an entry that was changed: %s', async (_what, change) => {
    const { number, found } = await tampered((issue) => [
      `update issue_event set ${change} where issue = $1::bigint and sequence = 3`,
      [issue],
    ])
    expect(found[0]).toEqual({ number, sequence: 3, wrong: 'changed' })
    expect(found.every((one) => one.number === number)).toBe(true)
  })

  it('show an entry that was taken out of the middle, off the end, or with all others', async () => {
    const middle = await tampered((issue) => [
      'delete from issue_event where issue = $1::bigint and sequence = 4',
      [issue],
    ])
    expect(middle.found).toEqual([{ number: middle.number, sequence: 4, wrong: 'missing' }])
    const tail = await tampered((issue, _number, last) => [
      'delete from issue_event where issue = $1::bigint and sequence = $2::integer',
      [issue, last],
    ])
    expect(tail.found).toEqual([{ number: tail.number, sequence: tail.last, wrong: 'missing' }])
    const all = await tampered((issue) => ['delete from issue_event where issue = $1::bigint', [issue]])
    expect(all.found).toEqual([{ number: all.number, sequence: 1, wrong: 'no-history' }])
  })

  it('show an end that was cut off together with the version of the issue', async () => {
    const { number, last, found } = await tampered((issue, _number, end) => [
      `with gone as (delete from issue_event where issue = $1::bigint and sequence = $2::integer)
       update issue set version = version - 1 where id = $1::bigint`,
      [issue, end],
    ])
    expect(found).toEqual([{ number, sequence: last - 1, wrong: 'wrong-head' }])
  })

  it('show an entry that was put in: at the end, in the middle, or in the place of another', async () => {
    const copy = (issue: number, from: number, to: number, hash: string): [string, unknown[]] => [
      `insert into issue_event (county, issue, sequence, at, kind, actor, detail, hash)
       select county, issue, $3::integer, at + interval '1 millisecond', 'note', actor, '{"note": "x"}', ${hash}
       from issue_event where issue = $1::bigint and sequence = $2::integer`,
      [issue, from, to],
    ]
    const end = await tampered((issue, _number, last) => copy(issue, last, last + 1, 'null'))
    expect(end.found.map((one) => one.wrong)).toEqual(['without-hash', 'too-many'])
    const twice = await tampered((issue) => copy(issue, 3, 3, 'hash'))
    expect(twice.found).toEqual([{ number: twice.number, sequence: 3, wrong: 'twice' }])
    const instead = await tampered((issue) => [
      `with gone as (delete from issue_event where issue = $1::bigint and sequence = 3 returning *)
       insert into issue_event (county, issue, sequence, at, kind, actor, detail, hash)
       select county, issue, sequence, at + interval '1 millisecond', kind, 'x', detail, null from gone`,
      [issue],
    ])
    expect(instead.found[0]).toEqual({ number: instead.number, sequence: 3, wrong: 'without-hash' })
  })

  it('show an issue that was taken away, and count entries older than the chain', async () => {
    const gone = await tampered((issue) => ['delete from issue where id = $1::bigint', [issue]])
    expect(gone.found).toHaveLength(1)
    expect(gone.found[0]).toMatchObject({ sequence: 1, wrong: 'no-issue' })
    const old = await database.db.query<{ id: number }>('select nextval($1::regclass) as id', ['issue_id_sequence'])
    await database.db.query(
      `insert into issue (county, id, filed_at, number, category, source, state, title, answer_by, finish_by, version, geom)
       values ($1::text, $2::bigint, $3::timestamptz, 'OLD', 'lamp', 'patrol', 'assigned', 'old', $3::timestamptz,
         $3::timestamptz, 2, st_setsrid(st_makepoint(120.05, 37.05), 4326))`,
      [SMALL_COUNTY, old[0]!.id, new Date(LIFE_BEGINS)],
    )
    const filed = { category: 'lamp', source: 'patrol', title: 'old', place: '', emergency: false }
    const place = { longitude: 120.05, latitude: 37.05, answerBy: LIFE_BEGINS, finishBy: LIFE_BEGINS }
    await database.db.query(
      `insert into issue_event (county, issue, sequence, at, kind, actor, detail) values
         ($1::text, $2::bigint, 1, $3::timestamptz, 'file', 'x', $4::jsonb),
         ($1::text, $2::bigint, 2, $3::timestamptz, 'assign', 'x', '{"unit": "D01"}')`,
      [SMALL_COUNTY, old[0]!.id, new Date(LIFE_BEGINS), JSON.stringify({ filed: { ...filed, ...place } })],
    )
    expect(await verifyHistories(database.db, SMALL_COUNTY, () => {})).toMatchObject({ unchained: 2, findings: 0 })
    const acts = [{ act: { kind: 'answer' } as const, at: LIFE_BEGINS + 5, actor: 'x' }]
    await actOnIssues(database.db, SMALL_COUNTY, [{ number: 'OLD', version: 2, acts }])
    expect(await findings()).toEqual([])
    const [row] = await database.db.query(`select unit, state, version from issue where number = 'OLD'`)
    expect(row).toEqual({ unit: 'D01', state: 'handling', version: 3 })
  })
})

function actedOf(entry: IssueEntry): Acted {
  const { sequence, at, actor, role, byUnit, ...act } = entry
  return { act, at, actor, ...(role ? { role } : {}), ...(byUnit ? { byUnit } : {}) }
}

/** The transaction as a database to be read on: its own level of isolation cannot be set any more. */
function readingOn(transaction: Parameters<Parameters<Db['transaction']>[0]>[0]) {
  return {
    query: <Row>(text: string, parameters?: readonly unknown[]): Promise<Row[]> =>
      text.startsWith('set transaction') ? Promise.resolve([]) : transaction.query<Row>(text, parameters),
  }
}

/** Brings issues in, and again with two of them told otherwise. */
async function importTwice(db: Db, folder: string): Promise<void> {
  const header = 'id,opened,target,closed,type,street,lat,lon'
  const rows = [
    'a1,2026-03-02T09:00:00Z,2026-03-04T09:00:00Z,,Lamp,Elm,37.05,120.05',
    'a2,2026-03-03T09:00:00Z,2026-03-05T09:00:00Z,2026-03-04T10:00:00Z,Lamp,Oak,37.05,120.15',
    'a3,2026-04-02T09:00:00Z,2026-04-04T09:00:00Z,,Burst,Ash,37.02,120.05',
    'a4,2026-04-05T09:00:00Z,2026-04-06T09:00:00Z,,Burst,Fir,37.02,120.15',
  ]
  const changed = [
    rows[0]!.replace(',,Lamp', ',2026-03-03T10:00:00Z,Lamp'),
    rows[1]!.replace('2026-03-03', '2026-02-27').replace('Oak', 'Oak Road'),
    rows[2]!,
    rows[3]!,
  ]
  const manifest = manifestForm.parse({
    county: {
      code: IMPORTED,
      name: '试验市',
      nameEn: 'Trial',
      timeZone: 'Asia/Shanghai',
      near: [120.1, 37.05],
      street: '城区',
      attribution: 'made for this test',
    },
    folder: '.',
    catalogue: {
      effectiveFrom: '2020-01-01',
      categories: [
        { code: '990002-1', nameEn: 'Lamp' },
        { code: '990002-2', nameEn: 'Burst' },
      ],
    },
    sources: [
      {
        name: 'hoods',
        file: 'r.csv',
        format: 'csv',
        layer: 'area',
        geometry: 'cells',
        coordinates: { longitude: 'lon', latitude: 'lat' },
        key: 'street',
        fields: { name: 'street' },
      },
      {
        name: 'requests',
        file: 'r.csv',
        format: 'csv',
        layer: 'issue',
        months: ['2026-02', '2026-04'],
        coordinates: { longitude: 'lon', latitude: 'lat' },
        key: 'id',
        fields: {
          category: 'type',
          title: 'type',
          place: 'street',
          source: { value: 'patrol' },
          filedAt: 'opened',
          finishBy: 'target',
          closedAt: 'closed',
        },
      },
    ],
  })
  const [areas, requests] = manifest.sources
  await writeFile(join(folder, 'r.csv'), [header, ...rows].join('\n'))
  await importSource(db, manifest, areas!, folder)
  for (const lines of [rows, changed]) {
    await writeFile(join(folder, 'r.csv'), [header, ...lines].join('\n'))
    expect(await importSource(db, manifest, requests!, folder)).toMatchObject({ kept: 4, refused: 0 })
  }
}
