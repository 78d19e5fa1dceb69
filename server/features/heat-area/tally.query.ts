import type { Queryable } from '#server/db.types.ts'
import type { IssueFilter } from '#server/heat/heat-filter.ts'

/** The filter with its category's children, as every statement here takes it; null is no limit. */
export interface CountedFilter extends IssueFilter {
  categories: readonly string[] | null
}

/** Whole days of a window in the county's time zone, and what of it lies before and after them. */
export interface Span {
  /** First whole day and the day after the last, 'YYYY-MM-DD'; '-infinity' and 'infinity' without limit. */
  first: string
  end: string
  /** Windows of less than a day each. */
  edges: { since: Date[]; until: Date[] }
}

/** Codes of a category and all below it, today or ever; [] when there is none of that code. */
export async function categoriesBelow(db: Queryable, category: string): Promise<string[]> {
  const rows = await db.query<{ code: string }>(
    `with recursive below as (
       select code from category where code = $1::text
       union select c.code from category c join below b on c.parent = b.code)
     select code from below`,
    [category],
  )
  return rows.map(({ code }) => code)
}

/** Takes a window apart into whole days, which tallies know, and edges, which only the issues know. */
export async function spanOf(db: Queryable, { from, to, timeZone }: IssueFilter): Promise<Span> {
  const rows = await db.query<{ first: string; end: string; since: Date[]; until: Date[] }>(
    `with clock as (
       select $1::timestamptz as since, $2::timestamptz as until, $1::timestamptz at time zone $3::text as local_since,
         $2::timestamptz at time zone $3::text as local_until
     ), day as (
       select since, until, coalesce(local_until::date, 'infinity') as end_day,
         coalesce(local_since::date + (local_since > date_trunc('day', local_since))::integer, '-infinity') as first_day
       from clock
     ), edge as (
       select since, least(first_day::timestamp at time zone $3::text, until) as until from day
       union all
       select greatest(end_day::timestamp at time zone $3::text, first_day::timestamp at time zone $3::text), until from day
     )
     select first_day::text as first, end_day::text as end,
       coalesce((select array_agg(since) from edge where since < until), '{}') as since,
       coalesce((select array_agg(until) from edge where since < until), '{}') as until
     from day`,
    [from, to, timeZone],
  )
  const { first, end, since, until } = rows[0]!
  return { first, end, edges: { since, until } }
}

/** Issues of one place as the issues name it; '' outside. */
export interface PlaceCount {
  grid: string
  microGrid: string
  filed: number
}

/** Everything filed on whole days, whatever it is: from one row a place and month. */
export async function monthCounts(db: Queryable, county: string, { first, end }: Span): Promise<PlaceCount[]> {
  return db.query<PlaceCount>(
    `select grid, micro_grid as "microGrid", sum(
       case when month >= $2::date and month + interval '1 month' <= $3::date then filed
         else (select sum(n) from unnest(by_day) with ordinality as d (n, day)
           where month + (day::integer - 1) >= $2::date and month + (day::integer - 1) < $3::date) end)::integer as filed
     from issue_month
     where county = $1::text and month > $2::date - 31 and month < $3::date
     group by grid, micro_grid`,
    [county, first, end],
  )
}

/** What a filter chooses of whole days. A category costs its own rows only. */
export async function hourCounts(db: Queryable, filter: CountedFilter, { first, end }: Span): Promise<PlaceCount[]> {
  return db.query<PlaceCount>(
    `select grid, micro_grid as "microGrid", sum(filed)::integer as filed
     from issue_hour
     where county = $1::text and ($2::text[] is null or category = any ($2::text[]))
       and day >= $3::date and day < $4::date
       and ($5::text[] is null or source = any ($5::text[]))
       and ($6::smallint[] is null or hour = any ($6::smallint[]))
       and ($7::integer[] is null or extract(isodow from day) = any ($7::integer[]))
     group by grid, micro_grid`,
    [filter.county, filter.categories, first, end, filter.source, filter.hours, filter.weekdays],
  )
}

/** What a filter chooses in short windows: from the issues themselves. */
export async function edgeCounts(db: Queryable, filter: CountedFilter, { edges }: Span): Promise<PlaceCount[]> {
  if (edges.since.length === 0) return []
  return db.query<PlaceCount>(
    `select i.grid, i.micro_grid as "microGrid", count(*)::integer as filed
     from unnest($2::timestamptz[], $3::timestamptz[]) as edge (since, until)
     join issue i on i.county = $1::text and i.filed_at >= edge.since and i.filed_at < edge.until
     cross join lateral (select i.filed_at at time zone $8::text as local) clock
     where ($4::text[] is null or i.category = any ($4::text[]))
       and ($5::text[] is null or i.source = any ($5::text[]))
       and ($6::integer[] is null or extract(hour from clock.local) = any ($6::integer[]))
       and ($7::integer[] is null or extract(isodow from clock.local) = any ($7::integer[]))
     group by i.grid, i.micro_grid`,
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

/** What a filter chooses of the issues open now: few rows of the issues themselves. */
export async function openCounts(db: Queryable, filter: CountedFilter): Promise<PlaceCount[]> {
  return db.query<PlaceCount>(
    `select i.grid, i.micro_grid as "microGrid", count(*)::integer as filed
     from issue i
     cross join lateral (select i.filed_at at time zone $8::text as local) clock
     where i.county = $1::text and i.state <> 'closed'
       and ($2::timestamptz is null or i.filed_at >= $2::timestamptz)
       and ($3::timestamptz is null or i.filed_at < $3::timestamptz)
       and ($4::text[] is null or i.category = any ($4::text[]))
       and ($5::text[] is null or i.source = any ($5::text[]))
       and ($6::integer[] is null or extract(hour from clock.local) = any ($6::integer[]))
       and ($7::integer[] is null or extract(isodow from clock.local) = any ($7::integer[]))
     group by i.grid, i.micro_grid`,
    [
      filter.county,
      filter.from,
      filter.to,
      filter.categories,
      filter.source,
      filter.hours,
      filter.weekdays,
      filter.timeZone,
    ],
  )
}
