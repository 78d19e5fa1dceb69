import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { calendarOf } from '#server/calendar/calendar-of.ts'
import type { Queryable } from '#server/db.types.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { createIssueWriter, type IssueWriter } from './issue-writer.ts'

const local = (moment: string) => Date.parse(`${moment}+08:00`)

describe('a calendar changed by another server', () => {
  const database = withDatabase()
  let writer: IssueWriter
  beforeAll(async () => {
    await createSmallCounty(database.db)
    writer = createIssueWriter(database.db)
    // this server keeps the calendar as it is before
    await calendarOf(database.db, SMALL_COUNTY)
  })

  /** What the other server's transaction does. */
  const rest = async (db: Queryable, day: string) => {
    await db.query('select 1 from county where code = $1::text for update', [SMALL_COUNTY])
    await db.query(`insert into holiday (county, day, working) values ($1::text, $2::date, false)`, [SMALL_COUNTY, day])
    await db.query('update county set calendar_version = calendar_version + 1 where code = $1::text', [SMALL_COUNTY])
  }
  /** Files a lamp on Friday at 17:00 with two working hours to finish; tells when it is due. */
  const dueAfterFiling = async () => {
    const done = await writer.file(SMALL_COUNTY, {
      person: null,
      filed: {
        at: local('2026-11-20T17:00'),
        actor: '网格员',
        limits: { answer: { clock: 'working', minutes: 60 }, finish: { clock: 'working', minutes: 120 } },
        filing: {
          category: 'lamp',
          source: 'patrol',
          title: '路灯不亮',
          place: '',
          emergency: false,
          longitude: 120.15,
          latitude: 37.05,
        },
      },
    })
    return done.ok && done.row !== null ? done.row.finish_by.getTime() : null
  }

  it('sets the deadlines of what is filed after it, though this server has not heard of it', async () => {
    expect(await dueAfterFiling()).toBe(local('2026-11-23T09:00'))
    await database.db.transaction((transaction) => rest(transaction, '2026-11-23'))
    expect(await dueAfterFiling()).toBe(local('2026-11-24T09:00'))
  })

  it('is waited for where it is under way', async () => {
    let begin = () => {}
    const filing = new Promise<void>((resolve) => {
      begin = resolve
    }).then(dueAfterFiling)
    await database.db.transaction(async (transaction) => {
      await rest(transaction, '2026-11-24')
      begin()
      await wait(200)
    })
    expect(await filing).toBe(local('2026-11-25T09:00'))
  })
})
