import type { Logger } from 'pino'
import type { Db } from './db.types.ts'
import { openEmbeddedDatabase } from './engine/embedded-database.ts'
import { openPostgisDatabase } from './engine/postgis-database.ts'
import type { Environment } from './env.ts'

export { DatabaseError } from 'pg'
export type { TransactionOptions } from './db.types.ts'
export { DatabaseUnavailable, RowsHeld, StatementTimeout } from './db.types.ts'

/** A Db as it is opened. */
export type Database = Db

export type DatabaseSettings = Pick<
  Environment,
  'databaseUrl' | 'dataDirectory' | 'statementTimeoutSeconds' | 'poolSize'
> &
  Partial<Pick<Environment, 'production'>>

/**
 * Opens PostgreSQL + PostGIS when DATABASE_URL is set, else the embedded engine in DATA_DIR, and makes sure PostGIS is
 * there. Throws an Error that names what was found and the way out; `migrate` comes next.
 * `tell` hears, in words for a terminal, what takes long.
 */
export async function openDatabase(
  settings: DatabaseSettings,
  log: Logger,
  tell: (text: string) => void = () => {},
): Promise<Database> {
  return settings.databaseUrl === undefined
    ? await openEmbeddedDatabase(settings, log, tell)
    : await openPostgisDatabase(settings, settings.databaseUrl, log)
}
