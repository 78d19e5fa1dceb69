import { beforeAll, describe, expect, it } from 'vitest'
import type { IssueAct, IssueFiling } from '#domain/issue/issue-entry.ts'
import { projectIssue } from '#domain/issue/project-issue.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { actOnIssue, actOnIssues, fileIssue, fileIssues, readHistories } from './write-issues.ts'

const HOUR = 3_600_000
const start = Date.parse('2026-11-20T01:00:00.123Z')
const filing: IssueFiling = {
  category: 'lamp',
  source: 'patrol',
  title: "路灯'不亮",
  place: '滨海路 <3>',
  emergency: false,
  longitude: 120.15,
  latitude: 37.05,
  answerBy: start + 2 * HOUR,
  finishBy: start + 40 * HOUR,
}
const acted = (hours: number, act: IssueAct) => ({ act, at: start + hours * HOUR, actor: '城管局' })

describe('writing issues', () => {
  const database = withDatabase()
  beforeAll(() => createSmallCounty(database.db))

  const rowOf = async (number: string) => {
    const rows = await database.db.query<Record<string, unknown>>('select * from issue where number = $1::text', [
      number,
    ])
    return rows[0]!
  }
  const feedOf = (number: string) =>
    database.db.query<{ version: number; west: number }>(
      'select version, west from feed where id = $1::text order by sequence',
      [number],
    )

  it('files an issue where it lies, with its first entry and a word to the feed', async () => {
    const { number } = await fileIssue(database.db, SMALL_COUNTY, { filing, at: start, actor: '网格员' })
    expect(await rowOf(number)).toMatchObject({
      state: 'filed',
      title: "路灯'不亮",
      street: '370699002',
      community: '370699002001',
      grid: '370699002001001',
      micro_grid: '37069900200100101',
      version: 1,
    })
    expect(await feedOf(number)).toEqual([{ version: 1, west: 120.15 }])
  })

  it('files outside every grid with an empty ladder', async () => {
    const { number } = await fileIssue(database.db, SMALL_COUNTY, {
      filing: { ...filing, longitude: 121 },
      at: start,
      actor: '网格员',
    })
    expect(await rowOf(number)).toMatchObject({ street: '', community: '', grid: '', micro_grid: '' })
  })

  it('keeps the row equal to what the entries add up to, through a whole life', async () => {
    const { number } = await fileIssue(database.db, SMALL_COUNTY, { filing, at: start, actor: '网格员' })
    const acts = [
      acted(0.2, { kind: 'assign', unit: '城管局' }),
      acted(1, { kind: 'answer' }),
      acted(2, { kind: 'suspend', reason: '待批' }),
      acted(12, { kind: 'resume' }),
      acted(20, { kind: 'finish' }),
      acted(21, { kind: 'return', reason: '未修好' }),
      acted(30, { kind: 'finish' }),
      acted(31, { kind: 'check' }),
      acted(31, { kind: 'close' }),
      acted(40, { kind: 'rate', rating: 5 }),
    ]
    let version = 1
    for (const act of acts) {
      const outcome = await actOnIssue(database.db, SMALL_COUNTY, { number, version, acts: [act] })
      expect(outcome.ok).toBe(true)
      version += 1
    }
    const [history] = (await readHistories(database.db, SMALL_COUNTY, [number])).values()
    const rebuilt = projectIssue(history!.entries)!
    const row = await rowOf(number)
    expect(row).toMatchObject({ state: rebuilt.state, version: rebuilt.version, rating: 5 })
    expect(
      [row.answered_at, row.finish_by, row.finished_at, row.closed_at].map((at) => (at as Date).getTime()),
    ).toEqual([rebuilt.answeredAt, rebuilt.finishBy, rebuilt.finishedAt, rebuilt.closedAt])
    expect(await feedOf(number)).toHaveLength(11)
  })

  it('refuses what its state does not allow, an old version and an unknown number, and writes nothing then', async () => {
    const { number } = await fileIssue(database.db, SMALL_COUNTY, { filing, at: start, actor: '网格员' })
    const attempt = (version: number, act: IssueAct, hours = 1, of = number) =>
      actOnIssue(database.db, SMALL_COUNTY, { number: of, version, acts: [acted(hours, act)] })
    expect(await attempt(1, { kind: 'close' })).toEqual({ ok: false, number, reason: 'not-now' })
    expect(await attempt(7, { kind: 'assign', unit: '' })).toEqual({ ok: false, number, reason: 'conflict' })
    expect(await attempt(1, { kind: 'assign', unit: '' }, -1)).toEqual({ ok: false, number, reason: 'before-last' })
    expect(await attempt(1, { kind: 'answer' }, 1, 'T0')).toEqual({ ok: false, number: 'T0', reason: 'unknown-issue' })
    expect(await rowOf(number)).toMatchObject({ version: 1, state: 'filed' })
    expect(await feedOf(number)).toHaveLength(1)
  })

  it('lets exactly one of many who act on the same version win', async () => {
    const { number } = await fileIssue(database.db, SMALL_COUNTY, { filing, at: start, actor: '网格员' })
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, unit) =>
        actOnIssue(database.db, SMALL_COUNTY, {
          number,
          version: 1,
          acts: [acted(1, { kind: 'assign', unit: String(unit) })],
        }),
      ),
    )
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(outcomes.filter((o) => !o.ok && o.reason === 'conflict')).toHaveLength(7)
    const [history] = (await readHistories(database.db, SMALL_COUNTY, [number])).values()
    expect(history!.entries).toHaveLength(2)
  })

  it('writes hundreds at once, and leaves the refused out', async () => {
    const written = await fileIssues(
      database.db,
      SMALL_COUNTY,
      Array.from({ length: 300 }, (_, index) => ({
        filing,
        at: start + index * 1_000,
        actor: '网格员',
        acts: [acted(1, { kind: 'assign', unit: '城管局' })],
      })),
    )
    expect(new Set(written.map((one) => one.number)).size).toBe(300)
    const outcomes = await actOnIssues(
      database.db,
      SMALL_COUNTY,
      written.map(({ number }, index) => ({
        number,
        version: index % 3 === 0 ? 1 : 2,
        acts: [acted(2, { kind: 'answer' })],
      })),
    )
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(200)
    const rows = await database.db.query<{ state: string; count: number }>(
      'select state, count(*)::int as count from issue where id = any ($1::bigint[]) group by state order by state',
      [written.map((one) => one.id)],
    )
    expect(rows).toEqual([
      { state: 'assigned', count: 100 },
      { state: 'handling', count: 200 },
    ])
  })
})
