import { chineseCalendar } from '#domain/calendar/chinese-calendar.ts'
import type { WorkingCalendar } from '#domain/calendar/working-calendar.ts'
import type { Queryable } from '#server/db.types.ts'
import { asCalendar, readCountyDays } from './county-days.ts'

/** What is only shown follows a change by another server after this long; what is written asks for the version. */
const KEPT_MILLISECONDS = 5_000

/** A calendar, and the count of changes by which it is known to hold still; 0 for a county that is not here. */
export interface KnownCalendar {
  calendar: WorkingCalendar
  version: number
}

interface Kept {
  until: number
  known: Promise<KnownCalendar>
}
const kept = new WeakMap<Queryable, Map<string, Kept>>()

/**
 * The working calendar of a county: its own days and office hours over the country's. Kept for some seconds by
 * connection pool; inside a transaction it is read anew. A county that is not on this server has the country's calendar.
 */
export async function calendarOf(db: Queryable, county: string): Promise<WorkingCalendar> {
  return (await knownCalendar(db, county)).calendar
}

/** As `calendarOf`, with its version: what is written by it holds where `heldVersion` is the same in that transaction. */
export function knownCalendar(db: Queryable, county: string): Promise<KnownCalendar> {
  const known = kept.get(db) ?? new Map<string, Kept>()
  kept.set(db, known)
  const now = performance.now()
  const found = known.get(county)
  if (found !== undefined && found.until > now) return found.known
  const read = readCalendar(db, county)
  known.set(county, { until: now + KEPT_MILLISECONDS, known: read })
  // what failed is asked again
  read.catch(() => known.delete(county))
  return read
}

/** Forgets what `calendarOf` keeps, once a change of the county's calendar is committed. */
export function forgetCalendar(db: Queryable, county: string): void {
  kept.get(db)?.delete(county)
}

/**
 * The version of the county's calendar, held until the transaction ends: whoever changes the calendar waits, and finds
 * what this one writes among the clocks to be moved.
 */
export async function heldVersion(transaction: Queryable, county: string): Promise<number> {
  const rows = await transaction.query<{ version: number }>(
    'select calendar_version as version from county where code = $1::text for share',
    [county],
    'often',
  )
  return rows[0]?.version ?? 0
}

export async function readCalendar(db: Queryable, county: string): Promise<KnownCalendar> {
  const days = await readCountyDays(db, county)
  return days === null
    ? { calendar: chineseCalendar, version: 0 }
    : { calendar: asCalendar(days), version: days.changes }
}
