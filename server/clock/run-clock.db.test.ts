import { Router } from 'express'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { countySettings } from '#domain/contract/county.ts'
import type { IssueAct, IssueFiling, IssueLevel } from '#domain/issue/issue-entry.ts'
import { createIssueWriter } from '#server/issue/issue-writer.ts'
import { actOnIssues, fileIssue, fileIssues, readHistories } from '#server/issue/write-issues.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { runClock } from './run-clock.ts'
import { startClock } from './start-clock.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A Friday, 09:00 in the county. */
const start = Date.parse('2026-11-20T01:00:00Z')

describe('the clock', () => {
  const database = withDatabase()
  beforeAll(async () => {
    await createSmallCounty(database.db)
    await database.db.query(`select ensure_month_partitions('2026-11-01'::date, '2026-12-01'::date)`)
  })

  const filingAt = (at: number, level: IssueLevel, answerHours: number, finishHours: number): IssueFiling => ({
    category: 'burst',
    source: 'patrol',
    title: '暖气管道爆裂',
    place: '滨海路',
    emergency: true,
    longitude: 120.05,
    latitude: 37.05,
    answerBy: at + answerHours * HOUR,
    finishBy: at + finishHours * HOUR,
    level,
  })
  const file = async (
    acts: [hours: number, act: IssueAct][] = [],
    { level = 'grid' as IssueLevel, answer = 1, finish = 40, number = '' } = {},
  ) => {
    const [written] = await fileIssues(database.db, SMALL_COUNTY, [
      {
        filing: filingAt(start, level, answer, finish),
        at: start,
        actor: 'x',
        acts: acts.map(([hours, act]) => ({ act, at: start + hours * HOUR, actor: 'x' })),
        ...(number === '' ? {} : { number }),
      },
    ])
    return written!.number
  }
  const tick = (hours: number) => runClock(database.db, createIssueWriter(database.db), start + hours * HOUR)
  const row = async (number: string) => {
    const [one] = await database.db.query<{
      state: string
      level: string
      notice: string
      unit: string
      version: number
      answer_by: Date
      finish_by: Date
    }>('select state, level, notice, unit, version, answer_by, finish_by from issue where number = $1::text', [number])
    return one!
  }
  const kinds = async (number: string) => {
    const history = (await readHistories(database.db, SMALL_COUNTY, [number])).get(number)!
    return history.entries.map((entry) => entry.kind)
  }
  const closeAll = () =>
    database.db.query(`update issue set state = 'closed', outcome = 'solved', standing = null where state <> 'closed'`)

  it('hands an issue that nobody answered one level up, once, and lets it wait there for somebody', async () => {
    const number = await file([[0.1, { kind: 'assign', unit: '370699001001001' }]])
    expect(await tick(0.9)).toEqual({ acted: 0, left: 0 })
    expect(await tick(1.1)).toEqual({ acted: 1, left: 0 })
    expect(await row(number)).toMatchObject({
      state: 'filed',
      level: 'community',
      notice: 'blue',
      unit: '',
      version: 3,
    })
    expect(await tick(2)).toEqual({ acted: 0, left: 0 })
    expect(await kinds(number)).toEqual(['file', 'assign', 'escalate'])
    await closeAll()
  })

  it('gives the unit that gets it late one answering time of its own before it goes up again, to the county and no higher', async () => {
    const number = await file([[0.1, { kind: 'assign', unit: '370699001001001' }]])
    await tick(1.1)
    const assign = async (hours: number, unit: string) => {
      const acts = [{ act: { kind: 'assign', unit } as const, at: start + hours * HOUR, actor: 'x' }]
      const [outcome] = await actOnIssues(database.db, SMALL_COUNTY, [{ number, version: null, acts }])
      expect(outcome?.ok).toBe(true)
    }
    // a burst pipe must be answered within an hour
    await assign(5, '370699001001')
    expect(await tick(5.9)).toMatchObject({ acted: 0 })
    expect(await row(number)).toMatchObject({ level: 'community', state: 'assigned' })
    expect(await tick(6.1)).toMatchObject({ acted: 1 })
    expect(await row(number)).toMatchObject({ level: 'street', state: 'filed' })
    await assign(7, '370699001')
    expect(await tick(8.1)).toMatchObject({ acted: 1 })
    await assign(9, 'D01')
    expect(await tick(30)).toMatchObject({ acted: 0 })
    expect(await row(number)).toMatchObject({ level: 'county', state: 'assigned', unit: 'D01' })
    await closeAll()
  })

  it('tells of a late end in blue, after a day in yellow, after three in red, and no more', async () => {
    const number = await file(
      [
        [0.1, { kind: 'assign', unit: 'D01' }],
        [0.2, { kind: 'answer' }],
      ],
      { level: 'county' },
    )
    const notices: string[] = []
    for (const hours of [39, 41, 42, 65, 80, 113, 200]) {
      await tick(hours)
      notices.push((await row(number)).notice)
    }
    expect(notices).toEqual(['none', 'blue', 'blue', 'yellow', 'yellow', 'red', 'red'])
    expect((await kinds(number)).filter((kind) => kind === 'escalate')).toHaveLength(3)
    await closeAll()
  })

  it('ends a suspension when its time is over, with what remained of both clocks', async () => {
    const until = start + 10 * DAY
    const number = await file(
      [
        [0.2, { kind: 'assign', unit: 'D01' }],
        [0.25, { kind: 'suspend', reason: '待批', until }],
      ],
      { level: 'county', answer: 1, finish: 40 },
    )
    expect(await tick(10 * 24 - 0.1)).toEqual({ acted: 0, left: 0 })
    expect(await tick(10 * 24 + 2)).toEqual({ acted: 1, left: 0 })
    const now = await row(number)
    expect(now).toMatchObject({ state: 'assigned', version: 4 })
    // a burst pipe's clocks run by night as well: 45 minutes and 39.75 hours were left
    expect((now.answer_by.getTime() - start) / HOUR).toBeCloseTo(10 * 24 + 2 + 0.75, 5)
    expect((now.finish_by.getTime() - start) / HOUR).toBeCloseTo(10 * 24 + 2 + 39.75, 5)
    await closeAll()
  })

  it('wakes from a long stop to hundreds of late issues, and acts on each once, in parts', async () => {
    await fileIssues(
      database.db,
      SMALL_COUNTY,
      Array.from({ length: 300 }, (_, index) => ({
        filing: filingAt(start, 'grid', 1, 30 + (index % 7)),
        at: start,
        actor: 'x',
        acts: [{ act: { kind: 'assign', unit: '370699001001001' } as const, at: start + 60_000, actor: 'x' }],
      })),
    )
    expect(await tick(90 * 24)).toEqual({ acted: 300, left: 0 })
    expect(await tick(90 * 24)).toEqual({ acted: 300, left: 0 })
    expect(await tick(90 * 24)).toEqual({ acted: 0, left: 0 })
    const rows = await database.db.query(
      `select state, level, notice, count(*)::int as count from issue where state <> 'closed' group by 1, 2, 3`,
    )
    expect(rows).toEqual([{ state: 'filed', level: 'community', notice: 'red', count: 300 }])
    await closeAll()
  })

  it('acts once where several servers look at the same time', async () => {
    await fileIssues(
      database.db,
      SMALL_COUNTY,
      Array.from({ length: 100 }, () => ({ filing: filingAt(start, 'county', 1, 2), at: start, actor: 'x' })),
    )
    const ran = await Promise.all(
      Array.from({ length: 3 }, () => runClock(database.db, createIssueWriter(database.db), start + 3 * HOUR)),
    )
    expect(ran.reduce((sum, one) => sum + one.acted, 0)).toBe(100)
    const twice = await database.db.query(
      `select issue from issue_event where kind = 'escalate' and at = $1::timestamptz group by issue having count(*) > 1`,
      [new Date(start + 3 * HOUR)],
    )
    expect(twice).toEqual([])
    await closeAll()
  })

  it('leaves a county alone that only shows the past', async () => {
    await file([[0.1, { kind: 'assign', unit: '370699001001001' }]])
    const settings = (escalate: boolean) =>
      database.db.query('update county set settings = $1::jsonb', [JSON.stringify(countySettings.parse({ escalate }))])
    await settings(false)
    expect(await tick(500)).toEqual({ acted: 0, left: 0 })
    await settings(true)
    expect(await tick(500)).toEqual({ acted: 1, left: 0 })
    await closeAll()
  })

  it('acts by itself, and on nothing while its time is not the database’s', async () => {
    const at = Date.now() - 3 * HOUR
    const { number } = await fileIssue(database.db, SMALL_COUNTY, {
      filing: filingAt(at, 'county', 1, 2),
      at,
      actor: 'x',
    })
    const off = await serveRoutes(
      database.db,
      () => Router(),
      () => new Date(Date.now() + 3 * DAY),
    )
    const warned = vi.spyOn(off.context.log, 'warn').mockImplementation(() => {})
    const wrong = startClock(off.context)
    await vi.waitFor(() => expect(warned).toHaveBeenCalledWith({ driftSeconds: 3 * 86_400 }, expect.any(String)))
    await wrong.stop()
    expect(await row(number)).toMatchObject({ version: 1 })
    const right = startClock({ ...off.context, now: () => new Date() })
    await vi.waitFor(async () => expect(await row(number)).toMatchObject({ version: 2, notice: 'blue' }), 10_000)
    await right.stop()
    await off.close()
  })
})
