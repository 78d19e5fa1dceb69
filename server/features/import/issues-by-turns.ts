import type { Post } from '#domain/account/post.ts'
import type { Db } from '#server/db.types.ts'
import { byTurns, type ImportParts } from './in-session.ts'
import { beginRun, type KeptRun } from './keep-run.ts'
import { undoImport } from './undo-import.ts'

/** So many issues hold the one session for a third of a second. */
const MOST_TOGETHER = 1_000

/**
 * Imports issues into the embedded engine: some in one transaction, many a batch at a time. In one transaction they held the
 * engine's one session for half a minute a hundred thousand, and whoever else asked was refused. All or nothing still, in the
 * end: the history knows of the import before its first batch, and one that fails, or is cut off, is taken back.
 */
export async function issuesByTurns(db: Db, kept: KeptRun, parts: ImportParts): Promise<void> {
  const { run, by, manifest } = kept
  const county = manifest.county.code
  await takeBackUnfinished(db, county, by)
  const takeByBatches: ImportParts['take'] = async (taking) => {
    await beginRun(taking.transaction, kept)
    try {
      await parts.take(taking)
    } catch (error) {
      await undoImport(db, county, run, by, new Date())
      throw error
    }
  }
  await byTurns(db, county, parts, { mostTogether: MOST_TOGETHER, takeByBatches })
}

/** Takes imports back that were cut off, of one county or of all: whoever began them is gone. */
export async function takeBackUnfinished(db: Db, county: string | null, by: Post | null): Promise<void> {
  const cut = await db.query<{ county: string; id: number }>(
    `select county, id from import_run
    where undone_at is null and report @> '{"unfinished": true}' and ($1::text is null or county = $1::text) order by id desc`,
    [county],
  )
  for (const one of cut) await undoImport(db, one.county, one.id, by, new Date())
}
