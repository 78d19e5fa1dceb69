import type { Post } from '#domain/account/post.ts'
import type { ImportSource, Manifest } from '#domain/contract/manifest.ts'
import { writeAudit } from '#server/account/audit.ts'
import type { Queryable } from '#server/db.types.ts'
import { countChanges, findChanges, keepChanges } from './changes.ts'
import type { SourceReport } from './report.ts'
import { keepIssueChanges } from './undo-issues.ts'

/** Counts what the import changes against what stood, into its report. */
export async function settleChanges(
  transaction: Queryable,
  county: string,
  source: ImportSource,
  report: SourceReport,
): Promise<void> {
  await findChanges(transaction, county, source.name, source.layer)
  if (source.layer === 'issue') {
    report.changes = { ...report.changes, ...(await keepIssueChanges(transaction)), unchanged: report.unchanged }
    return
  }
  const counted = await countChanges(transaction, county, source.name, source.layer)
  const unchanged = Math.max(0, report.kept - counted.new - counted.changed)
  report.changes = { ...report.changes, ...counted, unchanged }
  report.unchanged = unchanged
}

/** Writes the import into the county's history, with what it takes to undo it. */
export async function keepRun(
  transaction: Queryable,
  manifest: Manifest,
  source: ImportSource,
  fileName: string,
  report: SourceReport,
  by: Post | null,
): Promise<void> {
  const county = manifest.county.code
  const [run] = await transaction.query<{ id: number }>(`select nextval('import_run_number') as id`)
  report.run = Number(run!.id)
  await keepChanges(transaction, county, report.run)
  const at = new Date()
  await transaction.query(
    `insert into import_run (county, id, source, layer, file, at, actor, report)
    values ($1::text, $2::bigint, $3::text, $4::text, $5::text, $6::timestamptz, $7::text, $8::jsonb)`,
    [county, report.run, source.name, source.layer, fileName, at, by?.name ?? 'gridboard', JSON.stringify(report)],
  )
  const { kept, refused, changes } = report
  await writeAudit(transaction, {
    at,
    by,
    county,
    action: 'import.run',
    subject: `${source.name} ${report.run}`,
    path: `/${county}/`,
    after: { layer: source.layer, file: fileName, kept, refused, ...changes },
  })
}
