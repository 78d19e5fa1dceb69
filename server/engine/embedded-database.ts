import pg from 'pg'
import type { Logger } from 'pino'
import type { Database, DatabaseSettings } from '#server/db.ts'
import { StatementTimeout } from '#server/db.types.ts'
import { registerPostgisTypes } from '#server/postgis-types/index.ts'
import { type EmbeddedEngine, startEmbeddedEngine } from './embedded-engine.ts'
import { settleParts } from './parts.ts'
import { createPoolDatabase } from './pool-database.ts'
import { createResultTypes } from './result-types.ts'
import { createWakeUps } from './wake-ups.ts'

/** How long a query waits for an engine that is being restarted (2.5 s when nothing else is wrong). */
const patienceMilliseconds = 10_000
/** How long a query waits for the one connection while others use it. */
const queueMilliseconds = 20_000

/**
 * Starts the engine in DATA_DIR and connects to it once: it has a single session, so a second connection would share
 * settings, locks and transactions with the first. Its own statement clock does nothing; the watchdog here keeps it.
 */
export async function openEmbeddedDatabase(
  settings: DatabaseSettings,
  log: Logger,
  tell: (text: string) => void,
): Promise<Database> {
  const engine = await startEmbeddedEngine(settings.dataDirectory, log, tell)
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
  const database = createPoolDatabase({
    engine: 'embedded',
    connect: () => connect(engine, pool),
    whenReady: engine.whenReady,
    patienceMilliseconds,
    keepsPlans: false,
    pipelines: false,
    watchesNesting: true,
    guard: (statement, seconds) => watch(engine, statement, seconds),
    statementTimeoutSeconds: settings.statementTimeoutSeconds,
    onFeed: wakeUps.listen,
    async close() {
      await pool.end()
      await engine.stop()
    },
  })
  try {
    await registerPostgisTypes(pool, types)
    await settleParts(database)
  } catch (error) {
    await database.close()
    throw error
  }
  return database
}

/** An engine that is ready but takes no connection in time hangs: nothing else would ever end it. */
async function connect(engine: EmbeddedEngine, pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    if (error instanceof Error && error.message.includes('due to connection timeout'))
      engine.kill(`no connection within ${queueMilliseconds / 1000} s`)
    throw error
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
