import type { Db } from '#server/db.types.ts'
import type { ClonedDatabase } from '#server/test-support/database.ts'
import { cloneEmbedded } from '#server/test-support/embedded-template.ts'
import { clonePostgis } from '#server/test-support/postgis-template.ts'
import { Skipped } from './benchmark.ts'

export interface Databases {
  database(): Promise<Db>
  embedded(): Promise<Db>
  /** Drops what was made. */
  close(): Promise<void>
}

/** The two engines: every call gives a migrated, empty database of its own, cloned from a template. */
export function openDatabases(): Databases {
  const cloned: ClonedDatabase[] = []

  async function keep(cloning: Promise<ClonedDatabase>): Promise<Db> {
    const one = await cloning
    cloned.push(one)
    return one.db
  }

  return {
    async database() {
      const url = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL
      if (!url) throw new Skipped('neither TEST_DATABASE_URL nor DATABASE_URL names a PostGIS server')
      process.env.TEST_DATABASE_URL = url
      return await keep(clonePostgis())
    },
    embedded: () => keep(cloneEmbedded()),
    async close() {
      for (const one of cloned) await one.drop()
    },
  }
}
