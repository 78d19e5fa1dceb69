import pg from 'pg'
import type { Logger } from 'pino'
import type { Database, DatabaseSettings } from '#server/db.ts'
import { DatabaseUnavailable } from '#server/db.types.ts'
import { registerPostgisTypes } from '#server/postgis-types/index.ts'
import { toDatabaseError } from './database-errors.ts'
import { createFeedListener } from './feed-listener.ts'
import { createPoolDatabase } from './pool-database.ts'
import { checkPostgis } from './postgis-version.ts'
import { createResultTypes } from './result-types.ts'

/** How long a query waits for a server that is restarting. */
const patienceMilliseconds = 4000

/** Opens the bounded pool, checks the versions, and listens to the feed on a connection of its own. */
export async function openPostgisDatabase(settings: DatabaseSettings, url: string, log: Logger): Promise<Database> {
  const place = `PostgreSQL at ${hostOf(url)}`
  const types = createResultTypes()
  const connection: pg.ClientConfig = {
    connectionString: url,
    types,
    application_name: 'gridboard',
    pipeline: true,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    // only a number is sent as a startup parameter
    statement_timeout: Math.round(settings.statementTimeoutSeconds * 1000),
  }
  const pool = new pg.Pool({
    ...connection,
    max: settings.poolSize,
    onConnect: async (client) => {
      // short questions over many month partitions: compiling their plans took longer than answering them
      await client.query(`set time zone 'UTC'; set jit = off`)
    },
  })
  pool.on('error', (error) => log.warn({ error }, 'a resting database connection was lost'))

  try {
    await checkPostgis(pool, place)
    await registerPostgisTypes(pool, types)
  } catch (error) {
    await pool.end()
    const told = toDatabaseError(error)
    throw told instanceof DatabaseUnavailable
      ? new DatabaseUnavailable(`${place} does not answer: ${told.message}`)
      : error
  }
  const feed = createFeedListener(connection, log)

  return createPoolDatabase({
    engine: 'postgis',
    connect: () => pool.connect(),
    whenReady: async () => {},
    patienceMilliseconds,
    keepsPlans: true,
    pipelines: true,
    // found where the program is tried; no deadlock here while a pool has a connection left
    watchesNesting: settings.production !== true,
    guard: (statement) => statement,
    statementTimeoutSeconds: settings.statementTimeoutSeconds,
    onFeed: feed.listen,
    async close() {
      await feed.close()
      await pool.end()
    },
  })
}

/** Names the server in messages; never the user or the password. */
function hostOf(url: string): string {
  try {
    const { protocol, host } = new URL(url)
    if (/^postgres(ql)?:$/.test(protocol)) return host
  } catch {
    // said below
  }
  throw new Error('DATABASE_URL is not an address like postgres://user:password@host:5432/name')
}
