import { beforeAll, describe, expect, it } from 'vitest'
import { deadline } from '#domain/calendar/deadline.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { calendarOf, forgetCalendar } from './calendar-of.ts'

const at = (local: string): number => Date.parse(`${local}+08:00`)

describe('the calendar of a county', () => {
  const database = withDatabase()
  beforeAll(() => createSmallCounty(database.db))
  // Friday, 2026-11-20
  const due = async () => deadline(await calendarOf(database.db, SMALL_COUNTY), 'working', at('2026-11-20T17:00'), 120)

  it('is the country’s until the county says otherwise; what it says holds once it is told to forget', async () => {
    expect(await due()).toBe(at('2026-11-23T09:00'))
    await database.db.query(
      `insert into holiday (county, day, working, name) values ($1::text, '2026-11-21', true, '补班'), ($1::text, '2026-11-23', false, '渔家节')`,
      [SMALL_COUNTY],
    )
    expect(await due()).toBe(at('2026-11-23T09:00'))
    forgetCalendar(database.db, SMALL_COUNTY)
    expect(await due()).toBe(at('2026-11-21T09:00'))
  })

  it('has the office hours of the county’s settings', async () => {
    await database.db.query(`update county set settings = '{"slots": [[540, 1020]]}'::jsonb where code = $1::text`, [
      SMALL_COUNTY,
    ])
    forgetCalendar(database.db, SMALL_COUNTY)
    expect(await due()).toBe(at('2026-11-21T11:00'))
  })

  it('is the country’s for a county that is not here', async () => {
    expect((await calendarOf(database.db, '370698')).zone).toBe(480)
  })
})
