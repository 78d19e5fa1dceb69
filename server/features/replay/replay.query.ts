import type { Queryable } from '#server/db.types.ts'

/** Columns of a replay as the database sends them: network byte order, those of `spanColumns`. */
export interface SpanBytes {
  longitude: Uint8Array | null
  latitude: Uint8Array | null
  begin: Uint8Array | null
  end: Uint8Array | null
  next: Uint8Array | null
  answerBy: Uint8Array | null
  answered: Uint8Array | null
  finishBy: Uint8Array | null
  finished: Uint8Array | null
  place: Uint8Array | null
  facts: Uint8Array | null
}

export interface WindingRow {
  id: number
  /** Code of the street, of an area that of the community. */
  place: string
  category: string
}

export interface Told {
  bytes: SpanBytes
  /** Issues whose row does not say how they stood before: their entries do. */
  winding: readonly WindingRow[]
  /** Issues of the time in all. */
  issues: number
}

/** Entries after which an issue's row no longer says how its clocks stood before. */
const winding = ['return', 'hand_up', 'extend', 'suspend', 'resume', 'grant', 'reopen', 'reclock']

export interface Asked {
  county: string
  /** Code of a street or a community; null for all. */
  area: string | null
  /** Issues that were closed, and whose clocks ran out, before are left out. */
  since: Date
  to: Date
  /** Codes by ordinal: of streets, in an area of its communities. */
  streets: readonly string[]
  categories: readonly string[]
  most: number
}

/**
 * The issues that mattered at any moment from `since` until `to`, each whose life went straight on as one row of the columns.
 * Hundreds of thousands of them cost no row objects.
 */
export async function toldIssues(db: Queryable, asked: Asked): Promise<Told> {
  const { county, area, since, to, streets, categories, most } = asked
  const rows = await db.query<SpanBytes & { winding: WindingRow[] | null; issues: number }>(
    `
    with wanted as (
      select id, filed_at, case when $2::text is null then street else community end as place, category, emergency, state, outcome, rating, answer_by, answered_at, finish_by, finished_at,
        closed_at, geom, coalesce((standing ->> 'excused')::boolean, false) as excused
      from issue
      where county = $1::text and filed_at <= $4::timestamptz
        and greatest(coalesce(closed_at, 'infinity'), finish_by, answer_by) >= $3::timestamptz
        and ($2::text is null or street = $2::text or community = $2::text)
    ), told as materialized (
      select * from wanted order by filed_at desc limit $7::integer
    ), turned as materialized (
      select distinct e.issue from issue_event e
      where e.county = $1::text and e.kind = any ($8::text[]) and e.issue in (select id from told)
    ), second as (
      select t.*, floor(extract(epoch from t.filed_at))::bigint as filed,
        least(2147483647, floor(extract(epoch from t.closed_at)))::integer as closed,
        least(2147483646, floor(extract(epoch from t.answer_by)))::integer as answer_second,
        least(2147483647, floor(extract(epoch from t.answered_at)))::integer as answered_second,
        least(2147483646, floor(extract(epoch from t.finish_by)))::integer as finish_second,
        least(2147483647, floor(extract(epoch from t.finished_at)))::integer as finished_second
      from told t
      where not exists (select from turned where turned.issue = t.id)
    )
    select
      string_agg(int4send((st_x(s.geom) * 1e7)::integer), ''::bytea) as longitude,
      string_agg(int4send((st_y(s.geom) * 1e7)::integer), ''::bytea) as latitude,
      string_agg(int4send(s.filed::integer), ''::bytea) as begin,
      string_agg(int4send(coalesce(s.closed, 2147483647)), ''::bytea) as "end",
      string_agg(int4send(2147483647), ''::bytea) as next,
      string_agg(int4send(s.answer_second), ''::bytea) as "answerBy",
      string_agg(int4send(coalesce(s.answered_second, 2147483647)), ''::bytea) as answered,
      string_agg(int4send(s.finish_second), ''::bytea) as "finishBy",
      string_agg(int4send(coalesce(least(s.finished_second, s.closed), 2147483647)), ''::bytea) as finished,
      string_agg(int4send(coalesce(array_position($5::text[], s.place), 0)
        | ((coalesce(array_position($6::text[], s.category), 1) - 1) << 12)), ''::bytea) as place,
      string_agg(int4send((s.state = 'suspended')::integer | (s.emergency::integer << 1) | 4
        | ((s.closed is not null)::integer << 3) | ((s.outcome in ('', 'solved'))::integer << 4) | (s.excused::integer << 5)
        | ((s.rating is not null)::integer << 6) | (coalesce(s.rating >= 4, false)::integer << 7)), ''::bytea) as facts,
      (select jsonb_agg(jsonb_build_object('id', t.id, 'place', t.place, 'category', t.category) order by t.id)
        from told t join turned on turned.issue = t.id) as winding,
      (select count(*)::integer from wanted) as issues
    from second s`,
    [county, area, since, to, streets, categories, most, winding],
  )
  const { winding: turned, issues, ...bytes } = rows[0]!
  return { bytes, winding: turned ?? [], issues }
}

export interface EntryRow {
  issue: number
  sequence: number
  at: Date
  kind: string
  actor: string
  role: string
  by_unit: string
  detail: Record<string, unknown>
}

/** Histories of some issues, each in its order. */
export async function entriesOf(db: Queryable, county: string, ids: readonly number[]): Promise<EntryRow[]> {
  return db.query<EntryRow>(
    `select issue, sequence, at, kind, actor, role, by_unit, detail from issue_event
     where county = $1::text and issue = any ($2::bigint[]) order by issue, sequence, at`,
    [county, ids],
  )
}

/** Time zone, categories, and streets (of an area its communities) of a county; null when it is not on this server. */
export async function replayCounty(
  db: Queryable,
  county: string,
  area: string | null,
): Promise<{ timeZone: string; streets: { code: string; name: string }[]; categories: string[] } | null> {
  const rows = await db.query<{
    timeZone: string
    streets: { code: string; name: string }[] | null
    categories: string[] | null
  }>(
    `select time_zone as "timeZone",
       (select jsonb_agg(jsonb_build_object('code', code, 'name', name) order by code) from area
        where county = $1::text
          and case when $2::text is null then level = 'street' else level = 'community' and $2::text in (code, parent) end) as streets,
       (select jsonb_agg(code order by code) from category) as categories
     from county where code = $1::text`,
    [county, area],
  )
  const found = rows[0]
  return found ? { ...found, streets: found.streets ?? [], categories: found.categories ?? [] } : null
}
