import pg from 'pg'
import type { Logger } from 'pino'
import type { Database, DatabaseSettings } from '#server/db.ts'
import { DatabaseUnavailable, StatementTimeout } from '#server/db.types.ts'
import { registerPostgisTypes } from '#server/postgis-types/index.ts'
import { type EmbeddedEngine, startEmbeddedEngine } from './embedded-engine.ts'
import { createPoolDatabase } from './pool-database.ts'
import { createResultTypes } from './result-types.ts'
import { createWakeUps } from './wake-ups.ts'

/** How long a query waits for an engine that is being restarted (2.5 s when nothing else is wrong). */
const patienceMilliseconds = 8000
/** How long a query waits for the one connection while others use it. */
const queueMilliseconds = 20_000

/**
 * Starts the engine in DATA_DIR and connects to it once: it has a single session, so a second connection would share
 * settings, locks and transactions with the first. Its own statement clock does nothing; the watchdog here keeps it.
 */
export async function openEmbeddedDatabase(settings: DatabaseSettings, log: Logger): Promise<Database> {
  const engine = await startEmbeddedEngine(settings.dataDirectory, log)
  const wakeUps = createWakeUps()
  const types = createResultTypes()
  const pool = new pg.Pool({
    host: engine.host,
    port: engine.port,
    user: 'postgres',
    password: '',
    database: 'postgres',
    types,
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: queueMilliseconds,
    onConnect: async (client) => {
      client.on('notification', () => wakeUps.tell())
      await client.query('listen feed')
    },
  })
  pool.on('error', (error) => log.debug({ error }, 'the connection to the embedded engine was lost'))
  try {
    await registerPostgisTypes(pool, types)
  } catch (error) {
    await pool.end()
    await engine.stop()
    throw error
  }

  return createPoolDatabase({
    engine: 'embedded',
    pool,
    acquire: () => acquire(engine, pool),
    guard: (statement, seconds) => watch(engine, statement, seconds),
    statementTimeoutSeconds: settings.statementTimeoutSeconds,
    onFeed: wakeUps.listen,
    async close() {
      await pool.end()
      await engine.stop()
    },
  })
}

async function acquire(engine: EmbeddedEngine, pool: pg.Pool): Promise<pg.PoolClient> {
  if (!engine.ready) await within(engine.whenReady(), patienceMilliseconds)
  return await pool.connect()
}

async function within(promise: Promise<void>, milliseconds: number): Promise<void> {
  let clock: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    clock = setTimeout(() => reject(new DatabaseUnavailable('the embedded engine is restarting')), milliseconds)
  })
  try {
    await Promise.race([promise, late])
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error
    throw new DatabaseUnavailable(error instanceof Error ? error.message : String(error), { cause: error })
  } finally {
    clearTimeout(clock)
  }
}

/** The watchdog: a statement past its time, or an engine that hangs, costs the process; the supervisor starts the next. */
async function watch<Result>(engine: EmbeddedEngine, statement: Promise<Result>, seconds: number): Promise<Result> {
  let settled = false
  let late = false
  const clock = setTimeout(() => {
    // an answer may already wait behind whatever kept this thread busy: let it in first
    setImmediate(() =>
      setImmediate(() => {
        if (settled) return
        late = true
        engine.kill(`a statement ran longer than ${seconds} s`)
      }),
    )
  }, seconds * 1000)
  try {
    return await statement
  } catch (error) {
    if (late) throw new StatementTimeout(`the statement ran longer than ${seconds} s and was stopped`, { cause: error })
    throw error
  } finally {
    settled = true
    clearTimeout(clock)
  }
}
