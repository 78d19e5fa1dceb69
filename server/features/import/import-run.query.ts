import type { Queryable } from '#server/db.types.ts'
import type { SourceReport } from './report.ts'

export interface ImportRun {
  id: number
  source: string
  layer: string
  file: string
  at: Date
  actor: string
  report: SourceReport
  undoneAt: Date | null
  undoneBy: string | null
}

/** The imports of a county, newest first. */
export async function importRuns(db: Queryable, county: string, limit: number): Promise<ImportRun[]> {
  return db.query<ImportRun>(
    `select id, source, layer, file, at, actor, report, undone_at as "undoneAt", undone_by as "undoneBy"
    from import_run where county = $1::text order by id desc limit $2::integer`,
    [county, limit],
  )
}

/** What an import was of; undefined where there is none of this number. */
export async function layerOfRun(db: Queryable, county: string, run: number): Promise<string | undefined> {
  const [row] = await db.query<{ layer: string }>(
    'select layer from import_run where county = $1::text and id = $2::bigint',
    [county, run],
  )
  return row?.layer
}
