import type { Queryable } from '#server/db.types.ts'

/** First days, 'YYYY-MM-DD', of the last whole weeks before a moment, Monday to Sunday, and when they begin and end. */
export async function lastWeeks(
  db: Queryable,
  before: Date,
  timeZone: string,
  weeks: number,
): Promise<{ days: string[]; from: Date; to: Date }> {
  const rows = await db.query<{ days: string[]; from: Date; to: Date }>(
    `with week as (select date_trunc('week', $1::timestamptz at time zone $2::text)::date as after_last)
     select array(select (after_last - 7 * n)::text from generate_series($3::integer, 1, -1) n) as days,
       (after_last - 7 * $3::integer)::timestamp at time zone $2::text as from,
       after_last::timestamp at time zone $2::text as to
     from week`,
    [before, timeZone, weeks],
  )
  return rows[0]!
}
