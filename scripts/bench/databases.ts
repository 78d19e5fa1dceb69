import type { Db } from '#server/db.types.ts'
import { Skipped } from './benchmark.ts'

export interface Databases {
  database(): Promise<Db>
  embedded(): Promise<Db>
  close(): Promise<void>
}

/** The two engines, each started on first use and shared by all benchmarks of the run. */
export function openDatabases(): Databases {
  return {
    database: async () => {
      throw new Skipped('no DATABASE_URL or TEST_DATABASE_URL: PostGIS is not measured')
    },
    embedded: async () => {
      throw new Skipped('the embedded engine is not there yet')
    },
    close: async () => {},
  }
}
