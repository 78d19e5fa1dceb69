import type { PlanOperation } from '#domain/contract/plan.ts'
import type { Queryable } from '#server/db.types.ts'

export interface CheckpointRow {
  id: string
  name: string
  at: Date
  actor: string
  steps: number
}

/** Checkpoints of a plan, the oldest first. */
export async function checkpointRows(db: Queryable, county: string, plan: string): Promise<CheckpointRow[]> {
  return db.query<CheckpointRow>(
    `select id, name, at, actor, jsonb_array_length(operations) as steps
     from plan_checkpoint where county = $1::text and plan = $2::text order by at, id`,
    [county, plan],
  )
}

/** The steps that lead to a checkpoint; null where the plan has none of that id. */
export async function checkpointOperations(
  db: Queryable,
  county: string,
  plan: string,
  id: string,
): Promise<PlanOperation[] | null> {
  const rows = await db.query<{ operations: PlanOperation[] }>(
    'select operations from plan_checkpoint where county = $1::text and plan = $2::text and id = $3::text',
    [county, plan, id],
  )
  return rows[0]?.operations ?? null
}

export interface NewCheckpoint {
  id: string
  name: string
  at: Date
  actor: string
  /** Version of the plan whose steps are meant, and how many of them. */
  version: number
  steps: number
}

/** Keeps the first steps of a plan under a name; false when it is at another version by now, or has `most` already. */
export async function insertCheckpoint(
  db: Queryable,
  county: string,
  plan: string,
  { id, name, at, actor, version, steps }: NewCheckpoint,
  most: number,
): Promise<boolean> {
  const rows = await db.query(
    `insert into plan_checkpoint (county, plan, id, name, at, actor, operations)
     select p.county, p.id, $3::text, $4::text, $5::timestamptz, $6::text,
       (select coalesce(jsonb_agg(o.operation order by o.sequence), '[]'::jsonb) from (
          select operation, sequence from plan_operation where county = p.county and plan = p.id
          order by sequence limit $8::integer) o)
     from plan p
     where p.county = $1::text and p.id = $2::text and p.version = $7::integer
       and (select count(*) from plan_checkpoint c where c.county = p.county and c.plan = p.id) < $9::integer
     returning id`,
    [county, plan, id, name, at, actor, version, steps, most],
  )
  return rows.length === 1
}

/** Forgets a checkpoint; tells whether there was one. */
export async function deleteCheckpoint(db: Queryable, county: string, plan: string, id: string): Promise<boolean> {
  const rows = await db.query(
    'delete from plan_checkpoint where county = $1::text and plan = $2::text and id = $3::text returning id',
    [county, plan, id],
  )
  return rows.length === 1
}
