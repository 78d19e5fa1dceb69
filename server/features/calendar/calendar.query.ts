import type { CountyDay } from '#domain/calendar/calendar-year.ts'
import type { Queryable } from '#server/db.types.ts'

/** Makes whoever else changes the county's calendar wait until the transaction ends. */
export async function lockCounty(transaction: Queryable, county: string): Promise<void> {
  await transaction.query('select 1 from county where code = $1::text for update', [county])
}

/** Writes a county's own days, takes away those given back to the country, and sets the office hours where given. */
export async function writeCalendar(
  transaction: Queryable,
  county: string,
  change: {
    set: readonly CountyDay[]
    unset: readonly string[]
    slots: readonly (readonly number[])[] | null
    at: Date
  },
): Promise<void> {
  await transaction.query(
    `
    insert into holiday as known (county, day, working, name, changed_at)
    select $1::text, day, working, name, $3::timestamptz
    from jsonb_to_recordset($2::jsonb) as given (day date, working boolean, name text)
    on conflict (county, day) do update set working = excluded.working, name = excluded.name, changed_at = excluded.changed_at`,
    [county, JSON.stringify(change.set), change.at],
  )
  await transaction.query('delete from holiday where county = $1::text and day = any ($2::date[])', [
    county,
    change.unset,
  ])
  await transaction.query(
    `
    update county set calendar_version = calendar_version + 1,
      settings = case when $2::text is null then settings else jsonb_set(settings, '{slots}', $2::text::jsonb) end
    where code = $1::text`,
    [county, change.slots === null ? null : JSON.stringify(change.slots)],
  )
}
