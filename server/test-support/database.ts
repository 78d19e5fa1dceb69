import { afterAll, beforeAll } from 'vitest'
import type { Database } from '#server/db.ts'
import { clonePostgis } from './postgis-template.ts'
import { borrowEngine } from './shared-engine.ts'
import { testEngine } from './test-engine.ts'

/** A database of one test file; `db` may be read once the tests run, not while they are collected. */
export interface TestDatabase {
  readonly db: Database
}

/** A database of its own and what takes it away again. */
export interface ClonedDatabase {
  db: Database
  drop(): Promise<void>
}

const startMilliseconds = 240_000

/**
 * Gives the tests of this file or `describe` a migrated, empty database of their own, on the engine of the vitest
 * project that runs them: a clone of a template, made once per schema, or the one embedded engine, emptied. Taken away
 * when they end.
 *
 * ```ts
 * describe('stations', () => {
 *   const database = withDatabase()
 *   it('are found by code', async () => {
 *     await database.db.query('insert into station ...')
 *   })
 * })
 * ```
 */
export function withDatabase(): TestDatabase {
  let cloned: ClonedDatabase | undefined
  beforeAll(async () => {
    cloned = testEngine() === 'embedded' ? await borrowEngine() : await clonePostgis()
  }, startMilliseconds)
  afterAll(async () => {
    await cloned?.drop()
    cloned = undefined
  }, startMilliseconds)
  return {
    get db() {
      if (cloned === undefined) throw new Error('withDatabase: use `.db` inside a test or a hook, not while collecting')
      return cloned.db
    },
  }
}
