import type { Queryable } from '#server/db.types.ts'

/** Whether a county has a draft of this id. */
export async function isDraft(db: Queryable, county: string, plan: string): Promise<boolean> {
  const rows = await db.query(`select id from plan where county = $1::text and id = $2::text and state = 'draft'`, [
    county,
    plan,
  ])
  return rows.length === 1
}
