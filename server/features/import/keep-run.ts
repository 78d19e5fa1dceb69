import type { Post } from '#domain/account/post.ts'
import type { ImportSource, Manifest } from '#domain/contract/manifest.ts'
import { writeAudit } from '#server/account/audit.ts'
import type { Queryable } from '#server/db.types.ts'
import { countChanges, findChanges, keepChanges } from './changes.ts'
import type { SourceReport } from './report.ts'

/** Counts what the import changes against what stood, into its report. */
export async function settleChanges(
  transaction: Queryable,
  county: string,
  source: ImportSource,
  report: SourceReport,
): Promise<void> {
  // counted, and kept, as they are written
  if (source.layer === 'issue') return
  await findChanges(transaction, county, source.name, source.layer)
  const counted = await countChanges(transaction, county, source.name, source.layer)
  const unchanged = Math.max(0, report.kept - counted.new - counted.changed)
  report.changes = { ...report.changes, ...counted, unchanged }
  report.unchanged = unchanged
}

/** What stands in the history of an import. */
export interface KeptRun {
  run: number
  manifest: Manifest
  source: ImportSource
  fileName: string
  report: SourceReport
  by: Post | null
}

export async function nextRun(on: Queryable): Promise<number> {
  const [row] = await on.query<{ id: number }>(`select nextval('import_run_number') as id`)
  return Number(row!.id)
}

/** Writes the import into the county's history, with what it takes to undo it. */
export async function keepRun(transaction: Queryable, kept: KeptRun): Promise<void> {
  const { run, manifest, source, fileName, report, by } = kept
  const county = manifest.county.code
  report.run = run
  if (source.layer !== 'issue') await keepChanges(transaction, county, run)
  const at = await writeRun(transaction, kept)
  const { kept: rows, refused, changes } = report
  await writeAudit(transaction, {
    at,
    by,
    county,
    action: 'import.run',
    subject: `${source.name} ${run}`,
    path: `/${county}/`,
    after: { layer: source.layer, file: fileName, kept: rows, refused, ...changes },
  })
}

async function writeRun(on: Queryable, { run, manifest, source, fileName, report, by }: KeptRun): Promise<Date> {
  const at = new Date()
  await on.query(
    `insert into import_run (county, id, source, layer, file, at, actor, report)
    values ($1::text, $2::bigint, $3::text, $4::text, $5::text, $6::timestamptz, $7::text, $8::jsonb)
    on conflict (county, id) do update set at = excluded.at, report = excluded.report`,
    [
      manifest.county.code,
      run,
      source.name,
      source.layer,
      fileName,
      at,
      by?.name ?? 'gridboard',
      JSON.stringify(report),
    ],
  )
  return at
}
