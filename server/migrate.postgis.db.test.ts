import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from './db.ts'
import { migrate, readMigrations } from './migrate.ts'
import { type OpenableDatabase, withEmptyDatabase } from './test-support/empty-database.ts'
import { testLog } from './test-support/test-log.ts'

describe('two servers that start together', () => {
  let place: OpenableDatabase
  const opened: Database[] = []
  beforeEach(async () => {
    place = await withEmptyDatabase()
  })
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((db) => db.close()))
    await place.drop()
  })

  it('create the extension and run each migration once between them', async () => {
    const servers = await Promise.all(Array.from({ length: 4 }, () => place.open()))
    opened.push(...servers)
    const ran = await Promise.all(servers.map((db) => migrate(db, testLog)))
    const migrations = await readMigrations()
    expect(ran.reduce((sum, count) => sum + count, 0)).toBe(migrations.length)
    const rows = await servers[0]!.query('select number from schema_migration')
    expect(rows.length).toBe(migrations.length)
  })
})
