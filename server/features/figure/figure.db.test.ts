import { beforeAll, describe, expect, it } from 'vitest'
import { figures as figuresSchema } from '#domain/contract/figure.ts'
import { COUNTED_DAYS, figuresAt } from '#domain/replay/figures-at.ts'
import { readReplay } from '#domain/replay/read-replay.ts'
import type { Db } from '#server/db.types.ts'
import { gatherReplay } from '#server/features/replay/gather-replay.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startTestServer } from '#server/test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { computeFigures } from './compute-figures.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** 14:32 in Shanghai. */
const now = new Date('2026-11-21T06:32:00Z')

interface Made {
  id: number
  street: string
  state: string
  emergency: boolean
  filedAt: number
  answerBy: number
  finishBy: number
  answeredAt: number | null
  finishedAt: number | null
  closedAt: number | null
  rating: number | null
}

describe('key figures', () => {
  const database = withDatabase()
  const made = makeIssues(1_200)

  beforeAll(async () => {
    await createSmallCounty(database.db)
    await insertIssues(database.db, made)
  })

  it('count what a plain recount in JavaScript counts', async () => {
    const told = figuresSchema.parse(await computeFigures(database.db, SMALL_COUNTY, 'Asia/Shanghai', now, 7))
    const at = now.getTime()
    const momentsAgo = Array.from({ length: 14 }, (_, index) => at - (13 - index) * DAY)
    expect(told.open.spark).toEqual(momentsAgo.map((moment) => made.filter((issue) => isOpen(issue, moment)).length))
    expect(told.open.value).toBe(told.open.spark.at(-1))
    expect(told.open.weekBefore).toBe(told.open.spark.at(-8))
    expect(told.filedToday.spark).toEqual(
      momentsAgo.map(
        (moment) => made.filter((issue) => issue.filedAt <= moment && issue.filedAt >= midnight(moment)).length,
      ),
    )
    expect(told.overdue.spark).toEqual(
      momentsAgo.map((moment) => made.filter((i) => isRunning(i, moment) && i.finishBy <= moment).length),
    )
    const late = made.filter((issue) => isRunning(issue, at) && issue.finishBy <= at)
    expect(told.overdue.longestSeconds).toBe(Math.max(...late.map((issue) => (at - issue.finishBy) / 1_000)))
    const due = made.filter((i) => isRunning(i, at) && i.finishBy > at && i.finishBy <= at + HOUR)
    expect(told.dueWithinHour.value).toBe(due.length)
    expect(told.dueWithinHour.emergency).toBe(due.filter((issue) => issue.emergency).length)
  })

  it('give each rate with its parts, and the streets ranked by the same rule', async () => {
    const told = await computeFigures(database.db, SMALL_COUNTY, 'Asia/Shanghai', now, 7)
    const since = midnight(now.getTime()) - 29 * DAY
    const due = made.filter((i) => i.state !== 'suspended' && i.finishBy >= since && i.finishBy <= now.getTime())
    const inTime = due.filter((issue) => issue.finishedAt !== null && issue.finishedAt <= issue.finishBy)
    expect(told.closedInTime.value).toEqual({
      part: inTime.length,
      whole: due.length,
      share: inTime.length / due.length,
    })
    const answers = made.filter((i) => i.state !== 'suspended' && i.answerBy >= since && i.answerBy <= now.getTime())
    expect(told.answeredInTime.value.whole).toBe(answers.length)
    const rated = made.filter((i) => i.rating !== null && i.closedAt !== null && i.closedAt >= since)
    const pleased = rated.filter((i) => i.rating! >= 4)
    expect(rated.length).toBeGreaterThan(10)
    expect(told.satisfied.value).toMatchObject({ part: pleased.length, whole: rated.length })
    expect(told.streets).toHaveLength(2)
    expect(told.streets.reduce((sum, street) => sum + street.closedInTime.whole, 0)).toBe(due.length)
    expect(told.streets.reduce((sum, street) => sum + street.open, 0)).toBe(told.open.value)
    expect(told.streets[0]!.closedInTime.share).toBeGreaterThanOrEqual(told.streets[1]!.closedInTime.share ?? 0)
  })

  it('leave declined and merged reports out of the rates, and count a granted appeal as in time', async () => {
    const before = await computeFigures(database.db, SMALL_COUNTY, 'Asia/Shanghai', now, 7)
    const late = made.filter(
      (one) =>
        one.state === 'closed' &&
        one.finishBy > now.getTime() - 5 * DAY &&
        one.finishBy <= now.getTime() &&
        one.finishedAt! > one.finishBy,
    )
    const [appealed, merged, declined] = late
    await database.db.query(
      `update issue set standing = case when id = $2::bigint then '{"excused": true}'::jsonb end,
         outcome = case id when $3::bigint then 'merged' when $4::bigint then 'declined' else 'solved' end
       where county = $1::text and id in ($2::bigint, $3::bigint, $4::bigint)`,
      [SMALL_COUNTY, appealed!.id, merged!.id, declined!.id],
    )
    const { part, whole } = before.closedInTime.value
    const after = await computeFigures(database.db, SMALL_COUNTY, 'Asia/Shanghai', now, 7)
    expect(after.closedInTime.value).toMatchObject({ part: part + 1, whole: whole - 2 })
  })

  it('follow the day by quarters of an hour and the month by local days', async () => {
    const told = await computeFigures(database.db, SMALL_COUNTY, 'Asia/Shanghai', now, 7)
    expect(told.day).toHaveLength(97)
    for (const point of [told.day[0]!, told.day[50]!, told.day[96]!]) {
      const until = Date.parse(point.at)
      expect(point.filed).toBe(made.filter((i) => i.filedAt <= until && i.filedAt > until - HOUR).length)
      expect(point.closed).toBe(
        made.filter((i) => i.closedAt && i.closedAt <= until && i.closedAt > until - HOUR).length,
      )
    }
    expect(told.month).toHaveLength(30)
    expect(told.month.at(-1)).toMatchObject({ date: '2026-11-21', filed: told.filedToday.value })
    const filedOn = (day: number) => made.filter((i) => midnight(i.filedAt) === midnight(day)).length
    expect(told.month.map((day) => day.filedBefore)).toEqual(
      told.month.map((_, index) => filedOn(now.getTime() - (59 - index) * DAY)),
    )
    const first = midnight(now.getTime()) - 29 * DAY
    expect(told.month.reduce((sum, day) => sum + day.filed, 0)).toBe(made.filter((i) => i.filedAt >= first).length)
  })

  it('are counted once for a hundred screens that ask at once, and refused for an unknown county', async () => {
    const server = await startTestServer(database.db, { now })
    const ask = async (county: string) => (await fetch(`${server.url}/api/figures?county=${county}`)).json()
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask(SMALL_COUNTY)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(figuresSchema.parse(answers[0]).county).toBe(SMALL_COUNTY)
    expect(await ask('999999')).toMatchObject({ status: 404, code: 'unknown-county' })
    expect(await ask('x')).toMatchObject({ status: 400, path: 'query.county' })
    await server.close()
  })

  it('of a street are those of its issues, ranked by its communities, and a street that is none is refused', async () => {
    await database.db.query(`update issue set community = street || '001' where county = $1::text and street <> ''`, [
      SMALL_COUNTY,
    ])
    const server = await startTestServer(database.db, { now })
    const ask = async (area: string) => (await fetch(`${server.url}/api/figures?county=${SMALL_COUNTY}${area}`)).json()
    const whole = figuresSchema.parse(await ask(''))
    const parts = [
      figuresSchema.parse(await ask('&area=370699001')),
      figuresSchema.parse(await ask('&area=370699002001')),
    ]
    const sum = (value: (told: typeof whole) => number) => parts.reduce((all, told) => all + value(told), 0)
    for (const value of [
      (told: typeof whole) => told.open.value,
      (told: typeof whole) => told.filedToday.value,
      (told: typeof whole) => told.closedInTime.value.part,
      (told: typeof whole) => told.answeredInTime.value.whole,
      (told: typeof whole) => told.day[50]!.filed,
      (told: typeof whole) => told.month[3]!.closed,
    ])
      expect(sum(value)).toBe(value(whole))
    expect(parts[0]).toMatchObject({ area: '370699001', streets: [{ code: '370699001001' }] })
    expect(await ask('&area=370699009')).toMatchObject({ status: 404, code: 'unknown-area' })
    await server.close()
  })

  it('of now are what a replay says of its last moment', async () => {
    const told = await computeFigures(database.db, SMALL_COUNTY, 'Asia/Shanghai', now, 7)
    const question = { county: SMALL_COUNTY, area: null, from: new Date(now.getTime() - DAY), to: now }
    const bytes = await gatherReplay(database.db, question, 7)
    const copied = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
    const read = readReplay(copied, (utf8) => Buffer.from(utf8).toString('utf8'))
    if (!read.ok) throw new Error(read.reason)
    const midnights = Array.from({ length: COUNTED_DAYS }, (_, ago) => midnight(now.getTime()) - ago * DAY)
    const days = {
      midnights: midnights.map((moment) => moment / 1_000),
      dates: midnights.map((moment) => new Date(moment + 8 * HOUR).toISOString().slice(0, 10)),
    }
    expect(figuresAt(read.replay, now.getTime() / 1_000, days)).toEqual(told)
  })

  it('of a county where nothing happened are zeros and empty rates, not errors', async () => {
    const told = figuresSchema.parse(await computeFigures(database.db, '370698', 'Asia/Shanghai', now, 0))
    expect(told.open).toEqual({ value: 0, weekBefore: 0, spark: Array(14).fill(0) })
    expect(told.closedInTime.value).toEqual({ part: 0, whole: 0, share: null })
    expect(told.overdue.longestSeconds).toBeNull()
    expect(told.streets).toEqual([])
  })
})

/** Local midnight in Shanghai (no summer time since 1991). */
function midnight(moment: number): number {
  return Math.floor((moment + 8 * HOUR) / DAY) * DAY - 8 * HOUR
}

function isOpen(issue: Made, moment: number): boolean {
  return issue.filedAt <= moment && (issue.closedAt === null || issue.closedAt > moment)
}

function isRunning(issue: Made, moment: number): boolean {
  return (
    isOpen(issue, moment) && issue.state !== 'suspended' && (issue.finishedAt === null || issue.finishedAt > moment)
  )
}

/** Issues of 75 days, seeded: most are finished, some late, some open, a few suspended. */
function makeIssues(count: number): Made[] {
  let seed = 20_261_121
  const random = () => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return seed / 4_294_967_296
  }
  const second = (value: number) => Math.round(value / 1_000) * 1_000
  return Array.from({ length: count }, (_, index) => {
    const filedAt = second(now.getTime() - random() ** 2 * 75 * DAY)
    const answerBy = second(filedAt + 2 * HOUR)
    const finishBy = second(filedAt + (1 + random() * 120) * HOUR)
    const finishes = second(filedAt + random() * 1.6 * (finishBy - filedAt))
    const answers = second(filedAt + random() * 2.1 * HOUR)
    const closes = finishes + 2 * HOUR
    const past = (moment: number) => (moment <= now.getTime() ? moment : null)
    const suspended = index % 97 === 0
    return {
      id: index + 1,
      street: index % 3 === 0 ? '370699001' : '370699002',
      emergency: index % 11 === 0,
      state: past(closes) ? 'closed' : suspended ? 'suspended' : past(finishes) ? 'checking' : 'handling',
      filedAt,
      answerBy,
      finishBy,
      answeredAt: past(answers),
      finishedAt: past(finishes),
      closedAt: past(closes),
      rating: past(closes) !== null && index % 3 === 0 ? 1 + (index % 5) : null,
    }
  })
}

async function insertIssues(db: Db, issues: Made[]): Promise<void> {
  const moment = (value: number | null) => (value === null ? null : new Date(value).toISOString())
  await db.query(
    `insert into issue (county, id, filed_at, number, category, source, state, title, emergency, street, answer_by,
       finish_by, answered_at, finished_at, closed_at, rating, geom)
     select $1::text, r.id, r."filedAt", 'T' || r.id, 'lamp', 'patrol', r.state, '路灯不亮', r.emergency, r.street,
       r."answerBy", r."finishBy", r."answeredAt", r."finishedAt", r."closedAt", r.rating, st_setsrid(st_makepoint(120.05, 37.05), 4326)
     from jsonb_to_recordset($2::jsonb) as r (id bigint, street text, state text, emergency boolean, "filedAt" timestamptz,
       "answerBy" timestamptz, "finishBy" timestamptz, "answeredAt" timestamptz, "finishedAt" timestamptz, "closedAt" timestamptz, rating smallint)`,
    [
      SMALL_COUNTY,
      JSON.stringify(
        issues.map((issue) => ({
          ...issue,
          filedAt: moment(issue.filedAt),
          answerBy: moment(issue.answerBy),
          finishBy: moment(issue.finishBy),
          answeredAt: moment(issue.answeredAt),
          finishedAt: moment(issue.finishedAt),
          closedAt: moment(issue.closedAt),
        })),
      ),
    ],
  )
}
