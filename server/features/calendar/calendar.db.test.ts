import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deadline } from '#domain/calendar/deadline.ts'
import { calendarYear, putCalendar } from '#domain/contract/calendar.ts'
import { projectIssue } from '#domain/issue/project-issue.ts'
import { calendarOf } from '#server/calendar/calendar-of.ts'
import { type Acted, actOnIssue, fileIssue, readHistories } from '#server/issue/write-issues.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { calendarRoutes } from './calendar.route.ts'

const at = (local: string): number => Date.parse(`${local}+08:00`)
/** A Friday. */
const now = new Date(at('2026-11-20T10:00'))

describe('the calendar of a county', () => {
  const database = withDatabase()
  let served: ServedRoutes
  let district: Record<string, string>
  beforeAll(async () => {
    await createSmallCounty(database.db)
    served = await serveRoutes(database.db, calendarRoutes, now)
    district = await actAs(served.context, { role: 'district', name: '区中心' })
  })
  afterAll(() => served.close())

  const read = async () => calendarYear.parse((await served.ask(`/api/calendar?county=${SMALL_COUNTY}&year=2026`)).body)
  const put = async (edit: object, headers = district) => {
    const body = { dryRun: false, days: [], version: (await read()).version, ...edit }
    return served.ask(`/api/calendar?county=${SMALL_COUNTY}`, { method: 'PUT', headers, body })
  }
  const saved = async (edit: object) => putCalendar.answer.parse((await put(edit)).body)
  const monday = { day: '2026-11-23', working: false, name: '渔家节' }

  /** Files a lamp on Friday at 9:00, to be answered in 2 and finished in 40 working hours. */
  const file = async (category: string, acts: Omit<Acted, 'actor'>[] = []) => {
    const calendar = await calendarOf(database.db, SMALL_COUNTY)
    const filed = at('2026-11-20T09:00')
    const clock = category === 'burst' ? 'emergency' : 'working'
    const { number } = await fileIssue(database.db, SMALL_COUNTY, {
      filing: {
        category,
        source: 'patrol',
        title: category,
        place: '',
        emergency: clock === 'emergency',
        longitude: 120.05,
        latitude: 37.05,
        answerBy: deadline(calendar, clock, filed, 120),
        finishBy: deadline(calendar, clock, filed, 2400),
      },
      at: filed,
      actor: '网格员',
      acts: acts.map((acted) => ({ ...acted, actor: '网格员' })),
    })
    return number
  }
  const rowOf = async (number: string) => {
    const [row] = await database.db.query<{ answer_by: Date; finish_by: Date; version: number; state: string }>(
      'select answer_by, finish_by, version, state from issue where number = $1::text',
      [number],
    )
    return row!
  }
  const local = (moment: Date) => new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 16)

  it('is the country’s year until the county says otherwise', async () => {
    const { days, today, announced, slots } = await read()
    expect({ days: days.length, today, announced, slots }).toEqual({
      days: 365,
      today: '2026-11-20',
      announced: true,
      slots: [
        [480, 720],
        [840, 1080],
      ],
    })
    expect((await served.ask('/api/calendar?county=370600&year=2026')).status).toBe(404)
    expect((await served.ask(`/api/calendar?county=${SMALL_COUNTY}&year=1900`)).status).toBe(400)
  })

  it('is changed by administrators and the district alone', async () => {
    expect(await put({ days: [monday] }, {})).toMatchObject({ status: 401 })
    const community = await actAs(served.context, { role: 'community' })
    expect(await put({ days: [monday] }, community)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
  })

  it('tells before it is saved what will happen to open clocks, and does nothing then', async () => {
    const number = await file('lamp')
    const before = await rowOf(number)
    const told = await saved({ days: [monday], dryRun: true })
    expect(told).toMatchObject({ saved: false, changedDays: 1, clocks: { open: 1, later: 1, earlier: 0 } })
    expect(told.clocks.examples).toMatchObject([{ number, clock: 'finish' }])
    expect(await rowOf(number)).toEqual(before)
    expect((await read()).days.find(({ day }) => day === monday.day)).toMatchObject({ source: 'week' })
  })

  it('moves open clocks by an entry in each history; emergencies, late, answered and finished ones stay', async () => {
    const open = await file('lamp')
    const answered = await file('lamp', [
      { act: { kind: 'assign', unit: '城管局' }, at: at('2026-11-20T09:05') },
      { act: { kind: 'answer' }, at: at('2026-11-20T09:10') },
    ])
    const closed = await file('lamp', [
      { act: { kind: 'assign', unit: '城管局' }, at: at('2026-11-20T09:05') },
      { act: { kind: 'answer' }, at: at('2026-11-20T09:10') },
      { act: { kind: 'finish' }, at: at('2026-11-20T09:20') },
      { act: { kind: 'check' }, at: at('2026-11-20T09:25') },
      { act: { kind: 'close' }, at: at('2026-11-20T09:30') },
    ])
    const burst = await file('burst')
    const suspended = await file('lamp', [
      { act: { kind: 'assign', unit: '城管局' }, at: at('2026-11-20T09:05') },
      { act: { kind: 'answer' }, at: at('2026-11-20T09:10') },
      { act: { kind: 'suspend', reason: '待料' }, at: at('2026-11-20T09:30') },
    ])
    const before = await Promise.all([closed, burst].map(rowOf))
    expect(await saved({ days: [monday] })).toMatchObject({ saved: true })

    expect(local((await rowOf(open)).finish_by)).toBe('2026-11-30T09:00')
    expect(local((await rowOf(answered)).finish_by)).toBe('2026-11-30T09:00')
    expect(local((await rowOf(suspended)).finish_by)).toBe('2026-11-30T09:00')
    expect(await rowOf(suspended)).toMatchObject({ state: 'suspended' })
    expect(local((await rowOf(open)).answer_by)).toBe('2026-11-20T11:00')
    expect(await Promise.all([closed, burst].map(rowOf))).toEqual(before)

    const histories = await readHistories(database.db, SMALL_COUNTY, [open, closed])
    expect(histories.get(open)?.entries.at(-1)).toMatchObject({
      kind: 'reclock',
      actor: '区中心',
      reason: '2026-11-23 渔家节',
    })
    expect(projectIssue(histories.get(open)!.entries)?.finishBy).toBe((await rowOf(open)).finish_by.getTime())
    expect(histories.get(closed)?.entries.at(-1)?.kind).toBe('close')
    const feed = await database.db.query('select 1 from feed where id = $1::text', [open])
    expect(feed).toHaveLength(2)
  })

  it('holds at once for what is filed next, and is written down', async () => {
    expect(local((await rowOf(await file('lamp'))).finish_by)).toBe('2026-11-30T09:00')
    const [audit] = await database.db.query<{ actor: string }>(
      `select actor from audit where action = 'calendar.change'`,
    )
    expect(audit).toEqual({ actor: '区中心' })
    expect((await read()).days.find(({ day }) => day === monday.day)).toMatchObject({ ...monday, source: 'county' })
  })

  it('given back to the country, brings open clocks nearer again, never to the past', async () => {
    const { clocks, saved: done } = await saved({ days: [{ day: monday.day, working: null }] })
    expect({ done, later: clocks.later }).toEqual({ done: true, later: 0 })
    expect(clocks.earlier).toBeGreaterThan(3)
    const [late] = await database.db.query<{ count: number }>(
      `select count(*)::int as count from issue where state <> 'closed' and finish_by <= $1::timestamptz`,
      [now],
    )
    expect(late).toEqual({ count: 0 })
  })

  it('takes other office hours, and moves the clocks with them', async () => {
    const number = await file('lamp')
    expect(
      await saved({
        slots: [
          [540, 720],
          [780, 1020],
        ],
      }),
    ).toMatchObject({ saved: true, changedDays: 0 })
    // 39 working hours left on Friday at 10:00, in days of 7 hours
    expect(local((await rowOf(number)).finish_by)).toBe('2026-11-27T15:00')
    expect(await put({ slots: [[720, 540]] })).toMatchObject({ status: 400 })
  })

  it('changed while others work on the same issues, loses neither their work nor a clock', async () => {
    const numbers = await Promise.all(Array.from({ length: 12 }, () => file('lamp')))
    const [changed, outcomes] = await Promise.all([
      put({ days: [{ day: '2026-11-24', working: false }] }),
      Promise.all(
        numbers.map((number) =>
          actOnIssue(database.db, SMALL_COUNTY, {
            number,
            version: 1,
            acts: [{ act: { kind: 'assign', unit: '城管局' }, at: now.getTime(), actor: '街道' }],
          }),
        ),
      ),
    ])
    expect(changed.status).toBe(200)
    const histories = await readHistories(database.db, SMALL_COUNTY, numbers)
    for (const [index, number] of numbers.entries()) {
      const kinds = histories.get(number)!.entries.map(({ kind }) => kind)
      expect(kinds.filter((kind) => kind === 'reclock')).toHaveLength(1)
      expect(kinds.includes('assign')).toBe(outcomes[index]!.ok)
      const row = await rowOf(number)
      expect(projectIssue(histories.get(number)!.entries)).toMatchObject({
        finishBy: row.finish_by.getTime(),
        version: row.version,
      })
    }
  })

  it('is refused to whoever saw an older calendar', async () => {
    expect(await put({ version: 'old', days: [monday] })).toMatchObject({
      status: 409,
      body: { code: 'calendar-changed' },
    })
  })
})
