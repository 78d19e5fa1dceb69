import { rm } from 'node:fs/promises'
import { type Database, openDatabase } from '#server/db.ts'
import type { ClonedDatabase } from './database.ts'
import { copyTemplate, embeddedSettings } from './embedded-template.ts'
import { testLog } from './test-log.ts'

/** An engine with a migrated, empty database in it, and what it held when it was new. */
interface Engine {
  db: Database
  folder: string
  tables: readonly string[]
}

/** The one engine that waits for the next file; the files of a project run in one process, one after the other. */
let waiting: Engine | undefined

/**
 * Lends the engine of this process, emptied: starting one takes seconds, emptying it a fraction of one. Who asks while it
 * is lent gets one of their own. What a borrower may leave behind is anything that SQL can empty: rows, partitions, tables.
 */
export async function borrowEngine(): Promise<ClonedDatabase> {
  const engine = (await takeWaiting()) ?? (await start())
  // a database of its own to all that keeps something of one for a while
  return { db: { ...engine.db }, drop: () => giveBack(engine) }
}

async function takeWaiting(): Promise<Engine | undefined> {
  const engine = waiting
  waiting = undefined
  if (engine === undefined) return undefined
  try {
    await empty(engine)
    return engine
  } catch {
    // a borrower that closed or broke it: the next one starts afresh
    await end(engine)
    return undefined
  }
}

async function giveBack(engine: Engine): Promise<void> {
  if (waiting === undefined) waiting = engine
  else await end(engine)
}

async function start(): Promise<Engine> {
  const folder = await copyTemplate()
  const db = await openDatabase(embeddedSettings(folder), testLog)
  return { db, folder, tables: await tablesOf(db) }
}

async function end({ db, folder }: Engine): Promise<void> {
  await db.close().catch(() => {})
  await rm(folder, { recursive: true, force: true })
}

/** As a fresh clone of the template: its tables without rows, but for those that migrations and PostGIS fill; sequences at their start. */
async function empty({ db, tables }: Engine): Promise<void> {
  const added = (await tablesOf(db)).filter((name) => !tables.includes(name))
  const emptied = tables.filter((name) => !filledByMigrations.includes(name))
  await db.transaction(async (transaction) => {
    // some triggers refuse to let a table be emptied
    await transaction.query(`set local session_replication_role = 'replica'`)
    if (added.length > 0) await transaction.query(`drop table ${added.join(', ')} cascade`)
    await transaction.query(`truncate ${emptied.join(', ')} restart identity cascade`)
    await transaction.query(restartSequences)
    // what was learnt of rows that are gone: PostGIS estimates from it, and may estimate nonsense of empty tables
    await transaction.query(`delete from pg_statistic where starelid >= 16384`)
  })
}

const filledByMigrations = ['spatial_ref_sys', 'schema_migration']

const restartSequences = `
  select setval(c.oid, s.seqstart, false)
  from pg_sequence s join pg_class c on c.oid = s.seqrelid
  where c.relnamespace = 'public'::regnamespace`

async function tablesOf(db: Database): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  )
  return rows.map(({ name }) => name)
}
