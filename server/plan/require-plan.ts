import type { Queryable } from '#server/db.types.ts'
import { notFound } from '#server/http.ts'
import { type PlanWithOperations, planRow } from './plan-row.query.ts'

/** A plan that somebody asked for by `path` of their request. Throws HttpProblem 404 `unknown-plan`. */
export async function requirePlan(
  on: Queryable,
  county: string,
  id: string,
  path: string,
): Promise<PlanWithOperations> {
  const row = await planRow(on, county, id)
  if (!row) throw notFound(`County ${county} has no plan ${id}.`, 'unknown-plan', path)
  return row
}
