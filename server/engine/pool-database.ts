import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Database, TransactionOptions } from '#server/db.ts'
import { DatabaseUnavailable, type Queryable, type Scope, StatementTimeout } from '#server/db.types.ts'
import { toDatabaseError } from './database-errors.ts'

export interface PoolDatabaseParts {
  engine: Database['engine']
  /** Takes a connection from the bounded pool. */
  connect(): Promise<pg.PoolClient>
  /** Settles when connecting makes sense again; the PostGIS engine can only try. */
  whenReady(): Promise<void>
  /** How long a statement waits for an engine that is restarting. */
  patienceMilliseconds: number
  /** Whether a connection keeps the plans of statements that have a name; only where it pipelines. */
  keepsPlans: boolean
  /**
   * Whether a query beside the open transaction of its caller is refused: on one connection it waits for ever. Following
   * who called costs each promise of the whole server a little.
   */
  watchesNesting: boolean
  /** Whether statements that a transaction asks together are sent together; else each waits for the one before. */
  pipelines: boolean
  /** Runs one statement under its clock. */
  guard<Result>(statement: Promise<Result>, timeoutSeconds: number): Promise<Result>
  statementTimeoutSeconds: number
  onFeed: Database['onFeed']
  close(): Promise<void>
}

/** The part both engines share: queries and transactions over a bounded pool, with failures told apart. */
export function createPoolDatabase(parts: PoolDatabaseParts): Database {
  const current = parts.watchesNesting ? new AsyncLocalStorage<{ open: boolean }>() : null

  async function run<Row>(
    client: pg.PoolClient,
    text: string,
    parameters: readonly unknown[] | undefined,
    seconds: number,
    how?: 'often',
    scoped = false,
  ): Promise<Row[]> {
    const clock = (seconds + clockGraceSeconds) * 1000
    const named = how === 'often' && parts.keepsPlans
    if (parts.keepsPlans && parameters !== undefined) planAs(client, named ? 'force_generic_plan' : 'auto')
    const statement: pg.QueryConfig & { query_timeout: number } = { text, query_timeout: clock }
    if (named) statement.name = nameOf(text, scoped)
    if (parameters !== undefined) statement.values = [...parameters]
    const asked = client.query(statement)
    const result = await parts.guard(asked, seconds)
    // several statements in one text answer with one result each: the last one counts
    const last: pg.QueryResult = Array.isArray(result) ? result[result.length - 1] : result
    return last?.rows ?? []
  }

  async function withClient<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    if (current?.getStore()?.open)
      throw new Error('query the transaction, not the database, inside a transaction: the only connection may be taken')
    const client = await acquire(parts)
    let broken: Error | undefined
    const onError = (error: Error): void => {
      broken = error
    }
    client.on('error', onError)
    try {
      return await work(client)
    } catch (error) {
      const told = toDatabaseError(error)
      if (told instanceof DatabaseUnavailable || told instanceof StatementTimeout) broken = told
      throw told
    } finally {
      client.off('error', onError)
      client.release(broken)
    }
  }

  async function transaction<Result>(
    work: (transaction: Queryable) => Promise<Result>,
    options: TransactionOptions = {},
  ): Promise<Result> {
    const seconds = options.timeoutSeconds ?? parts.statementTimeoutSeconds
    return await withClient(async (client) => {
      const scope = { open: true }
      /** The statement asked last, until it is answered. */
      const flight: { last: Promise<unknown> | null } = { last: null }
      const ask = <Row>(text: string, parameters?: readonly unknown[], how?: 'often'): Promise<Row[]> => {
        const send = () => run<Row>(client, text, parameters, seconds, how)
        // one that waits for another fails as that does
        const asked: Promise<Row[]> = parts.pipelines || flight.last === null ? send() : flight.last.then(send)
        flight.last = asked
        const settled = () => {
          if (flight.last === asked) flight.last = null
        }
        asked.then(settled, settled)
        return asked
      }
      const queryable: Queryable = {
        query: async <Row>(sql: string, parameters?: readonly unknown[], asked?: 'often') => {
          if (!scope.open) throw new Error('this transaction has ended')
          return await ask<Row>(sql, parameters, asked).catch((error) => Promise.reject(toDatabaseError(error)))
        },
      }
      try {
        const begun = [ask('begin')]
        if (options.timeoutSeconds !== undefined)
          begun.push(ask(`select set_config('statement_timeout', $1::text, true)`, [`${seconds}s`]))
        // what the work asks first goes along; where this fails, that fails too
        const result = await (current === null ? work(queryable) : current.run(scope, () => work(queryable)))
        await Promise.all([...begun, flight.last])
        scope.open = false
        await commit(client, seconds, options)
        return result
      } catch (error) {
        scope.open = false
        // what is on its way must not come after the rollback, and stand
        await flight.last?.catch(() => {})
        await rollback(client, error, seconds)
        throw error
      }
    })
  }

  async function readWithin<Row>(
    scope: Scope,
    text: string,
    parameters: readonly unknown[] | undefined,
    how?: 'often',
  ): Promise<Row[]> {
    const seconds = parts.statementTimeoutSeconds
    return await withClient(async (client) => {
      const begin = () => run(client, beginWithin(scope), undefined, seconds)
      const read = () => run<Row>(client, text, parameters, seconds, how, true)
      try {
        if (!parts.pipelines) {
          await begin()
          const rows = await read()
          await commit(client, seconds)
          return rows
        }
        // one trip: where putting the scope on fails, the transaction has failed, and so does the question
        const asked = [begin(), read(), commit(client, seconds)] as const
        const answers = await Promise.allSettled(asked)
        const failed = answers.find((answer) => answer.status === 'rejected')
        if (failed) throw failed.reason
        return await asked[1]
      } catch (error) {
        await rollback(client, error, seconds)
        throw error
      }
    })
  }

  async function commit(
    client: pg.PoolClient,
    seconds: number,
    { part, settles = [] }: TransactionOptions = {},
  ): Promise<void> {
    const end = part === undefined ? 'commit' : `prepare transaction ${pg.escapeLiteral(part)}`
    const answer = await parts.guard(client.query(end), seconds)
    // PostgreSQL answers `commit` of a failed transaction with ROLLBACK and no error
    if (answer.command === 'ROLLBACK')
      throw new Error('nothing was committed: a statement of the transaction had failed')
    for (const name of settles) await run(client, `commit prepared ${pg.escapeLiteral(name)}`, undefined, seconds)
  }

  async function rollback(client: pg.PoolClient, because: unknown, seconds: number): Promise<void> {
    if (toDatabaseError(because) instanceof DatabaseUnavailable) return
    // a setting goes back with the transaction that made it
    planning.delete(client)
    // failing here means the connection is gone, which rolls back as well
    await run(client, 'rollback', undefined, seconds).catch(() =>
      client.emit('error', new DatabaseUnavailable('rollback failed')),
    )
  }

  return {
    engine: parts.engine,
    query: (sql, parameters, asked) =>
      withClient((client) => run(client, sql, parameters, parts.statementTimeoutSeconds, asked)),
    transaction,
    within: (scope) => ({ query: (sql, parameters, asked) => readWithin(scope, sql, parameters, asked) }),
    onFeed: parts.onFeed,
    close: parts.close,
  }
}

const planning = new WeakMap<pg.PoolClient, 'force_generic_plan' | 'auto'>()

/**
 * How a connection plans what it is asked next. Left to itself, PostgreSQL planned a list of one community's newest issues
 * anew each time because it guesses too many rows for a limit that it does not know: 2.1 ms for months of partitions, where
 * asking them took 0.5.
 */
function planAs(client: pg.PoolClient, mode: 'force_generic_plan' | 'auto'): void {
  if (planning.get(client) === mode) return
  planning.set(client, mode)
  // sent before what is asked next; where it fails, that fails too
  client.query(`set plan_cache_mode = ${mode}`).catch(() => planning.delete(client))
}

const names = new Map<string, string>()

/** Name under which a connection keeps the plan of a text; row security makes another plan of it. */
function nameOf(text: string, scoped: boolean): string {
  const key = scoped ? `within ${text}` : text
  const known = names.get(key) ?? createHash('sha1').update(key).digest('base64url')
  names.set(key, known)
  return known
}

/**
 * Begins a transaction that has the scope, and the role that is held to it, for itself alone. One text with its values
 * quoted in it: a trip less for each question on the embedded engine.
 */
function beginWithin({ ground, post, role, person }: Scope): string {
  const settings = {
    'gridboard.ground': ground,
    'gridboard.post': post,
    'gridboard.role': role,
    'gridboard.person': person,
  }
  const told = Object.entries({ ...settings, role: 'gridboard_reader' })
  const list = told.map(([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`)
  return `begin read only; select ${list.join(', ')}`
}

/** A connection that answers, or DatabaseUnavailable after the engine's patience. */
async function acquire({ connect, whenReady, patienceMilliseconds }: PoolDatabaseParts): Promise<pg.PoolClient> {
  const deadline = Date.now() + patienceMilliseconds
  while (true) {
    try {
      await within(whenReady(), deadline - Date.now())
      return await connect()
    } catch (error) {
      const told = toDatabaseError(error)
      if (!(told instanceof DatabaseUnavailable) || Date.now() >= deadline) throw told
      await sleep(retryMilliseconds)
    }
  }
}

/** A timer alone: it is set for every statement, and an abort signal made for each cost more than the statement's own words. */
async function within(promise: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DatabaseUnavailable('the database is restarting')), Math.max(0, milliseconds))
  })
  try {
    await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

const retryMilliseconds = 200

/** The driver's own clock is only the last resort, behind the server's or the watchdog's. */
const clockGraceSeconds = 5
