import { rm } from 'node:fs/promises'
import { type Database, openDatabase } from '#server/db.ts'
import { copyEmpty, embeddedSettings } from './embedded-template.ts'
import { createEmptyPostgis, dropDatabase, postgisSettings } from './postgis-template.ts'
import { testEngine } from './test-engine.ts'
import { testLog } from './test-log.ts'

/** A database without schema that a test opens itself, on PostGIS as often as it likes. */
export interface OpenableDatabase {
  open(): Promise<Database>
  drop(): Promise<void>
}

export async function withEmptyDatabase(): Promise<OpenableDatabase> {
  if (testEngine() === 'postgis') {
    const name = await createEmptyPostgis()
    return { open: () => openDatabase(postgisSettings(name), testLog), drop: () => dropDatabase(name) }
  }
  const folder = await copyEmpty()
  return {
    open: () => openDatabase(embeddedSettings(folder), testLog),
    drop: () => rm(folder, { recursive: true, force: true }),
  }
}
