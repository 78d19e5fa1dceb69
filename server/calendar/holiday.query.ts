import type { Queryable } from '#server/db.types.ts'

/** A day on which a county does otherwise than the country; `day` is written 2026-10-01. */
export interface HolidayRow {
  day: string
  working: boolean
  name: string
}

/** A county's own days, in order. */
export async function holidayRows(db: Queryable, county: string): Promise<HolidayRow[]> {
  return db.query<HolidayRow>(
    `select to_char(day, 'YYYY-MM-DD') as day, working, name from holiday where county = $1::text order by day`,
    [county],
  )
}
