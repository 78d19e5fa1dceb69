import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from './db.ts'
import { dumpSchema } from './engine/dump-schema.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'
import { type OpenableDatabase, withEmptyDatabase } from './test-support/empty-database.ts'
import { testLog } from './test-support/test-log.ts'

describe('migrations', () => {
  let place: OpenableDatabase
  let db: Database
  beforeAll(async () => {
    place = await withEmptyDatabase()
    db = await place.open()
  })
  afterAll(async () => {
    await db.close()
    await place.drop()
  })

  it('run once, in order, on an empty database', async () => {
    const migrations = await readMigrations()
    expect(await migrate(db, testLog)).toBe(migrations.length)
    expect(await migrate(db, testLog)).toBe(0)
    const rows = await db.query<{ name: string }>('select name from schema_migration order by number')
    expect(rows.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name))
  })

  it('make exactly the committed migrations/schema.sql', async () => {
    expect(await dumpSchema(db)).toBe(await readFile(new URL('../migrations/schema.sql', import.meta.url), 'utf8'))
  })

  it('begin the primary key of every table of a county with county', async () => {
    const rows = await db.query<{ name: string; first: string }>(
      `select c.relname as name, a.attname as first from pg_constraint k
       join pg_class c on c.oid = k.conrelid
       join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
       where k.contype = 'p' and c.relnamespace = 'public'::regnamespace
         and exists (select 1 from pg_attribute where attrelid = c.oid and attname = 'county' and not attisdropped)`,
    )
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.filter(({ first }) => first !== 'county')).toEqual([])
  })

  it('leave nothing behind when one fails', async () => {
    const migrations = await readMigrations()
    const broken = next(migrations, 'create table half_made (n integer); select 1/0;')
    await expect(migrate(db, testLog, [...migrations, broken])).rejects.toThrow('division by zero')
    expect(await db.query(`select 1 from pg_class where relname = 'half_made'`)).toEqual([])
    expect(await migrate(db, testLog)).toBe(0)
  })

  it('refuse a file that was changed after it ran, and a database that is newer', async () => {
    const migrations = await readMigrations()
    const changed = migrations.map((migration) =>
      migration.number === 2 ? { ...migration, checksum: 'x' } : migration,
    )
    await expect(migrate(db, testLog, changed)).rejects.toThrow(`${migrations[1]?.name} was changed after it had run`)
    await expect(migrate(db, testLog, migrations.slice(0, 1))).rejects.toThrow('start a newer Gridboard')
  })
})

function next(migrations: Migration[], sql: string): Migration {
  const number = migrations.length + 1
  return { number, name: `${String(number).padStart(4, '0')}_broken.sql`, sql, checksum: 'broken' }
}
