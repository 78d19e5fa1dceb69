import { beforeAll, describe, expect, it } from 'vitest'
import { projectIssue } from '#domain/issue/project-issue.ts'
import { forgetCalendar } from '#server/calendar/calendar-of.ts'
import type { Db } from '#server/db.types.ts'
import { type Acted, actOnIssue, fileIssues, readHistories } from '#server/issue/write-issues.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startTestServer } from '#server/test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { chance } from './chance.ts'
import { startLive } from './start-live.ts'
import { createWorld } from './world.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const since = Date.parse('2026-11-20T02:00:00Z')
const timeZone = 'Asia/Shanghai'
const options = { county: SMALL_COUNTY, timeZone, since }

describe('a county that lives', () => {
  const database = withDatabase()
  beforeAll(async () => {
    await createSmallCounty(database.db)
    await database.db.query(
      `update county set settings = settings || jsonb_build_object('issueLetters', $2::text) where code = $1::text`,
      [SMALL_COUNTY, 'YF'],
    )
    await writePast(database.db)
  })

  const openNow = async () => {
    const rows = await database.db.query<{ open: number; late: number }>(
      `select count(*)::int as open, count(*) filter (where finish_by < $1::timestamptz and finished_at is null)::int as late
         from issue where state <> 'closed'`,
      [new Date(since + 10 * DAY)],
    )
    return rows[0]!
  }

  it('keeps its rhythm and its level over ten days, clears what is late, and never breaks its history', async () => {
    const world = await createWorld(database.db, options)
    const before = await openNow()
    for (let until = since + 6 * HOUR; until <= since + 10 * DAY; until += 6 * HOUR) await world.advance(until)
    const filed = await count(database.db, since, since + 10 * DAY)
    const usual = await count(database.db, since - 10 * DAY, since)
    expect(Math.abs(filed - usual)).toBeLessThan(0.35 * usual)
    const after = await openNow()
    expect(after.open).toBe(world.open)
    expect(after.open).toBeGreaterThan(before.open * 0.4)
    expect(after.open).toBeLessThan(before.open * 3.5)
    expect(after.late).toBeLessThan(after.open * 0.25)
    await expectTrueRows(database.db)
    const out = await database.db.query('select 1 from issue_event where at > $1::timestamptz', [
      new Date(since + 10 * DAY),
    ])
    expect(out).toEqual([])
    const kinds = await database.db.query<{ kind: string }>('select distinct kind from issue_event')
    for (const kind of ['report', 'file', 'hand_up', 'assign', 'whistle', 'whistle_answer', 'extend', 'rate'])
      expect(kinds).toContainEqual({ kind })
    const small = await database.db.query(
      `select 1 from issue where level = 'community' and unit in ('370699001001', '370699002001')`,
    )
    expect(small.length).toBeGreaterThan(5)
  })

  it('goes on with what the clock has touched, and leaves to people what people have', async () => {
    const from = since + 10 * DAY
    const world = await createWorld(database.db, { ...options, since: from })
    const open = await database.db.query<{ number: string }>(
      `select number from issue where state = 'handling' order by number limit 2`,
    )
    const [late, taken] = open.map((row) => row.number)
    const touch = (number: string, act: Acted['act'], role: string) =>
      actOnIssue(database.db, SMALL_COUNTY, { number, version: null, acts: [{ act, at: from, actor: '', role }] })
    const escalate = { kind: 'escalate', ran: 'finish', level: 'county', notice: 'blue' } as const
    expect(await touch(late!, escalate, 'clock')).toMatchObject({ ok: true })
    expect(await touch(taken!, { kind: 'note', note: '我来' }, 'street')).toMatchObject({ ok: true })
    for (let until = from + 6 * HOUR; until <= from + 9 * DAY; until += 6 * HOUR) await world.advance(until)
    const states = await database.db.query<{ number: string; state: string }>(
      'select number, state from issue where number = any ($1::text[])',
      [[late, taken]],
    )
    expect(states.find((row) => row.number === late)?.state).toBe('closed')
    expect(states.find((row) => row.number === taken)?.state).toBe('handling')
  })

  it('wakes from a long stop with true times in bounded work, tells the feed, and lives on', async () => {
    const now = new Date(since + 40 * DAY)
    const server = await startTestServer(database.db, { now })
    const heard: string[] = []
    server.context.feed.subscribe((changes) => heard.push(...changes.map((change) => change.id)))
    const live = startLive(server.context)
    await live.ready
    await live.stop()
    const newest = await database.db.query<{ at: Date }>('select max(at) as at from issue_event')
    expect(newest[0]!.at.getTime()).toBeLessThanOrEqual(now.getTime())
    expect(now.getTime() - newest[0]!.at.getTime()).toBeLessThan(DAY)
    expect(await count(database.db, since + 20 * DAY, since + 40 * DAY)).toBeGreaterThan(50)
    expect(heard.length).toBeGreaterThan(50)
    // fifteen a day: the last hours before now are hours like others, nothing is poured into them
    for (const [hours, most] of [
      [0.25, 2],
      [1, 5],
      [24, 32],
    ] as const) {
      expect(await count(database.db, now.getTime() - hours * HOUR, now.getTime())).toBeLessThanOrEqual(most)
      expect(await closed(database.db, now.getTime() - hours * HOUR, now.getTime())).toBeLessThanOrEqual(most)
    }
    await expectTrueRows(database.db)
    await server.close()
  }, 120_000)
})

describe('a county with days off of its own', () => {
  const database = withDatabase()
  beforeAll(async () => {
    await createSmallCounty(database.db)
    await database.db.query(
      `insert into holiday (county, day, working)
        select $1::text, day::date, false from generate_series('2026-11-23'::date, '2026-11-27'::date, interval '1 day') day`,
      [SMALL_COUNTY],
    )
    // the engine may have had a county of the same code a moment ago
    forgetCalendar(database.db, SMALL_COUNTY)
    await writePast(database.db)
  })

  it('gives what is filed there the deadlines of its own calendar', async () => {
    const world = await createWorld(database.db, options)
    await world.advance(since + 3 * DAY)
    const filed = await database.db.query<{ category: string; finish_by: Date }>(
      'select category, finish_by from issue where filed_at > $1::timestamptz',
      [new Date(since)],
    )
    const rested = filed.filter(
      ({ finish_by }) =>
        finish_by.getTime() > Date.parse('2026-11-23T00:00+08:00') &&
        finish_by.getTime() < Date.parse('2026-11-28T00:00+08:00'),
    )
    expect(filed.filter(({ category }) => category === 'lamp').length).toBeGreaterThan(5)
    expect(new Set(rested.map(({ category }) => category))).toEqual(new Set(['burst']))
  })
})

/** Three weeks of fifteen issues a day, most of them long closed. */
async function writePast(db: Db): Promise<void> {
  const random = chance('past')
  const filed = Array.from({ length: 315 }, (_, index) => {
    const at = since - Math.floor(((index + random()) * 21 * DAY) / 315)
    const finishBy = at + 3 * DAY
    const all: Acted[] = [
      { act: { kind: 'assign', unit: '城管局' }, at: at + 0.2 * HOUR, actor: '网格中心' },
      { act: { kind: 'answer' }, at: at + HOUR, actor: '城管局' },
      { act: { kind: 'finish' }, at: at + random() * 3.2 * DAY, actor: '城管局' },
    ]
    const finished = all.at(-1)!
    all.push({ act: { kind: 'close' }, at: finished.at + 5 * HOUR, actor: '网格员' })
    return {
      filing: {
        category: index % 7 === 0 ? 'burst' : 'lamp',
        source: index % 3 === 0 ? ('resident' as const) : ('patrol' as const),
        title: `路灯 ${index}`,
        place: '滨海路',
        emergency: index % 7 === 0,
        longitude: 120.01 + 0.18 * random(),
        latitude: 37.05,
        answerBy: at + 2 * HOUR,
        finishBy,
      },
      at,
      actor: '网格员',
      acts: all.filter((acted, place) => acted.at <= since && (place < 2 || finished.at <= since)),
    }
  })
  await fileIssues(db, SMALL_COUNTY, filed)
}

async function count(db: Db, from: number, to: number): Promise<number> {
  const rows = await db.query<{ issues: number }>(
    'select count(*)::int as issues from issue where filed_at > $1::timestamptz and filed_at <= $2::timestamptz',
    [new Date(from), new Date(to)],
  )
  return rows[0]!.issues
}

async function closed(db: Db, from: number, to: number): Promise<number> {
  const rows = await db.query<{ issues: number }>(
    'select count(*)::int as issues from issue where closed_at > $1::timestamptz and closed_at <= $2::timestamptz',
    [new Date(from), new Date(to)],
  )
  return rows[0]!.issues
}

/** Every row is what its entries add up to. */
async function expectTrueRows(db: Db): Promise<void> {
  const rows = await db.query<{
    number: string
    state: string
    version: number
    closed_at: Date | null
    rating: number | null
  }>('select number, state, version, closed_at, rating from issue order by number')
  const histories = await readHistories(
    db,
    SMALL_COUNTY,
    rows.map((row) => row.number),
  )
  for (const row of rows) {
    const issue = projectIssue(histories.get(row.number)!.entries)!
    expect([row.number, row.state, row.version, row.closed_at?.getTime() ?? null, row.rating]).toEqual([
      row.number,
      issue.state,
      issue.version,
      issue.closedAt,
      issue.rating,
    ])
  }
}
