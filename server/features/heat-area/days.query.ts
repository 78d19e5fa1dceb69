import type { Queryable } from '#server/db.types.ts'
import type { CountedFilter, Span } from './tally.query.ts'

/**
 * One place's days: `9801:3 0 1;9832:2` are 3, 0 and 1 issues on day 9801 and the two after it, 2 on day 9832.
 * Days are counted from 1970-01-01.
 */
export interface PlaceDays {
  grid: string
  microGrid: string
  runs: string
}

/** Everything filed by place and day, month by month; days outside the span are for the reader to leave out. */
export async function monthDays(db: Queryable, county: string, { first, end }: Span): Promise<PlaceDays[]> {
  return db.query<PlaceDays>(
    `select grid, micro_grid as "microGrid",
       string_agg((month - date '1970-01-01') || ':' || array_to_string(by_day, ' '), ';') as runs
     from issue_month
     where county = $1::text and month > $2::date - 31 and month < $3::date
     group by grid, micro_grid`,
    [county, first, end],
  )
}

/** What a filter chooses of whole days, by place and day. */
export async function hourDays(db: Queryable, filter: CountedFilter, { first, end }: Span): Promise<PlaceDays[]> {
  return db.query<PlaceDays>(
    `select grid, micro_grid as "microGrid", string_agg((day - date '1970-01-01') || ':' || filed, ';') as runs
     from (
       select grid, micro_grid, day, sum(filed) as filed
       from issue_hour
       where county = $1::text and ($2::text[] is null or category = any ($2::text[]))
         and day >= $3::date and day < $4::date
         and ($5::text[] is null or source = any ($5::text[]))
         and ($6::smallint[] is null or hour = any ($6::smallint[]))
         and ($7::integer[] is null or extract(isodow from day) = any ($7::integer[]))
       group by grid, micro_grid, day) by_day
     group by grid, micro_grid`,
    [filter.county, filter.categories, first, end, filter.source, filter.hours, filter.weekdays],
  )
}

/** What a filter chooses in windows of less than a day, by place and day. */
export async function edgeDays(db: Queryable, filter: CountedFilter, { edges }: Span): Promise<PlaceDays[]> {
  if (edges.since.length === 0) return []
  return db.query<PlaceDays>(
    `select grid, micro_grid as "microGrid", string_agg((day - date '1970-01-01') || ':1', ';') as runs
     from (
       select i.grid, i.micro_grid, clock.local::date as day
       from unnest($2::timestamptz[], $3::timestamptz[]) as edge (since, until)
       join issue i on i.county = $1::text and i.filed_at >= edge.since and i.filed_at < edge.until
       cross join lateral (select i.filed_at at time zone $8::text as local) clock
       where ($4::text[] is null or i.category = any ($4::text[]))
         and ($5::text[] is null or i.source = any ($5::text[]))
         and ($6::integer[] is null or extract(hour from clock.local) = any ($6::integer[]))
         and ($7::integer[] is null or extract(isodow from clock.local) = any ($7::integer[]))) filed
     group by grid, micro_grid`,
    [
      filter.county,
      edges.since,
      edges.until,
      filter.categories,
      filter.source,
      filter.hours,
      filter.weekdays,
      filter.timeZone,
    ],
  )
}

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
