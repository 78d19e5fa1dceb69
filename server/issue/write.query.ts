import type { IssueEntry } from '#domain/issue/issue-entry.ts'
import type { IssueProjection } from '#domain/issue/project-issue.ts'
import type { Queryable } from '#server/db.types.ts'

/** One issue after new entries, ready to be put down. `before` is the version it was read at; 0: it is new. */
export interface WrittenIssue {
  id: number
  number: string
  before: number
  issue: IssueProjection
  entries: readonly IssueEntry[]
  /** The community whose area it lies in, '' outside, where the writer has looked for it; it counts where no grid is. */
  community?: string
}

/** Numbers for new issues, in one trip. */
export async function nextIssueIds(db: Queryable, count: number): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `select nextval('issue_id_sequence') as id from generate_series(1, $1::integer)`,
    [count],
  )
  return rows.map((row) => row.id)
}

/**
 * Inserts new issues with the codes of the ladder where they lie: micro-grid, grid, community, street; '' outside. The
 * community is its grid's; where no grid is, the one whose area it lies in.
 */
export async function insertIssues(db: Queryable, county: string, written: readonly WrittenIssue[]): Promise<void> {
  await db.query(
    `
    insert into issue (county, id, filed_at, number, category, source, state, title, place, emergency, street, community,
      grid, micro_grid, answer_by, finish_by, answered_at, finished_at, closed_at, rating, version, geom)
    select $1::text, r.id, r.filed_at, r.number, r.category, r.source, r.state, r.title, r.place, r.emergency,
      coalesce(c.parent, ''), coalesce(c.code, g.community, ''), coalesce(g.code, ''), coalesce(m.code, ''),
      r.answer_by, r.finish_by, r.answered_at, r.finished_at, r.closed_at, r.rating, r.version, p.geom
    from jsonb_to_recordset($2::jsonb) as r (id bigint, number text, category text, source text, state text, title text,
      place text, emergency boolean, longitude float8, latitude float8, filed_at timestamptz, answer_by timestamptz,
      finish_by timestamptz, answered_at timestamptz, finished_at timestamptz, closed_at timestamptz, rating smallint,
      version integer, community text)
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
    left join area c on c.county = $1::text and c.code = coalesce(g.community, r.community, a.code)`,
    [county, JSON.stringify(written.map(toRow))],
  )
}

/** Puts down what known issues have become; returns the ids of those still at the version they were read at. */
export async function updateIssues(db: Queryable, county: string, written: readonly WrittenIssue[]): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `
    update issue i
    set state = r.state, answer_by = r.answer_by, finish_by = r.finish_by, answered_at = r.answered_at,
      finished_at = r.finished_at, closed_at = r.closed_at, rating = r.rating, version = r.version
    from jsonb_to_recordset($2::jsonb) as r (id bigint, before integer, state text, filed_at timestamptz,
      answer_by timestamptz, finish_by timestamptz, answered_at timestamptz, finished_at timestamptz,
      closed_at timestamptz, rating smallint, version integer)
    where i.county = $1::text and i.filed_at = r.filed_at and i.id = r.id and i.version = r.before
    returning i.id`,
    [county, JSON.stringify(written.map(toRow))],
  )
  return rows.map((row) => row.id)
}

export async function insertEntries(db: Queryable, county: string, written: readonly WrittenIssue[]): Promise<void> {
  const entries = written.flatMap(({ id, entries }) =>
    entries.map(({ kind, sequence, at, actor, ...detail }) => ({
      issue: id,
      sequence,
      at: iso(at),
      kind,
      actor,
      detail,
    })),
  )
  await db.query(
    `
    insert into issue_event (county, issue, sequence, at, kind, actor, detail)
    select $1::text, r.issue, r.sequence, r.at, r.kind, r.actor, r.detail
    from jsonb_to_recordset($2::jsonb) as r (issue bigint, sequence integer, at timestamptz, kind text, actor text, detail jsonb)`,
    [county, JSON.stringify(entries)],
  )
}

/** Tells the feed of each issue; must be the last statement of its transaction. */
export async function tellFeed(db: Queryable, county: string, written: readonly WrittenIssue[]): Promise<void> {
  await db.query(
    `
    select append_feed($1::text, 'issue', r.number, r.version, st_setsrid(st_makepoint(r.longitude, r.latitude), 4326))
    from jsonb_to_recordset($2::jsonb) as r (number text, version integer, longitude float8, latitude float8)`,
    [county, JSON.stringify(written.map(toRow))],
  )
}

export interface EntryRow {
  number: string
  id: number
  version: number
  sequence: number
  at: Date
  kind: string
  actor: string
  detail: Record<string, unknown>
}

/** Histories of the issues with these numbers, each oldest first. */
export async function entryRows(db: Queryable, county: string, numbers: readonly string[]): Promise<EntryRow[]> {
  return db.query<EntryRow>(
    `
    select i.number, i.id, i.version, e.sequence, e.at, e.kind, e.actor, e.detail
    from issue i
    join issue_event e on e.county = i.county and e.issue = i.id
    where i.county = $1::text and i.number = any ($2::text[])
    order by i.id, e.sequence`,
    [county, numbers],
  )
}

function toRow({ id, number, before, issue, community }: WrittenIssue): Record<string, unknown> {
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
    version: issue.version,
    community,
  }
}

function iso(moment: number): string
function iso(moment: number | null): string | null
function iso(moment: number | null): string | null {
  return moment === null ? null : new Date(moment).toISOString()
}
