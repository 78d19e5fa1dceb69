import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Database, DatabaseUnavailable, openDatabase } from '#server/db.ts'
import { createEmptyPostgis, dropDatabase, postgisSettings } from '#server/test-support/postgis-template.ts'
import { postgisUrl } from '#server/test-support/test-engine.ts'
import { testLog } from '#server/test-support/test-log.ts'
import { administer } from './administer.ts'

describe('a PostgreSQL server', () => {
  let name: string
  let db: Database | undefined
  beforeEach(async () => {
    name = await createEmptyPostgis()
  })
  afterEach(async () => {
    await db?.close()
    db = undefined
    await dropDatabase(name)
  })

  it('whose role may not create PostGIS is refused with the statement to run there', async () => {
    const role = `${name}_role`
    await administer(postgisUrl(), async ({ query }) => {
      await query(`create role ${role} login password 'plain'`)
    })
    const settings = postgisSettings(name)
    const url = new URL(settings.databaseUrl!)
    url.username = role
    url.password = 'plain'
    const opening = openDatabase({ ...settings, databaseUrl: url.href }, testLog)
    await expect(opening).rejects.toThrow('Run there as a superuser: create extension postgis.')
    await administer(postgisUrl(), async ({ query }) => {
      await query(`drop role ${role}`)
    })
  })

  it('that cuts every connection is found again, for queries, transactions and the feed', async () => {
    db = await openDatabase(postgisSettings(name), testLog)
    const cut = db.transaction(async (transaction) => {
      await transaction.query('create table lost (n integer)')
      await cutAll(name)
      await transaction.query('select 1')
    })
    await expect(cut).rejects.toBeInstanceOf(DatabaseUnavailable)
    expect(await db.query(`select to_regclass('lost') as found`)).toEqual([{ found: null }])

    let heard = 0
    db.onFeed(() => {
      heard += 1
    })
    await vi.waitFor(async () => {
      await db?.query(`select pg_notify('feed', '1')`)
      expect(heard).toBeGreaterThan(1)
    }, 5000)
  })

  it('keeps the plans of what is asked often, and gives up a connection whose plan no longer fits its table', async () => {
    db = await openDatabase({ ...postgisSettings(name), poolSize: 1 }, testLog)
    await db.query('create table changing as select 1 as n')
    const often = () => db!.query('select * from changing where n = $1::integer', [1], 'often')
    expect(await often()).toEqual([{ n: 1 }])
    expect(await db.query('select count(*) from pg_prepared_statements')).toEqual([{ count: 1 }])
    await db.query(`alter table changing add column word text default 'new'`)
    await expect(often()).rejects.toBeInstanceOf(DatabaseUnavailable)
    expect(await often()).toEqual([{ n: 1, word: 'new' }])
  })

  it('gives no more connections than the pool may take', async () => {
    db = await openDatabase(postgisSettings(name), testLog)
    const { poolSize } = postgisSettings(name)
    await Promise.all(Array.from({ length: 40 }, () => db?.query('select pg_sleep(0.02)')))
    const [row] = await db.query<{ count: number }>(
      `select count(*) from pg_stat_activity where datname = current_database() and backend_type = 'client backend'`,
    )
    // the feed has one of its own
    expect(row?.count).toBe(poolSize + 1)
  })
})

async function cutAll(name: string): Promise<void> {
  await administer(postgisUrl(), ({ query }) =>
    query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1::text', [name]),
  )
}
