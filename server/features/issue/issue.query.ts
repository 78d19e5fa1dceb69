import type { Box } from '#domain/contract/common.ts'
import {
  type ClockState,
  type IssueSource,
  type IssueStanding,
  type IssueState,
  type IssueSummary,
  SOON_MILLISECONDS,
} from '#domain/contract/issue.ts'
import type { Queryable } from '#server/db.types.ts'
import { namesOf } from '#server/issue/names.ts'
import type { EntryRow } from '#server/issue/write.query.ts'
import type { WrittenRow } from '#server/issue/written-row.ts'

/** An issue's row with the names of what its codes stand for. */
export interface IssueRow extends WrittenRow {
  category_name: string
  category_name_en: string
  street_name: string
  community_name: string
  grid_name: string
  unit_name: string
}

export interface IssueFilter {
  county: string
  /** A state, `open` (not closed) or `all`. */
  state: IssueState | 'open' | 'all'
  category: string | null
  area: string | null
  box: Box | null
  /** Within so many metres of a place, in degrees, on the sphere. */
  near: { longitude: number; latitude: number; meters: number } | null
  /** Filed at or after, and before. */
  from: Date | null
  to: Date | null
  source: IssueSource[] | null
  /** 0 to 23 and 1 (Monday) to 7 (Sunday) of the county's time zone. */
  hours: number[] | null
  weekdays: number[] | null
  /** Code of the unit that has it. */
  unit: string | null
  /** Code of a unit that was whistled to it and is not done there. */
  whistled: string | null
  level: IssueSummary['level'] | null
  notice: IssueSummary['notice'] | null
  /** What the finishing clock says at `now`. */
  clock: ClockState | null
  now: Date
  numbers: string[] | null
  order: 'newest' | 'soonest'
  limit: number
  /** Number of the last issue of the page before. */
  after: string | null
}

/** Conditions of both orders; a parameter that is null is no condition. */
const matching = `
    i.county = $1::text
    and ($2::text = 'all' or ($2::text = 'open' and i.state <> 'closed') or i.state = $2::text)
    and ($3::text is null or i.category in (
      with recursive below as (
        select code from category where code = $3::text
        union select c.code from category c join below b on c.parent = b.code)
      select code from below))
    and ($4::text is null or $4::text in (i.street, i.community, i.grid, i.micro_grid))
    and ($23::text is null or i.micro_grid = $23::text)
    and ($5::float8[] is null or i.geom && st_makeenvelope(
      ($5::float8[])[1], ($5::float8[])[2], ($5::float8[])[3], ($5::float8[])[4], 4326))
    and ($6::float8[] is null or (
      i.geom && st_makeenvelope(($7::float8[])[1], ($7::float8[])[2], ($7::float8[])[3], ($7::float8[])[4], 4326)
      and st_distancesphere(i.geom, st_setsrid(st_makepoint(($6::float8[])[1], ($6::float8[])[2]), 4326)) <= ($6::float8[])[3]))
    and ($8::timestamptz is null or i.filed_at >= $8::timestamptz)
    and ($9::timestamptz is null or i.filed_at < $9::timestamptz)
    and ($10::text[] is null or i.source = any ($10::text[]))
    and ($11::integer[] is null or extract(hour from i.filed_at at time zone
      (select time_zone from county where code = $1::text))::integer = any ($11::integer[]))
    and ($12::integer[] is null or extract(isodow from i.filed_at at time zone
      (select time_zone from county where code = $1::text))::integer = any ($12::integer[]))
    and ($13::text is null
      or ($13::text = 'stopped' and (i.state in ('closed', 'suspended') or i.finished_at is not null))
      or ($13::text = 'late' and i.state not in ('closed', 'suspended') and i.finished_at is null
        and i.finish_by < $14::timestamptz)
      or ($13::text = 'soon' and i.state not in ('closed', 'suspended') and i.finished_at is null
        and i.finish_by >= $14::timestamptz and i.finish_by < $15::timestamptz)
      or ($13::text = 'on-time' and i.state not in ('closed', 'suspended') and i.finished_at is null
        and i.finish_by >= $15::timestamptz))
    and ($16::text[] is null or i.number = any ($16::text[]))
    and ($19::text is null or i.unit = $19::text)
    and ($20::text is null or i.level = $20::text)
    and ($21::text is null or i.notice = $21::text)
    and ($22::text is null or (i.state in ('filed', 'assigned', 'handling') and (
      i.standing -> 'whistle' -> 'units' @> jsonb_build_array(jsonb_build_object('unit', $22::text, 'answer', 'waiting'))
      or i.standing -> 'whistle' -> 'units' @> jsonb_build_array(jsonb_build_object('unit', $22::text, 'answer', 'coming')))))`

const shown = `
    i.id, i.number, i.version, i.category, i.source, i.state, i.title, i.place, i.emergency, i.street, i.community, i.grid,
      i.micro_grid, st_x(i.geom) as longitude, st_y(i.geom) as latitude, i.filed_at, i.answer_by, i.finish_by,
      i.answered_at, i.finished_at, i.closed_at, i.rating, i.callers, i.outcome, i.level, i.unit, i.notice
    from issue i`

const newest = `
    select ${shown}
    where ${matching}
      and ($17::text is null or (
        i.filed_at <= (select p.filed_at from issue p where p.county = $1::text and p.number = $17::text)
        and (i.filed_at, i.id) < (select p.filed_at, p.id from issue p where p.county = $1::text and p.number = $17::text)))
    order by i.filed_at desc, i.id desc
    limit $18::integer`

const soonest = `
    select ${shown}
    where ${matching}
      and ($17::text is null or (
        i.finish_by >= (select p.finish_by from issue p where p.county = $1::text and p.number = $17::text)
        and (i.finish_by, i.id) > (select p.finish_by, p.id from issue p where p.county = $1::text and p.number = $17::text)))
    order by i.finish_by, i.id
    limit $18::integer`

const named = `
    select ${shown} where i.county = $1::text and i.number = any ($2::text[])`

/** Issues by their numbers, in no order. */
export async function issuesByNumber(db: Queryable, county: string, numbers: readonly string[]): Promise<IssueRow[]> {
  return withNames(db, county, await db.query<WrittenRow>(named, [county, numbers], 'often'))
}

/** Issues in the order that is asked for, each page after the last issue of the one before. */
export async function issueRows(db: Queryable, filter: IssueFilter): Promise<IssueRow[]> {
  const { area, county } = filter
  const microGrid = area !== null && (await isMicroGrid(db, county, area)) ? area : null
  const rows: WrittenRow[] = []
  for (const { from, to } of windowsOf(filter)) {
    if (rows.length === filter.limit) break
    rows.push(...(await rowsWithin(db, { ...filter, from, to, limit: filter.limit - rows.length }, microGrid)))
  }
  return withNames(db, county, rows)
}

/**
 * Parts of the time of filing, newest first, that are asked one after the other until the page is full. Most issues are
 * closed ones of long ago, which a list of the newest never comes to: asked for the last two months, the database looks
 * at two of its parts instead of all. Open issues are few, and found at once by their own index.
 */
function windowsOf({ state, order, numbers, from, to, now }: IssueFilter): Pick<IssueFilter, 'from' | 'to'>[] {
  if ((state !== 'all' && state !== 'closed') || order !== 'newest' || numbers !== null) return [{ from, to }]
  const monthsBack = (months: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months))
  const [recent, older] = [monthsBack(1), monthsBack(4)]
  const windows = [
    { from: recent, to: null },
    { from: older, to: recent },
    { from: null, to: older },
  ]
  return windows.flatMap((one) => {
    const begins = latest(one.from, from)
    const ends = earliest(one.to, to)
    return begins !== null && ends !== null && begins >= ends ? [] : [{ from: begins, to: ends }]
  })
}

function latest(one: Date | null, other: Date | null): Date | null {
  return one === null || (other !== null && other > one) ? other : one
}

function earliest(one: Date | null, other: Date | null): Date | null {
  return one === null || (other !== null && other < one) ? other : one
}

/** A micro-grid's issues have an index of their own. */
async function isMicroGrid(db: Queryable, county: string, code: string): Promise<boolean> {
  const names = await namesOf(db, county)
  if (names.area(code) !== '' || names.grid(code) !== '') return false
  const rows = await db.query('select 1 from micro_grid where county = $1::text and code = $2::text limit 1', [
    county,
    code,
  ])
  return rows.length > 0
}

async function rowsWithin(db: Queryable, filter: IssueFilter, microGrid: string | null): Promise<WrittenRow[]> {
  const { near, now } = filter
  return db.query<WrittenRow>(filter.order === 'newest' ? newest : soonest, [
    filter.county,
    filter.state,
    filter.category,
    filter.area,
    filter.box,
    near && [near.longitude, near.latitude, near.meters],
    near && boxAround(near),
    filter.from,
    filter.to,
    filter.source,
    filter.hours,
    filter.weekdays,
    filter.clock,
    now,
    // clocks are told to the millisecond: what is left is at most `SOON_MILLISECONDS`
    new Date(now.getTime() + SOON_MILLISECONDS + 1),
    filter.numbers,
    filter.after,
    filter.limit,
    filter.unit,
    filter.level,
    filter.notice,
    filter.whistled,
    microGrid,
  ])
}

/** Rows with the names that their codes have today. */
export async function withNames(db: Queryable, county: string, rows: readonly WrittenRow[]): Promise<IssueRow[]> {
  if (rows.length === 0) return []
  const names = await namesOf(db, county)
  return rows.map((row) => ({
    ...row,
    category_name: names.category(row.category).name,
    category_name_en: names.category(row.category).nameEn,
    street_name: names.area(row.street),
    community_name: names.area(row.community),
    grid_name: names.grid(row.grid),
    unit_name: row.unit === '' ? '' : names.unit(row.unit),
  }))
}

const METERS_PER_DEGREE = 111_195

/** A box that holds the circle, so that the index finds it: wider by a thousandth, round the earth near a pole. */
function boxAround({ longitude, latitude, meters }: { longitude: number; latitude: number; meters: number }): Box {
  const up = (meters * 1.001) / METERS_PER_DEGREE
  const narrowest = Math.cos((Math.min(Math.abs(latitude) + up, 90) * Math.PI) / 180)
  const aside = up / narrowest
  const around = !(longitude - aside > -180 && longitude + aside < 180)
  return [around ? -180 : longitude - aside, latitude - up, around ? 180 : longitude + aside, latitude + up]
}

/** An entry as the history of one issue has it. */
export type EntryOfIssue = Omit<EntryRow, 'number' | 'id' | 'version'>

/** What an issue's history says, oldest first. */
export async function issueEventRows(db: Queryable, county: string, issue: number): Promise<EntryOfIssue[]> {
  return db.query(
    `select sequence, at, kind, actor, role, by_unit, detail, null as hash from issue_event
      where county = $1::text and issue = $2::bigint order by sequence`,
    [county, issue],
  )
}

/** What only posts that have the issue may see: how to reach its reporters and its grid's worker, and its photos. */
export type PrivateRow = Pick<IssueStanding, 'phones' | 'photos' | 'worker'>

export async function privateRow(
  db: Queryable,
  county: string,
  { id, grid }: Pick<IssueRow, 'id' | 'grid'>,
): Promise<PrivateRow> {
  const rows = await db.query<PrivateRow>(
    `
    select
      array(select phone from issue_follow where county = $1::text and issue = $2::bigint and phone <> '' order by created_at)
        as phones,
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'sequence', sequence, 'width', width, 'height', height)
          order by sequence, created_at, id)
        from photo where county = $1::text and issue = $2::bigint), '[]') as photos,
      (select jsonb_build_object('post', o.name, 'phone', p.phone)
        from post o join person p on p.county = o.county and p.id = o.person
        where o.county = $1::text and o.role = 'grid-worker' and o.unit = $3::text and p.active
        order by p.created_at, p.id limit 1) as worker`,
    [county, id, grid],
  )
  return rows[0] ?? { phones: [], photos: [], worker: null }
}

/** Whether the county is on this server. */
export async function countyExists(db: Queryable, county: string): Promise<boolean> {
  const rows = await db.query('select 1 from county where code = $1::text', [county])
  return rows.length > 0
}
