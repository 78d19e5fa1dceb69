import type { Database } from './db.ts'

/**
 * Tells the planner what stands in the tables after a load: without it queries of a fresh county run 3-4 x slower, and
 * the embedded engine has no autovacuum to do it. A small sample is enough for tables of this shape.
 */
export async function refreshStatistics(db: Database): Promise<void> {
  await db.transaction(
    async (transaction) => {
      await transaction.query('set local default_statistics_target = 20')
      await transaction.query('analyze')
    },
    { timeoutSeconds: 600 },
  )
}
