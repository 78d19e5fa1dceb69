import type { Db, Queryable } from '#server/db.types.ts'
import { type InParts, partOf, settleParts } from '#server/engine/parts.ts'
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
  together: Together
  /** Puts down what nobody sees before all of it stands, by statements that touch no table of the session. */
  apart: Together
}

export type Together = <Result>(work: (transaction: Queryable) => Promise<Result>) => Promise<Result>

/** All in one transaction: all or nothing. */
export async function inOneTransaction(db: Db, county: string, parts: ImportParts): Promise<void> {
  await locked(db, county, async (transaction) => {
    await parts.stage({ query: transaction.query, rowsAtOnce: ALL_ROWS })
    await takeAndFinish(transaction, parts)
  })
}

async function takeAndFinish(transaction: Queryable, { take, finish }: ImportParts): Promise<void> {
  await take(wholly(transaction))
  await finish(transaction)
}

/** Everything in the one transaction that is open. */
export function wholly(transaction: Queryable): Taking {
  const within: Together = (work) => work(transaction)
  return { transaction: { query: transaction.query, rowsAtOnce: ALL_ROWS }, together: within, apart: within }
}

interface Turns {
  run: number
  /** Staged rows that are taken in one transaction; more are put down in parts. */
  mostTogether: number
}

/**
 * For the embedded engine, which has one session for everybody: what is staged in a table of the session outlives a
 * transaction, so each statement of the stage is one of its own, and others are served between two.
 */
export async function byTurns(db: Db, county: string, parts: ImportParts, { run, mostTogether }: Turns): Promise<void> {
  const session = sessionOf(db)
  try {
    await parts.stage(session)
    const [staged] = await session.query<{ rows: number }>('select count(*)::int as rows from import_stage')
    if (staged!.rows <= mostTogether) await locked(db, county, (transaction) => takeAndFinish(transaction, parts))
    else
      await inParts(db, { act: 'import', county, run }, async (apart) => {
        const together: Together = (work) => db.transaction(work, { timeoutSeconds: IMPORT_SECONDS })
        await parts.take({ transaction: session, together, apart })
        return parts.finish
      })
  } finally {
    await closeStage(session).catch(() => {})
  }
}

/** A session in which others have their turns between two statements. */
export function sessionOf(db: Db): ImportSession {
  return {
    rowsAtOnce: ROWS_AT_ONCE,
    query: (sql, parameters) =>
      db.transaction((transaction) => transaction.query(sql, parameters), { timeoutSeconds: IMPORT_SECONDS }),
  }
}

/**
 * Does for many issues on the embedded engine what is done elsewhere in one transaction: `putDown` puts them down in parts,
 * between which others are served, and of which nobody sees any. All of them stand with the last transaction, which it
 * answers; where it throws, or is cut off, there was nothing.
 */
export async function inParts<Result>(
  db: Db,
  what: InParts,
  putDown: (apart: Together) => Promise<(transaction: Queryable) => Promise<Result>>,
): Promise<Result> {
  const settles: string[] = []
  const under: Promise<unknown>[] = []
  try {
    const last = await putDown((work) => {
      const part = partOf(what, settles.length)
      settles.push(part)
      const done = db.transaction(work, { timeoutSeconds: IMPORT_SECONDS, part })
      under.push(done)
      return done
    })
    return await locked(db, what.county, last, settles)
  } catch (error) {
    await Promise.allSettled(under)
    // where the engine is gone as well, it is asked before the next import
    await settleParts(db).catch(() => {})
    throw error
  }
}

/** A transaction beside which nothing else is imported into the county, nor taken back. */
export async function locked<Result>(
  db: Db,
  county: string,
  work: (transaction: Queryable) => Promise<Result>,
  settles: readonly string[] = [],
): Promise<Result> {
  return db.transaction(
    async (transaction) => {
      // two imports at once would both find a row new
      await transaction.query('select pg_advisory_xact_lock(7243, $1::integer)', [county])
      return work(transaction)
    },
    { timeoutSeconds: IMPORT_SECONDS, settles },
  )
}
