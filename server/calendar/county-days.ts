import { createHash } from 'node:crypto'
import type { CountyDay } from '#domain/calendar/calendar-year.ts'
import { chineseCalendar } from '#domain/calendar/chinese-calendar.ts'
import { keepsChineseHolidays } from '#domain/calendar/country-days.ts'
import { countyCalendar } from '#domain/calendar/county-calendar.ts'
import { dayNumber } from '#domain/calendar/day-number.ts'
import type { WorkingCalendar } from '#domain/calendar/working-calendar.ts'
import { countySettings } from '#domain/contract/county.ts'
import type { Queryable } from '#server/db.types.ts'

/** What a county itself says of its working time. */
export interface CountyDays {
  timeZone: string
  slots: [opens: number, closes: number][]
  /** Days on which it does otherwise than the country, in order. */
  days: CountyDay[]
  /** How often it was changed. */
  changes: number
}

/** Reads it; null for a county that is not on this server. */
export async function readCountyDays(db: Queryable, county: string): Promise<CountyDays | null> {
  const [row] = await db.query<{
    settings: unknown
    time_zone: string
    days: CountyDay[] | null
    calendar_version: number
  }>(
    `
    select settings, time_zone, calendar_version,
      (select jsonb_agg(jsonb_build_object('day', to_char(day, 'YYYY-MM-DD'), 'working', working, 'name', name) order by day)
       from holiday where county = $1::text) as days
    from county where code = $1::text`,
    [county],
  )
  if (row === undefined) return null
  const { slots } = countySettings.parse(row.settings)
  return { timeZone: row.time_zone, slots, days: row.days ?? [], changes: row.calendar_version }
}

export function asCalendar({ timeZone, slots, days }: CountyDays): WorkingCalendar {
  const overrides = new Map(days.map(({ day, working }) => [dayNumber(day), working]))
  const chinese = keepsChineseHolidays(timeZone)
  return countyCalendar({ zone: chinese ? chineseCalendar.zone : timeZone, slots, overrides, chinese })
}

/** Differs after any change of days, names or hours. */
export function versionOf({ slots, days }: CountyDays): string {
  const said = [slots, days.map(({ day, working, name }) => [day, working, name])]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16)
}
