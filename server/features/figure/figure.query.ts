import type { Queryable } from '#server/db.types.ts'

/** What was open, due and overdue at one moment, `days_ago` days before now at the same local time. */
export interface MomentRow {
  days_ago: number
  open: number
  filed_today: number
  due: number
  due_emergency: number
  overdue: number
  longest_seconds: number | null
}

/** The six key figures' counts now and at the same local time of each of the last `sparkDays` days; now first. */
export async function momentRows(
  db: Queryable,
  county: string,
  now: Date,
  timeZone: string,
  sparkDays: number,
  area: string | null,
): Promise<MomentRow[]> {
  return db.query<MomentRow>(
    `
    with point as materialized (
      select days_ago,
        (local_now - make_interval(days => days_ago)) at time zone $3::text as at,
        (date_trunc('day', local_now) - make_interval(days => days_ago)) at time zone $3::text as midnight
      from (select $2::timestamptz at time zone $3::text as local_now) clock, generate_series(0, $4::integer - 1) as days_ago
    ), candidate as materialized (
      select filed_at, finish_by, closed_at, least(finished_at, closed_at) as stopped_at, state = 'suspended' as suspended, emergency
      from issue where county = $1::text and state <> 'closed' and ($5::text is null or street = $5::text or community = $5::text)
      union all
      select filed_at, finish_by, closed_at, least(finished_at, closed_at), false, emergency
      from issue where county = $1::text and state = 'closed' and closed_at > (select min(at) from point)
        and ($5::text is null or street = $5::text or community = $5::text)
    ), filed as materialized (
      select filed_at from issue
      where county = $1::text and filed_at >= (select min(midnight) from point) and filed_at <= $2::timestamptz
        and ($5::text is null or street = $5::text or community = $5::text)
    ), standing as (
      select p.days_ago,
        count(*)::int as open,
        count(*) filter (where running and c.finish_by > p.at and c.finish_by <= p.at + interval '1 hour')::int as due,
        count(*) filter (where running and c.emergency and c.finish_by > p.at and c.finish_by <= p.at + interval '1 hour')::int
          as due_emergency,
        count(*) filter (where running and c.finish_by <= p.at)::int as overdue,
        extract(epoch from max(p.at - c.finish_by) filter (where running and c.finish_by <= p.at))::int as longest_seconds
      from point p
      join candidate c on c.filed_at <= p.at and (c.closed_at is null or c.closed_at > p.at)
      cross join lateral (select not c.suspended and (c.stopped_at is null or c.stopped_at > p.at) as running) clock
      group by p.days_ago
    ), today as (
      select p.days_ago, count(*)::int as filed_today
      from point p join filed f on f.filed_at >= p.midnight and f.filed_at <= p.at
      group by p.days_ago
    )
    select p.days_ago, coalesce(s.open, 0) as open, coalesce(t.filed_today, 0) as filed_today, coalesce(s.due, 0) as due,
      coalesce(s.due_emergency, 0) as due_emergency, coalesce(s.overdue, 0) as overdue, s.longest_seconds
    from point p
    left join standing s on s.days_ago = p.days_ago
    left join today t on t.days_ago = p.days_ago
    order by p.days_ago`,
    [county, now, timeZone, sparkDays, area],
  )
}

/**
 * How many clocks ran out on one local day, and how many issues were in time; by street, of an area by community. `rating`:
 * closed and rated, and how many 4 or 5.
 */
export interface DueRow {
  clock: 'answer' | 'finish' | 'rating'
  days_ago: number
  place: string
  due: number
  in_time: number
}

/**
 * Clocks that ran out in the last `days` local days up to now. Suspended issues stand apart, and so do reports that were
 * declined or merged: nobody had them to handle. A unit whose appeal was granted counts as in time.
 */
export async function dueRows(
  db: Queryable,
  county: string,
  now: Date,
  timeZone: string,
  days: number,
  area: string | null,
): Promise<DueRow[]> {
  return db.query<DueRow>(
    `
    with span as (
      select (date_trunc('day', $2::timestamptz at time zone $3::text) - make_interval(days => $4::integer - 1))
        at time zone $3::text as since
    ), ran_out as (
      select 'answer' as clock, street, community, answer_by as due_at, coalesce(answered_at <= answer_by, false) as in_time
      from issue, span
      where county = $1::text and answer_by >= span.since and answer_by <= $2::timestamptz and state <> 'suspended'
        and outcome in ('', 'solved') and ($5::text is null or street = $5::text or community = $5::text)
      union all
      select 'finish', street, community, finish_by,
        coalesce(least(finished_at, closed_at) <= finish_by, false) or coalesce((standing ->> 'excused')::boolean, false)
      from issue, span
      where county = $1::text and finish_by >= span.since and finish_by <= $2::timestamptz and state <> 'suspended'
        and outcome in ('', 'solved') and ($5::text is null or street = $5::text or community = $5::text)
      union all
      select 'rating', street, community, closed_at, rating >= 4
      from issue, span
      where county = $1::text and closed_at >= span.since and closed_at <= $2::timestamptz and rating is not null
        and outcome in ('', 'solved') and ($5::text is null or street = $5::text or community = $5::text)
    )
    select clock, ($2::timestamptz at time zone $3::text)::date - (due_at at time zone $3::text)::date as days_ago,
      case when $5::text is null then street else community end as place,
      count(*)::int as due, count(*) filter (where in_time)::int as in_time
    from ran_out
    group by 1, 2, 3`,
    [county, now, timeZone, days, area],
  )
}

/** Issues filed or closed in the `quarter`-th quarter of an hour before `now` (0: the last one) or the week before. */
export interface QuarterRow {
  kind: 'filed' | 'closed' | 'filed-week-before'
  quarter: number
  issues: number
}

/** Counts by quarter of an hour over the last `quarters` quarters; empty quarters have no row. */
export async function quarterRows(
  db: Queryable,
  county: string,
  now: Date,
  quarters: number,
  area: string | null,
): Promise<QuarterRow[]> {
  return db.query<QuarterRow>(
    `
    with happened as (
      select 'filed' as kind, $2::timestamptz - filed_at as age from issue
      where county = $1::text and filed_at <= $2::timestamptz
        and filed_at > $2::timestamptz - make_interval(mins => 15 * $3::integer)
        and ($4::text is null or street = $4::text or community = $4::text)
      union all
      select 'closed', $2::timestamptz - closed_at from issue
      where county = $1::text and closed_at <= $2::timestamptz
        and closed_at > $2::timestamptz - make_interval(mins => 15 * $3::integer)
        and ($4::text is null or street = $4::text or community = $4::text)
      union all
      select 'filed-week-before', $2::timestamptz - interval '7 days' - filed_at from issue
      where county = $1::text and filed_at <= $2::timestamptz - interval '7 days'
        and filed_at > $2::timestamptz - interval '7 days' - make_interval(mins => 15 * $3::integer)
        and ($4::text is null or street = $4::text or community = $4::text)
    )
    select kind, floor(extract(epoch from age) / 900)::int as quarter, count(*)::int as issues
    from happened group by 1, 2`,
    [county, now, quarters, area],
  )
}

export interface DayRow {
  /** Local day, YYYY-MM-DD. */
  date: string
  filed: number
  closed: number
}

/**
 * Issues filed and closed on each of the last `days` local days, oldest first; today last. The moment since when is a column:
 * under row security a condition that reckons it from one would be no condition of an index.
 */
export async function dayRows(
  db: Queryable,
  county: string,
  now: Date,
  timeZone: string,
  days: number,
  area: string | null,
): Promise<DayRow[]> {
  return db.query<DayRow>(
    `
    with span as materialized (
      select first_day, first_day at time zone $3::text as since
      from (select date_trunc('day', $2::timestamptz at time zone $3::text) - make_interval(days => $4::integer - 1) as first_day) asked
    ), happened as (
      select 'filed' as kind, (filed_at at time zone $3::text)::date as day from issue, span
      where county = $1::text and filed_at >= span.since and filed_at <= $2::timestamptz
        and ($5::text is null or street = $5::text or community = $5::text)
      union all
      select 'closed', (closed_at at time zone $3::text)::date from issue, span
      where county = $1::text and closed_at >= span.since and closed_at <= $2::timestamptz
        and ($5::text is null or street = $5::text or community = $5::text)
    )
    select to_char(d.day, 'YYYY-MM-DD') as date,
      count(h.kind) filter (where h.kind = 'filed')::int as filed,
      count(h.kind) filter (where h.kind = 'closed')::int as closed
    from span, generate_series(span.first_day, span.first_day + make_interval(days => $4::integer - 1), interval '1 day') as d(day)
    left join happened h on h.day = d.day::date
    group by d.day order by d.day`,
    [county, now, timeZone, days, area],
  )
}

export interface StreetRow {
  code: string
  name: string
  open: number
}

/** Streets of the county with their open issues, of an area its communities, in the order of their codes. */
export async function streetRows(db: Queryable, county: string, area: string | null): Promise<StreetRow[]> {
  return db.query<StreetRow>(
    `
    select a.code, a.name, count(i.id)::int as open
    from area a
    left join issue i on i.county = a.county and i.state <> 'closed'
      and a.code = case when $2::text is null then i.street else i.community end
    where a.county = $1::text
      and case when $2::text is null then a.level = 'street' else a.level = 'community' and $2::text in (a.code, a.parent) end
    group by a.code, a.name order by a.code`,
    [county, area],
  )
}

/** Whether the county has such a street or community. */
export async function hasArea(db: Queryable, county: string, area: string): Promise<boolean> {
  const rows = await db.query(
    `select 1 from area where county = $1::text and code = $2::text and level in ('street', 'community')`,
    [county, area],
  )
  return rows.length > 0
}

/** The county's time zone; null when it is not on this server. */
export async function timeZoneOf(db: Queryable, county: string): Promise<string | null> {
  const rows = await db.query<{ time_zone: string }>('select time_zone from county where code = $1::text', [county])
  return rows[0]?.time_zone ?? null
}
