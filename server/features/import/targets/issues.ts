import type { TileLayer } from '#domain/contract/common.ts'
import { addDepartments } from '#server/account/departments.ts'
import { writeCatalogue } from '../catalogue.ts'
import { rewriteIssues } from './changed-issues.ts'
import { findKnown } from './known-issues.ts'
import { orderNew, putDownNew } from './new-issues.ts'
import type { TargetWork } from './target.ts'

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
  if (!trial) {
    await together(async (on) => {
      await writeCatalogue(on, catalogue)
      const departments = (catalogue?.categories ?? []).map((category) => category.department)
      await addDepartments(on, county.code, departments)
    })
    await orderNew(transaction, county.code)
    await putDownNew(work)
  }
  const { rewritten, left } = await rewriteIssues(work)
  report.unchanged = known - rewritten - left
  report.changes = { ...report.changes, changed: rewritten, unchanged: report.unchanged }
  return report.changes.new + rewritten > 0 ? ['issue'] : []
}
