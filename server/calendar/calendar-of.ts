import { chineseCalendar } from '#domain/calendar/chinese-calendar.ts'
import type { WorkingCalendar } from '#domain/calendar/working-calendar.ts'
import type { Queryable } from '#server/db.types.ts'
import { asCalendar, readCountyDays } from './county-days.ts'

/** Another server that changes the calendar is heard after this long; this one forgets at once. */
const KEPT_MILLISECONDS = 5_000

interface Kept {
  until: number
  calendar: Promise<WorkingCalendar>
}
const kept = new WeakMap<Queryable, Map<string, Kept>>()

/**
 * The working calendar of a county: its own days and office hours over the country's. Kept for some seconds by
 * connection pool; inside a transaction it is read anew. A county that is not on this server has the country's calendar.
 */
export function calendarOf(db: Queryable, county: string): Promise<WorkingCalendar> {
  const known = kept.get(db) ?? new Map<string, Kept>()
  kept.set(db, known)
  const now = performance.now()
  const found = known.get(county)
  if (found !== undefined && found.until > now) return found.calendar
  const calendar = readCalendar(db, county)
  known.set(county, { until: now + KEPT_MILLISECONDS, calendar })
  // what failed is asked again
  calendar.catch(() => known.delete(county))
  return calendar
}

/** Forgets what `calendarOf` keeps, once a change of the county's calendar is committed. */
export function forgetCalendar(db: Queryable, county: string): void {
  kept.get(db)?.delete(county)
}

async function readCalendar(db: Queryable, county: string): Promise<WorkingCalendar> {
  const days = await readCountyDays(db, county)
  return days === null ? chineseCalendar : asCalendar(days)
}
