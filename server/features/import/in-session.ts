import type { Db, Queryable } from '#server/db.types.ts'
import { closeStage, type ImportSession } from './stage.ts'

/** A statement that touches a whole county. */
export const IMPORT_SECONDS = 600
/** Few enough that whoever waits for the session has a turn soon. */
const ROWS_AT_ONCE = 5_000
const ALL_ROWS = 2 ** 31

/** The parts of an import, in their order; `finish` is left out by a trial, which `take` ends. */
export interface ImportParts {
  stage(on: ImportSession): Promise<void>
  take(work: Taking): Promise<void>
  finish(transaction: Queryable): Promise<void>
}

export interface Taking {
  transaction: ImportSession
  /** Runs what must stand or fall together. */
  together(work: (transaction: Queryable) => Promise<unknown>): Promise<unknown>
}

/** All in one transaction: all or nothing. */
export async function inOneTransaction(db: Db, county: string, { stage, take, finish }: ImportParts): Promise<void> {
  await locked(db, county, async (transaction) => {
    const whole = { query: transaction.query, rowsAtOnce: ALL_ROWS }
    await stage(whole)
    await take({ transaction: whole, together: (work) => work(transaction) })
    await finish(transaction)
  })
}

interface Turns {
  /** Staged rows that are taken in one transaction; more are taken in one for each batch. */
  mostTogether: number
  /** How more than that are taken, where it is done otherwise. */
  takeByBatches?: ImportParts['take']
}

/**
 * For the embedded engine, which has one session for everybody: what is staged in a table of the session outlives a
 * transaction, so each statement of the stage is one of its own, and others are served between two.
 */
export async function byTurns(
  db: Db,
  county: string,
  { stage, take, finish }: ImportParts,
  { mostTogether, takeByBatches = take }: Turns,
): Promise<void> {
  const together: Taking['together'] = (work) => db.transaction(work, { timeoutSeconds: IMPORT_SECONDS })
  const session: ImportSession = {
    rowsAtOnce: ROWS_AT_ONCE,
    query: (sql, parameters) =>
      db.transaction((transaction) => transaction.query(sql, parameters), { timeoutSeconds: IMPORT_SECONDS }),
  }
  try {
    await stage(session)
    const [staged] = await session.query<{ rows: number }>('select count(*)::int as rows from import_stage')
    if (staged!.rows > mostTogether) {
      await takeByBatches({ transaction: session, together })
      await locked(db, county, finish)
    } else
      await locked(db, county, async (transaction) => {
        await take({
          transaction: { query: transaction.query, rowsAtOnce: ALL_ROWS },
          together: (work) => work(transaction),
        })
        await finish(transaction)
      })
  } finally {
    await closeStage(session).catch(() => {})
  }
}

async function locked(db: Db, county: string, work: (transaction: Queryable) => Promise<void>): Promise<void> {
  await db.transaction(
    async (transaction) => {
      // two imports at once would both find a row new
      await transaction.query('select pg_advisory_xact_lock(7243, $1::integer)', [county])
      await work(transaction)
    },
    { timeoutSeconds: IMPORT_SECONDS },
  )
}
