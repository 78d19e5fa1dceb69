import { randomBytes } from 'node:crypto'
import { type DatabaseSettings, openDatabase } from '#server/db.ts'
import { type Administration, administer } from '#server/engine/administer.ts'
import { migrate } from '#server/migrate.ts'
import type { ClonedDatabase } from './database.ts'
import { postgisUrl, readSchema, type Schema } from './test-engine.ts'
import { testLog } from './test-log.ts'

export function postgisSettings(name: string): DatabaseSettings {
  const url = new URL(postgisUrl())
  url.pathname = `/${name}`
  return { databaseUrl: url.href, dataDirectory: '', statementTimeoutSeconds: 30, poolSize: 4 }
}

/** Creates a database from the template and opens it. */
export async function clonePostgis(): Promise<ClonedDatabase> {
  const schema = await readSchema()
  const template = `gridboard_template_${schema.key}`
  const name = `gridboard_test_${randomBytes(6).toString('hex')}`
  await administer(postgisUrl(), async (administration) => {
    await lock(administration)
    if (!(await exists(administration, template))) await build(administration, template, schema)
    await administration.query(`create database ${name} template ${template}`)
  })
  const db = await openDatabase(postgisSettings(name), testLog)
  return {
    db,
    async drop() {
      await db.close()
      await dropDatabase(name)
    },
  }
}

/** An empty database without extension or schema; the caller drops it. */
export async function createEmptyPostgis(): Promise<string> {
  const name = `gridboard_test_${randomBytes(6).toString('hex')}`
  await administer(postgisUrl(), (administration) => administration.query(`create database ${name} template template0`))
  return name
}

export async function dropDatabase(name: string): Promise<void> {
  await administer(postgisUrl(), (administration) =>
    administration.query(`drop database if exists ${name} with (force)`),
  )
}

async function build(administration: Administration, template: string, schema: Schema): Promise<void> {
  await dropOldTemplates(administration)
  const draft = `${template}_draft`
  await administration.query(`drop database if exists ${draft} with (force)`)
  await administration.query(`create database ${draft} template template0`)
  const db = await openDatabase(postgisSettings(draft), testLog)
  await migrate(db, testLog, schema.migrations)
  await db.close()
  await administration.query(`alter database ${draft} rename to ${template}`)
}

async function dropOldTemplates(administration: Administration): Promise<void> {
  const rows = await administration.query<{ name: string }>(
    `select datname as name from pg_database where datname like 'gridboard\\_template\\_%'`,
  )
  // one that another run is cloning stays
  for (const { name } of rows) await administration.query(`drop database if exists ${name}`).catch(() => {})
}

/** One run builds the template while the others wait; held until the connection ends. */
async function lock(administration: Administration): Promise<void> {
  await administration.query('select pg_advisory_lock(7241, 3)')
}

async function exists(administration: Administration, name: string): Promise<boolean> {
  const rows = await administration.query('select 1 from pg_database where datname = $1::text', [name])
  return rows.length > 0
}
