import { setTimeout as sleep } from 'node:timers/promises'
import type { Db, Queryable, TransactionOptions } from '#server/db.types.ts'

/** So many parts may wait to be settled on the embedded engine; each holds a few dozen locks. */
export const MOST_PARTS = 400

/** An import, or its undo, that is put down in parts. */
export interface InParts {
  act: 'import' | 'undo'
  county: string
  run: number
}

/** Name of a part: whether it stands can be read from the history of imports. */
export function partOf({ act, county, run }: InParts, nth: number): string {
  return `${OURS} ${act} ${county} ${run} ${nth}`
}

const OURS = 'gridboard'

/**
 * Ends parts whose last transaction was never reached, or was cut off: they stand where the history has what they are
 * parts of, and else are gone. Comes before whatever locks whole tables: in the engine's one session the lock of a part
 * would be waited for for ever.
 */
export async function settleParts(db: Queryable): Promise<void> {
  if (!(await partsWait(db))) return
  const parts = await db.query<{ name: string; stands: boolean }>(
    `select gid as name, exists (
      select from import_run r
      where starts_with(gid, format('%s import %s %s ', $1::text, r.county, r.id))
        or starts_with(gid, format('%s undo %s %s ', $1::text, r.county, r.id)) and r.undone_at is not null) as stands
    from pg_prepared_xacts where starts_with(gid, $1::text)`,
    [OURS],
  )
  for (const { name, stands } of parts)
    await db.query(stands ? `commit prepared '${name}'` : `rollback prepared '${name}'`)
}

/** Runs what locks all issues in one transaction; on the embedded engine it begins when nothing is put down in parts. */
export async function holdingIssues<Result>(
  db: Db,
  work: (transaction: Queryable) => Promise<Result>,
  options: TransactionOptions = {},
): Promise<Result> {
  for (;;) {
    const done = await db.transaction(async (transaction) => {
      if (db.engine === 'embedded' && (await partsWait(transaction))) return null
      return { result: await work(transaction) }
    }, options)
    if (done !== null) return done.result
    await sleep(LOOK_AGAIN_MILLISECONDS)
  }
}

const LOOK_AGAIN_MILLISECONDS = 500

async function partsWait(db: Queryable): Promise<boolean> {
  const [found] = await db.query<{ wait: boolean }>(
    'select exists (select from pg_prepared_xacts where starts_with(gid, $1::text)) as wait',
    [OURS],
  )
  return found!.wait
}
