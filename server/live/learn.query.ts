import type { IssueSource } from '#domain/contract/issue.ts'
import type { Queryable } from '#server/db.types.ts'

export interface LiveCountyRow {
  code: string
  time_zone: string
  /** Moment of the newest entry; null where nothing has happened yet. */
  last_at: Date | null
}

/** Demo counties: real ones live by themselves. */
export async function demoCountyRows(db: Queryable): Promise<LiveCountyRow[]> {
  return db.query<LiveCountyRow>(
    `select code, time_zone, (select max(at) from issue_event e where e.county = c.code) as last_at
       from county c where demo order by code`,
  )
}

/** Issues filed in each hour of the local week (0: Monday 00-01) over the four weeks before `until`. */
export async function rhythmRows(
  db: Queryable,
  county: string,
  until: Date,
  timeZone: string,
): Promise<{ hour: number; issues: number }[]> {
  return db.query(
    `
    select ((extract(isodow from local) - 1) * 24 + extract(hour from local))::int as hour, count(*)::int as issues
    from issue cross join lateral (select filed_at at time zone $3::text as local) moment
    where county = $1::text and filed_at > $2::timestamptz - interval '28 days' and filed_at <= $2::timestamptz
    group by 1`,
    [county, until, timeZone],
  )
}

/** Issues closed in each hour of the local week over the four weeks before `until`. */
export async function closingRows(
  db: Queryable,
  county: string,
  until: Date,
  timeZone: string,
): Promise<{ hour: number; issues: number }[]> {
  return db.query(
    `
    select ((extract(isodow from local) - 1) * 24 + extract(hour from local))::int as hour, count(*)::int as issues
    from issue cross join lateral (select closed_at at time zone $3::text as local) moment
    where county = $1::text and closed_at > $2::timestamptz - interval '28 days' and closed_at <= $2::timestamptz
    group by 1`,
    [county, until, timeZone],
  )
}

/** A past issue that a new one may resemble, with the clocks of its category. */
export interface ModelRow {
  number: string
  category: string
  source: IssueSource
  title: string
  place: string
  emergency: boolean
  community: string
  longitude: number
  latitude: number
  hour: number
  clock: 'emergency' | 'working'
  answer_minutes: number
  finish_minutes: number
  actor: string
}

/** The newest filed issues of the 60 days before `until` with the post that filed them and their local hour of the week. */
export async function modelRows(
  db: Queryable,
  county: string,
  until: Date,
  timeZone: string,
  limit: number,
): Promise<ModelRow[]> {
  return db.query<ModelRow>(
    `
    select i.number, i.category, i.source, i.title, i.place, i.emergency, i.community, st_x(i.geom) as longitude, st_y(i.geom) as latitude,
      ((extract(isodow from local) - 1) * 24 + extract(hour from local))::int as hour,
      c.clock, c.answer_minutes, c.finish_minutes, e.actor
    from (
      select * from issue
      where county = $1::text and filed_at <= $2::timestamptz and filed_at > $2::timestamptz - interval '60 days'
      order by filed_at desc limit $4::integer
    ) i
    cross join lateral (select i.filed_at at time zone $3::text as local) moment
    join category c on c.code = i.category
    join issue_event e on e.county = i.county and e.issue = i.id and e.kind = 'file'
      and e.at > $2::timestamptz - interval '60 days' and e.at <= $2::timestamptz
    order by i.filed_at desc, i.id`,
    [county, until, timeZone, limit],
  )
}

/** Which post did what, by kind, category and community, over the 30 days before `until`. */
export interface PostRow {
  kind: string
  category: string
  community: string
  actor: string
  unit: string | null
  reason: string | null
}

export async function postRows(db: Queryable, county: string, until: Date): Promise<PostRow[]> {
  return db.query<PostRow>(
    `
    select distinct on (e.kind, i.category, i.community) e.kind, i.category, i.community, e.actor,
      e.detail ->> 'unit' as unit, e.detail ->> 'reason' as reason
    from issue i
    join issue_event e on e.county = i.county and e.issue = i.id
      and e.at > $2::timestamptz - interval '30 days' and e.at <= $2::timestamptz
    where i.county = $1::text and i.filed_at > $2::timestamptz - interval '30 days' and i.filed_at <= $2::timestamptz
    order by e.kind, i.category, i.community, e.at desc`,
    [county, until],
  )
}

export interface MovingRow {
  number: string
  category: string
  community: string
}

/** Everything that may still move: open issues, and those closed in the three days before `since` that nobody has rated. */
export async function movingRows(db: Queryable, county: string, since: Date): Promise<MovingRow[]> {
  return db.query<MovingRow>(
    `
    select number, category, community from issue
    where county = $1::text
      and (state <> 'closed' or (closed_at > $2::timestamptz - interval '3 days' and rating is null))
    order by id`,
    [county, since],
  )
}

/** How many issues stood open at a moment. */
export async function openAt(db: Queryable, county: string, at: Date): Promise<number> {
  const rows = await db.query<{ issues: number }>(
    `select count(*)::int as issues from issue
      where county = $1::text and filed_at <= $2::timestamptz and (closed_at is null or closed_at > $2::timestamptz)`,
    [county, at],
  )
  return rows[0]?.issues ?? 0
}

/** Makes room for the months around `now`. */
export async function ensureMonths(db: Queryable, now: Date): Promise<void> {
  await db.query(
    `select ensure_month_partitions(($1::timestamptz - interval '1 month')::date, ($1::timestamptz + interval '1 month')::date)`,
    [now],
  )
}
