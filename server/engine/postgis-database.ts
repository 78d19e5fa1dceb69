import { setTimeout as sleep } from 'node:timers/promises'
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
const retryMilliseconds = 250

/** Opens the bounded pool, checks the versions, and listens to the feed on a connection of its own. */
export async function openPostgisDatabase(settings: DatabaseSettings, url: string, log: Logger): Promise<Database> {
  const types = createResultTypes()
  const connection: pg.ClientConfig = {
    connectionString: url,
    types,
    application_name: 'gridboard',
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    // only a number is sent as a startup parameter
    statement_timeout: Math.round(settings.statementTimeoutSeconds * 1000),
  }
  const pool = new pg.Pool({
    ...connection,
    max: settings.poolSize,
    onConnect: async (client) => {
      await client.query(`set time zone 'UTC'`)
    },
  })
  pool.on('error', (error) => log.warn({ error }, 'a resting database connection was lost'))

  async function acquire(): Promise<pg.PoolClient> {
    const deadline = Date.now() + patienceMilliseconds
    while (true) {
      try {
        return await pool.connect()
      } catch (error) {
        const told = toDatabaseError(error)
        if (!(told instanceof DatabaseUnavailable) || Date.now() >= deadline) throw told
        await sleep(retryMilliseconds)
      }
    }
  }

  try {
    await checkPostgis(pool, `PostgreSQL at ${new URL(url).host}`)
    await registerPostgisTypes(pool, types)
  } catch (error) {
    await pool.end()
    throw error
  }
  const feed = createFeedListener(connection, log)

  return createPoolDatabase({
    engine: 'postgis',
    pool,
    acquire,
    guard: (statement) => statement,
    statementTimeoutSeconds: settings.statementTimeoutSeconds,
    onFeed: feed.listen,
    async close() {
      await feed.close()
      await pool.end()
    },
  })
}
