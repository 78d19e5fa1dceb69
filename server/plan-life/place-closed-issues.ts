import type { Db } from '#server/db.types.ts'
import { holdingIssues } from '#server/engine/parts.ts'
import { tellFeed } from '#server/issue/write.query.ts'
import { endPlacing, holdIssues, placeClosedIssues, takePlacing } from './move-issues.query.ts'
import { moveIssues } from './move-issues.ts'

/** Closed issues placed in one transaction: nobody who files or acts waits for it. */
const ISSUES_AT_ONCE = 2_000

/**
 * Gives the closed issues in ground that publications changed the grid they lie in now, in small transactions; one that is
 * cut short goes on where it was, of several servers one works at a time. Until it is done a closed issue is counted in
 * the grid it lay in before; whatever counts by place counts right all the time. Answers how many issues were looked at.
 */
export async function placeClosedIssuesLeft(db: Db, at: Date, stopped?: AbortSignal): Promise<number> {
  let looked = 0
  for (let more = true; more && !stopped?.aborted; )
    more = await holdingIssues(db, async (transaction) => {
      const placing = await takePlacing(transaction)
      if (placing === null) return false
      const count = await placeClosedIssues(transaction, placing, ISSUES_AT_ONCE)
      looked += count
      if (count === ISSUES_AT_ONCE) return true
      // those opened again while their turn came: with their history, as in the publication itself
      await holdIssues(transaction)
      const { county, grids } = placing
      const ground = { before: grids, after: [], at: at.getTime(), plan: '' }
      const written = await moveIssues(transaction, county, ground)
      if (written.length > 0) await tellFeed(transaction, county, written)
      await endPlacing(transaction, placing)
      return true
    })
  return looked
}
