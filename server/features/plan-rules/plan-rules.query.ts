import type { CountyPlanRules } from '#domain/contract/plan-rules.ts'
import type { Queryable } from '#server/db.types.ts'

/** Puts norms and rules into the county's settings and tells every page and server that plans stand on others now. */
export async function storePlanRules(db: Queryable, county: string, rules: CountyPlanRules): Promise<void> {
  await db.query('update county set settings = settings || $2::jsonb where code = $1::text', [
    county,
    JSON.stringify(rules),
  ])
  await db.query(`select append_feed(code, 'layer', 'grid', 1, st_envelope(geom)) from county where code = $1::text`, [
    county,
  ])
}
