import type { IssueEntry } from '#domain/issue/issue-entry.ts'
import type { IssueProjection } from '#domain/issue/project-issue.ts'
import type { Db, Queryable } from '#server/db.types.ts'
import { hashChain } from './entry-hash.ts'
import { type StandingRow, standingOf } from './standing.ts'

/** Where an issue was found to lie: codes of the ladder, '' outside. */
export interface Ladder {
  street: string
  community: string
  grid: string
  micro_grid: string
}

/** One issue after new entries, ready to be put down. `before` is the version it was read at; 0: it is new. */
export interface WrittenIssue {
  id: number
  number: string
  before: number
  issue: IssueProjection
  entries: readonly IssueEntry[]
  /** Hash of the entry before these, the head of its chain; '' or absent at its beginning. */
  head?: string
  /** The community whose area it lies in, '' outside, where the writer has looked for it; it counts where no grid is. */
  community?: string
  /** Where its row says that it lies; absent before the row is there. */
  ladder?: Ladder
}

/** Ids for new issues that have their numbers, in one trip. */
export async function nextIssueIds(db: Queryable, count: number): Promise<number[]> {
  if (count === 0) return []
  const rows = await db.query<{ id: number }>(
    `select nextval('issue_id_sequence') as id from generate_series(1, $1::integer)`,
    [count],
  )
  return rows.map((row) => row.id)
}

/** Ids and numbers of the county's form for issues filed at these moments, in their order. */
export async function newIssueNumbers(
  db: Queryable,
  county: string,
  moments: readonly Date[],
): Promise<{ id: number; number: string }[]> {
  if (moments.length === 0) return []
  return db.query('select id, number from new_issues($1::text, $2::timestamptz[])', [county, moments], 'often')
}

/**
 * Inserts new issues with the codes of the ladder where they lie, and tells them by id: micro-grid, grid, community,
 * street; '' outside. The community is its grid's; where no grid is, the one whose area it lies in.
 */
export async function insertIssues(
  db: Queryable,
  county: string,
  written: readonly WrittenIssue[],
): Promise<Map<number, Ladder>> {
  const rows = await db.query<Ladder & { id: number }>(
    `
    insert into issue (county, id, filed_at, number, category, source, state, title, place, emergency, street, community,
      grid, micro_grid, answer_by, finish_by, answered_at, finished_at, closed_at, rating, callers, version, outcome,
      level, unit, notice, standing, head, geom)
    select $1::text, r.id, r.filed_at, r.number, r.category, r.source, r.state, r.title, r.place, r.emergency,
      coalesce(c.parent, ''), coalesce(c.code, g.community, ''), coalesce(g.code, ''), coalesce(m.code, ''),
      r.answer_by, r.finish_by, r.answered_at, r.finished_at, r.closed_at, r.rating, r.callers, r.version, r.outcome,
      r.level, r.unit, r.notice, r.standing, decode(r.head, 'hex'), p.geom
    from jsonb_to_recordset($2::jsonb) as r (id bigint, number text, category text, source text, state text, title text,
      place text, emergency boolean, longitude float8, latitude float8, filed_at timestamptz, answer_by timestamptz,
      finish_by timestamptz, answered_at timestamptz, finished_at timestamptz, closed_at timestamptz, rating smallint,
      callers integer, version integer, outcome text, level text, unit text, notice text, standing jsonb, head text,
      community text)
    cross join lateral (select st_setsrid(st_makepoint(r.longitude, r.latitude), 4326) as geom) p
    left join lateral (
      select code, community from grid
      where county = $1::text and valid_to is null and st_covers(geom, p.geom) order by code limit 1) g on true
    left join lateral (
      select code from micro_grid
      where county = $1::text and valid_to is null and grid = g.code and st_covers(geom, p.geom) order by code limit 1) m on true
    left join lateral (
      select code from area
      where g.code is null and r.community is null and county = $1::text and level = 'community' and st_covers(geom, p.geom)
      order by code limit 1) a on true
    left join area c on c.county = $1::text and c.code = coalesce(g.community, r.community, a.code)
    returning id, street, community, grid, micro_grid`,
    [county, JSON.stringify(written.map((one) => toRow(county, one)))],
    'often',
  )
  return new Map(rows.map(({ id, ...ladder }) => [id, ladder]))
}

/**
 * Puts down what known issues have become; returns the ids of those still at the version they were read at. The months
 * and ids are told once more as such: the rows of a JSON text tell the planner nothing, and it would read every month.
 */
export async function updateIssues(db: Queryable, county: string, written: readonly WrittenIssue[]): Promise<number[]> {
  const filed = written.map((one) => one.issue.filedAt)
  const rows = await db.query<{ id: number }>(
    `
    update issue i
    set category = r.category, title = r.title, place = r.place, emergency = r.emergency, state = r.state,
      answer_by = r.answer_by, finish_by = r.finish_by, answered_at = r.answered_at, finished_at = r.finished_at,
      closed_at = r.closed_at, rating = r.rating, callers = r.callers, version = r.version, outcome = r.outcome,
      level = r.level, unit = r.unit, notice = r.notice, standing = r.standing, head = decode(r.head, 'hex')
    from jsonb_to_recordset($2::jsonb) as r (id bigint, before integer, category text, title text, place text,
      emergency boolean, state text, filed_at timestamptz, answer_by timestamptz, finish_by timestamptz,
      answered_at timestamptz, finished_at timestamptz, closed_at timestamptz, rating smallint, callers integer,
      version integer, outcome text, level text, unit text, notice text, standing jsonb, head text)
    where i.county = $1::text and i.filed_at = r.filed_at and i.id = r.id and i.version = r.before
      and i.filed_at between $3::timestamptz and $4::timestamptz and i.id = any ($5::bigint[])
    returning i.id`,
    [
      county,
      JSON.stringify(written.map((one) => toRow(county, one))),
      new Date(Math.min(...filed)),
      new Date(Math.max(...filed)),
      written.map((one) => one.id),
    ],
    'often',
  )
  return rows.map((row) => row.id)
}

export async function insertEntries(db: Queryable, county: string, written: readonly WrittenIssue[]): Promise<void> {
  const entries = written.flatMap((one) => {
    const hashes = chainOf(county, one)
    return one.entries.map(({ kind, sequence, at, actor, role, byUnit, ...detail }, index) => ({
      issue: one.id,
      sequence,
      at: iso(at),
      kind,
      actor,
      role: role ?? '',
      by_unit: byUnit ?? '',
      detail,
      hash: hashes[index],
    }))
  })
  await db.query(
    `
    insert into issue_event (county, issue, sequence, at, kind, actor, role, by_unit, detail, hash)
    select $1::text, r.issue, r.sequence, r.at, r.kind, r.actor, r.role, r.by_unit, r.detail, decode(r.hash, 'hex')
    from jsonb_to_recordset($2::jsonb) as r (issue bigint, sequence integer, at timestamptz, kind text, actor text,
      role text, by_unit text, detail jsonb, hash text)`,
    [county, JSON.stringify(entries)],
    'often',
  )
}

/**
 * Tells the feed of each issue; must be the last statement of its transaction. Does for many what `append_feed` does for
 * one, change it too: numbers are given under its lock, and one signal wakes whoever listens.
 */
export async function tellFeed(db: Queryable, county: string, written: readonly WrittenIssue[]): Promise<void> {
  await db.query(
    `
    with held as materialized (select pg_advisory_xact_lock(7241, 1)), told as (
      insert into feed (county, sequence, kind, id, version, west, south, east, north)
      select $1::text, nextval('feed_sequence'), 'issue', r.number, r.version, r.longitude, r.latitude, r.longitude, r.latitude
      from held cross join unnest($2::text[], $3::integer[], $4::float8[], $5::float8[])
        as r (number, version, longitude, latitude)
      returning sequence)
    select pg_notify('feed', max(sequence)::text) from told having count(*) > 0`,
    [
      county,
      written.map((one) => one.number),
      written.map((one) => one.issue.version),
      written.map((one) => one.issue.longitude),
      written.map((one) => one.issue.latitude),
    ],
    'often',
  )
}

/** An issue as its row stands, with its place in the ladder. */
export interface KnownRow extends StandingRow, Ladder {
  id: number
  number: string
  /** Hash of its last entry in hex; null where there was no chain yet. */
  head: string | null
}

/**
 * Rows of the issues with these numbers, locked until the transaction ends: whoever acts next waits. In the embedded
 * engine's one session that would be for ever: `RowsHeld` where an import has put them down in parts.
 */
export async function lockIssues(
  db: Queryable,
  county: string,
  numbers: readonly string[],
  engine: Db['engine'],
): Promise<KnownRow[]> {
  return db.query<KnownRow>(lockRows[engine], [county, numbers], 'often')
}

const standingRows = `
    select id, number, category, source, state, title, place, emergency, street, community, grid, micro_grid,
      st_x(geom) as longitude, st_y(geom) as latitude, filed_at, answer_by, finish_by, answered_at, finished_at, closed_at,
      rating, callers, version, outcome, level, unit, notice, standing, encode(head, 'hex') as head
    from issue where county = $1::text and number = any ($2::text[])
    order by id
    for update`

const lockRows = { postgis: standingRows, embedded: `${standingRows} nowait` }

export interface EntryRow {
  number: string
  id: number
  version: number
  sequence: number
  at: Date
  kind: string
  actor: string
  role: string
  by_unit: string
  detail: Record<string, unknown>
  hash: string | null
}

/** Histories of the issues with these numbers, each oldest first. */
export async function entryRows(db: Queryable, county: string, numbers: readonly string[]): Promise<EntryRow[]> {
  return db.query<EntryRow>(
    `
    select i.number, i.id, i.version, e.sequence, e.at, e.kind, e.actor, e.role, e.by_unit, e.detail,
      encode(e.hash, 'hex') as hash
    from issue i
    join issue_event e on e.county = i.county and e.issue = i.id
      and e.issue = any (array(select id from issue where county = $1::text and number = any ($2::text[])))
    where i.county = $1::text and i.number = any ($2::text[])
    order by i.id, e.sequence`,
    [county, numbers],
  )
}

const chains = new WeakMap<WrittenIssue, readonly string[]>()

/** Hashes of the new entries of an issue, in their order. */
function chainOf(county: string, written: WrittenIssue): readonly string[] {
  const known = chains.get(written)
  if (known !== undefined) return known
  const hashes = hashChain(written.head ?? '', county, written.id, written.entries)
  chains.set(written, hashes)
  return hashes
}

/** The row of an issue as JSON for `jsonb_to_recordset`. */
export function toRow(county: string, written: WrittenIssue): Record<string, unknown> {
  const { id, number, before, issue, community } = written
  return {
    id,
    number,
    before,
    category: issue.category,
    source: issue.source,
    state: issue.state,
    title: issue.title,
    place: issue.place,
    emergency: issue.emergency,
    longitude: issue.longitude,
    latitude: issue.latitude,
    filed_at: iso(issue.filedAt),
    answer_by: iso(issue.answerBy),
    finish_by: iso(issue.finishBy),
    answered_at: iso(issue.answeredAt),
    finished_at: iso(issue.finishedAt),
    closed_at: iso(issue.closedAt),
    rating: issue.rating,
    callers: issue.callers,
    version: issue.version,
    outcome: issue.outcome,
    level: issue.level,
    unit: issue.unit,
    notice: issue.notice,
    standing: standingOf(issue),
    head: chainOf(county, written).at(-1) ?? written.head ?? null,
    community,
  }
}

function iso(moment: number): string
function iso(moment: number | null): string | null
function iso(moment: number | null): string | null {
  return moment === null ? null : new Date(moment).toISOString()
}
