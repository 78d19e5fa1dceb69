import type { PlanBeginning, PlanOperation } from '#domain/contract/plan.ts'
import type { Queryable } from '#server/db.types.ts'
import type { PlanRow } from './plan-row.query.ts'

/** The latest changed plans of a county. */
export async function planRows(db: Queryable, county: string): Promise<PlanRow[]> {
  return db.query<PlanRow>(
    `select p.id, p.name, p.community as scope, coalesce(a.name, c.name) as scope_name, p.state,
       to_char(p.base_date, 'YYYY-MM-DD') as base_date, p.begins_from as "from", p.version, p.updated_at,
       (select count(*)::integer from plan_operation o where o.county = p.county and o.plan = p.id) as steps
     from plan p
     join county c on c.code = p.county
     left join area a on a.county = p.county and a.code = p.community
     where p.county = $1::text
     order by p.updated_at desc, p.id
     limit 500`,
    [county],
  )
}

/** Drafts nobody drew in for a day leave. */
export async function removeEmptyDrafts(db: Queryable, county: string, before: Date): Promise<void> {
  await db.query(
    `delete from plan p
     where p.county = $1::text and p.state = 'draft' and p.updated_at < $2::timestamptz and p.begins_from = 'today'
       and not exists (select 1 from plan_operation o where o.county = p.county and o.plan = p.id)`,
    [county, before],
  )
}

/** Stores a new draft unless the county has its fill of plans; tells whether it did. */
export async function insertPlan(
  db: Queryable,
  given: {
    county: string
    id: string
    name: string
    scope: string
    baseDate: string
    from: PlanBeginning
    now: Date
    most: number
  },
): Promise<boolean> {
  const rows = await db.query(
    `insert into plan (county, id, name, community, base_date, begins_from, created_at, updated_at)
     select $1::text, $2::text, $3::text, $4::text, $5::date, $8::text, $6::timestamptz, $6::timestamptz
     where (select count(*) from plan where county = $1::text) < $7::integer
     returning id`,
    [given.county, given.id, given.name, given.scope, given.baseDate, given.now, given.most, given.from],
  )
  return rows.length === 1
}

/** Moves a draft from a version to the next; null when it is not at that version any more, or no draft. */
export async function advancePlan(
  db: Queryable,
  county: string,
  id: string,
  expectedVersion: number,
  now: Date,
): Promise<number | null> {
  const rows = await db.query<{ version: number }>(
    `update plan set version = version + 1, updated_at = $4::timestamptz
     where county = $1::text and id = $2::text and version = $3::integer and state = 'draft'
     returning version`,
    [county, id, expectedVersion, now],
  )
  return rows[0]?.version ?? null
}

/** Keeps the first `kept` operations of a plan and puts others after them. */
export async function replaceOperations(
  db: Queryable,
  county: string,
  id: string,
  kept: number,
  operations: readonly PlanOperation[],
  now: Date,
): Promise<void> {
  await db.query(
    `delete from plan_operation where county = $1::text and plan = $2::text
       and sequence in (select sequence from plan_operation where county = $1::text and plan = $2::text
                        order by sequence offset $3::integer)`,
    [county, id, kept],
  )
  if (operations.length === 0) return
  await db.query(
    `insert into plan_operation (county, plan, sequence, operation, at)
     select $1::text, $2::text, $3::integer + given.number, given.operation::jsonb, $5::timestamptz
     from unnest($4::text[]) with ordinality as given (operation, number)`,
    [county, id, kept, operations.map((operation) => JSON.stringify(operation)), now],
  )
}

/** Gives a plan another name and its next version; null when there is no such plan. */
export async function renamePlanRow(
  db: Queryable,
  county: string,
  id: string,
  name: string,
  now: Date,
): Promise<number | null> {
  const rows = await db.query<{ version: number }>(
    `update plan set name = $3::text, updated_at = $4::timestamptz
     where county = $1::text and id = $2::text
     returning version`,
    [county, id, name, now],
  )
  return rows[0]?.version ?? null
}

/** Removes a draft at a version; tells whether it did. */
export async function deletePlan(db: Queryable, county: string, id: string, expectedVersion: number): Promise<boolean> {
  const rows = await db.query(
    `delete from plan where county = $1::text and id = $2::text and version = $3::integer and state = 'draft'
     returning id`,
    [county, id, expectedVersion],
  )
  return rows.length === 1
}

/** Tells every screen that a plan changed. Call last in its transaction. */
export async function announcePlan(
  db: Queryable,
  county: string,
  id: string,
  version: number,
  box: readonly number[],
): Promise<void> {
  await db.query(
    `select append_feed($1::text, 'plan', $2::text, $3::integer,
       st_makeenvelope($4::double precision, $5::double precision, $6::double precision, $7::double precision, 4326))`,
    [county, id, version, ...box],
  )
}
