import type { Position } from '#domain/contract/common.ts'
import type { PlanBeginning } from '#domain/contract/plan.ts'
import type { PlanChanges } from '#domain/contract/plan-life.ts'
import type { PlanActKind, PlanState } from '#domain/plan-life/lifecycle.ts'
import type { Queryable } from '#server/db.types.ts'

export interface LivingRow {
  id: string
  name: string
  state: PlanState
  version: number
  scope: string
  level: 'county' | 'street' | 'community'
  /** Delimited path of the area it is about. */
  path: string
  /** 'YYYY-MM-DD'. */
  base_date: string
  /** What its operations stand on. */
  from: PlanBeginning
  day: string | null
  submitted_by: string | null
  /** Comments nobody has settled. */
  open_comments: number
}

/** A plan as its life sees it; null when the county has none of that id. `lock`: nobody else acts on it meanwhile. */
export async function livingRow(db: Queryable, county: string, id: string, lock?: 'lock'): Promise<LivingRow | null> {
  if (lock) await db.query('select from plan where county = $1::text and id = $2::text for update', [county, id])
  const rows = await db.query<LivingRow>(
    `select p.id, p.name, p.state, p.version, p.community as scope, coalesce(a.level, 'county') as level,
       coalesce(a.path, '/' || p.county || '/') as path, to_char(p.base_date, 'YYYY-MM-DD') as base_date, p.begins_from as "from",
       to_char(p.day, 'YYYY-MM-DD') as day, p.submitted_by,
       (select count(*)::integer from plan_comment c
        where c.county = p.county and c.plan = p.id and c.settled_at is null) as open_comments
     from plan p
     left join area a on a.county = p.county and a.code = p.community
     where p.county = $1::text and p.id = $2::text`,
    [county, id],
  )
  return rows[0] ?? null
}

export interface ActRow {
  sequence: number
  at: Date
  act: PlanActKind
  actor: string
  reason: string
  day: string | null
}

/** What happened to a plan, oldest first. */
export async function actRows(db: Queryable, county: string, plan: string): Promise<ActRow[]> {
  return db.query<ActRow>(
    `select sequence, at, act, actor, reason, to_char(day, 'YYYY-MM-DD') as day
     from plan_act where county = $1::text and plan = $2::text order by sequence`,
    [county, plan],
  )
}

/** What the publication of a plan changed; null before it. */
export async function changesRow(db: Queryable, county: string, plan: string): Promise<PlanChanges | null> {
  const rows = await db.query<{ changes: PlanChanges }>(
    `select changes from plan_act
     where county = $1::text and plan = $2::text and act = 'begin' and changes is not null
     order by sequence desc limit 1`,
    [county, plan],
  )
  return rows[0]?.changes ?? null
}

/** Plans that were published after this one was begun, in its area, in a part of it or around it; oldest first. */
export async function publishedSince(
  db: Queryable,
  county: string,
  id: string,
): Promise<{ name: string; day: string; at: Date }[]> {
  return db.query(
    `with placed as (
       select p.id, p.name, p.day, p.state, p.created_at, coalesce(a.path, '/' || p.county || '/') as path
       from plan p left join area a on a.county = p.county and a.code = p.community
       where p.county = $1::text)
     select other.name, to_char(other.day, 'YYYY-MM-DD') as day, begun.at
     from placed own
     join placed other on other.id <> own.id
       and (starts_with(other.path, own.path) or starts_with(own.path, other.path))
     join plan_act begun on begun.county = $1::text and begun.plan = other.id and begun.act = 'begin'
       and begun.at >= own.created_at
     where own.id = $2::text and own.state not in ('published', 'superseded') and other.day is not null
     order by begun.at, other.id limit 20`,
    [county, id],
  )
}

export interface NewAct {
  act: PlanActKind
  to: PlanState
  at: Date
  /** Null: the server itself. */
  person: string | null
  actor: string
  role: string
  version: number
  reason?: string
  /** The day it holds from once this is done; null takes the day away. */
  day: string | null
  changes?: PlanChanges
}

/** Gives a plan its next state and writes down by whom. The plan's row is locked by the caller. */
export async function writeAct(db: Queryable, county: string, plan: string, done: NewAct): Promise<void> {
  const { act, to, at, person, actor, role, version, reason = '', day, changes } = done
  await db.query(
    `update plan set state = $3::text, day = $4::date, updated_at = $5::timestamptz,
       submitted_by = case when $6::text = 'submit' then $7::text else submitted_by end
     where county = $1::text and id = $2::text`,
    [county, plan, to, day, at, act, person],
  )
  await db.query(
    `insert into plan_act (county, plan, sequence, at, act, person, actor, role, version, reason, day, changes)
     select $1::text, $2::text, coalesce(max(sequence), 0) + 1, $3::timestamptz, $4::text, $5::text, $6::text, $7::text,
       $8::integer, $9::text, $10::date, $11::jsonb
     from plan_act where county = $1::text and plan = $2::text`,
    [
      county,
      plan,
      at,
      act,
      person,
      actor,
      role,
      version,
      reason,
      day,
      changes === undefined ? null : JSON.stringify(changes),
    ],
  )
}

export interface CommentRow {
  id: string
  at: Date
  actor: string
  body: string
  geom: { coordinates: Position } | null
  settled_at: Date | null
  settled_by: string | null
}

/** Comments of a plan, oldest first. */
export async function commentRows(db: Queryable, county: string, plan: string): Promise<CommentRow[]> {
  return db.query<CommentRow>(
    `select id, at, actor, body, geom, settled_at, settled_by
     from plan_comment where county = $1::text and plan = $2::text order by at, id`,
    [county, plan],
  )
}

export interface NewComment {
  id: string
  at: Date
  person: string
  actor: string
  text: string
  place: Position | null
}

/** Stores a comment unless the plan has `most` already; tells whether it did. */
export async function insertComment(
  db: Queryable,
  county: string,
  plan: string,
  { id, at, person, actor, text, place }: NewComment,
  most: number,
): Promise<boolean> {
  const rows = await db.query(
    `insert into plan_comment (county, plan, id, at, person, actor, body, geom)
     select $1::text, $2::text, $3::text, $4::timestamptz, $5::text, $6::text, $7::text,
       case when $8::float8 is not null then st_setsrid(st_makepoint($8::float8, $9::float8), 4326) end
     where (select count(*) from plan_comment where county = $1::text and plan = $2::text) < $10::integer
     returning id`,
    [county, plan, id, at, person, actor, text, place?.[0] ?? null, place?.[1] ?? null, most],
  )
  return rows.length === 1
}

/** Settles a comment or opens it again (`settled` null); tells whether there is such a comment. */
export async function settleRow(
  db: Queryable,
  county: string,
  plan: string,
  comment: string,
  settled: { at: Date; actor: string } | null,
): Promise<boolean> {
  const rows = await db.query(
    `update plan_comment set settled_at = $4::timestamptz, settled_by = $5::text
     where county = $1::text and plan = $2::text and id = $3::text
     returning id`,
    [county, plan, comment, settled?.at ?? null, settled?.actor ?? null],
  )
  return rows.length === 1
}

/** Tells every page that something happened to a plan. Call last in its transaction. */
export async function announcePlanLife(db: Queryable, county: string, plan: string): Promise<void> {
  await db.query(
    `select append_feed(p.county, 'plan', p.id, p.version, st_envelope(coalesce(a.geom, c.geom)))
     from plan p
     join county c on c.code = p.county
     left join area a on a.county = p.county and a.code = p.community
     where p.county = $1::text and p.id = $2::text`,
    [county, plan],
  )
}
