import { createHash } from 'node:crypto'
import { type Migration, readMigrations } from '#server/migrate.ts'

/** The engine of the running vitest project; see vitest.config.ts. */
export function testEngine(): 'embedded' | 'postgis' {
  const engine = process.env.TEST_ENGINE
  if (engine === 'embedded' || engine === 'postgis') return engine
  throw new Error(
    `TEST_ENGINE=${engine}: name a test that needs a database *.db.test.ts, so that it runs on both engines`,
  )
}

/** Where the PostGIS suite runs: a role that may create databases. */
export function postgisUrl(): string {
  const url = process.env.TEST_DATABASE_URL
  if (url === undefined || url === '') throw new Error('TEST_DATABASE_URL is not set')
  return url
}

export interface Schema {
  migrations: Migration[]
  /** Changes with any migration: names the template. */
  key: string
}

export async function readSchema(): Promise<Schema> {
  const migrations = await readMigrations()
  const hash = createHash('sha256')
  for (const migration of migrations) hash.update(migration.checksum)
  return { migrations, key: hash.digest('hex').slice(0, 12) }
}
