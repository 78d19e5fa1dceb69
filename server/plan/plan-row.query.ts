import type { PlanBeginning, PlanOperation } from '#domain/contract/plan.ts'
import type { PlanState } from '#domain/plan-life/lifecycle.ts'
import type { Queryable } from '#server/db.types.ts'

export interface PlanRow {
  id: string
  name: string
  scope: string
  scope_name: string
  state: PlanState
  base_date: string
  /** What its operations stand on. */
  from: PlanBeginning
  version: number
  steps: number
  updated_at: Date
}

export interface PlanWithOperations extends PlanRow {
  operations: PlanOperation[]
}

/** One plan and its operations in order, read in one moment; null when the county has none of that id. */
export async function planRow(db: Queryable, county: string, id: string): Promise<PlanWithOperations | null> {
  const rows = await db.query<PlanWithOperations>(
    `select p.id, p.name, p.community as scope, coalesce(a.name, c.name) as scope_name, p.state,
       to_char(p.base_date, 'YYYY-MM-DD') as base_date, p.begins_from as "from", p.version, p.updated_at, o.steps, o.operations
     from plan p
     join county c on c.code = p.county
     left join area a on a.county = p.county and a.code = p.community
     cross join lateral (
       select count(*)::integer as steps, coalesce(jsonb_agg(operation order by sequence), '[]'::jsonb) as operations
       from plan_operation
       where county = p.county and plan = p.id) o
     where p.county = $1::text and p.id = $2::text`,
    [county, id],
  )
  return rows[0] ?? null
}
