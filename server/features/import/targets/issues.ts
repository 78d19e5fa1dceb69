import type { TileLayer } from '#domain/contract/common.ts'
import { addDepartments } from '#server/account/departments.ts'
import { MOST_PARTS } from '#server/engine/parts.ts'
import { writeCatalogue } from '../catalogue.ts'
import { rewriteIssues } from './changed-issues.ts'
import { findKnown } from './known-issues.ts'
import { orderNew, putDownNew } from './new-issues.ts'
import type { TargetWork } from './target.ts'

/** Few enough that what else the process serves has its turn: hashes and texts of each are made at once. */
const LEAST_AT_ONCE = 500

/**
 * Issues, known by their numbers: the source's keys. New ones get the entries that the source knows of, filing and
 * closing; one that the source has changed since gets further entries; an unchanged one gets none. A trial writes nothing.
 * Tells of one layer.
 */
export async function writeIssues(work: TargetWork): Promise<TileLayer[]> {
  const { transaction, county, catalogue, report, trial, together } = work
  // two imports at once would both find a number new
  await transaction.query('select pg_advisory_xact_lock(7242, $1::integer)', [county.code])
  const { staged, known } = await findKnown(transaction, county.code)
  report.changes = { ...report.changes, new: staged - known }
  const atOnce = Math.max(LEAST_AT_ONCE, Math.ceil(staged / MOST_PARTS))
  if (!trial) {
    await together(async (on) => {
      await writeCatalogue(on, catalogue)
      const departments = (catalogue?.categories ?? []).map((category) => category.department)
      await addDepartments(on, county.code, departments)
    })
    await orderNew(transaction, county.code)
    await putDownNew(work, atOnce)
  }
  const { rewritten, left } = await rewriteIssues(work, atOnce)
  report.unchanged = known - rewritten - left
  report.changes = { ...report.changes, changed: rewritten, unchanged: report.unchanged }
  return report.changes.new + rewritten > 0 ? ['issue'] : []
}
