import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type DatabaseSettings, openDatabase } from '#server/db.ts'
import { migrate } from '#server/migrate.ts'
import type { ClonedDatabase } from './database.ts'
import { readSchema, type Schema } from './test-engine.ts'
import { testLog } from './test-log.ts'

const cache = fileURLToPath(new URL('../../.cache/test-engine/', import.meta.url))
const staleMilliseconds = 24 * 3600 * 1000

export function embeddedSettings(dataDirectory: string): DatabaseSettings {
  return { databaseUrl: undefined, dataDirectory, statementTimeoutSeconds: 30, poolSize: 1 }
}

/** Starts an engine on a copy of the template's folder. */
export async function cloneEmbedded(): Promise<ClonedDatabase> {
  const folder = await copyTemplate()
  const db = await openDatabase(embeddedSettings(folder), testLog)
  return {
    db,
    async drop() {
      await db.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A fresh data folder with the newest schema in it; the caller removes it. */
export async function copyTemplate(): Promise<string> {
  const schema = await readSchema()
  const template = join(cache, schema.key)
  if (!existsSync(template)) await build(template, schema)
  const folder = await mkdtemp(join(process.env.TEST_ENGINE_FOLDERS ?? tmpdir(), 'gridboard-test-'))
  await cp(template, folder, { recursive: true })
  return folder
}

/** Built aside and renamed, so that test runs side by side never see half of it; the first one wins. */
async function build(template: string, schema: Schema): Promise<void> {
  await mkdir(cache, { recursive: true })
  await removeStale()
  const draft = await mkdtemp(`${template}-draft-`)
  const db = await openDatabase(embeddedSettings(draft), testLog)
  await migrate(db, testLog, schema.migrations)
  await db.close()
  await rename(draft, template).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true })
    if (!existsSync(template)) throw error
  })
}

async function removeStale(): Promise<void> {
  for (const name of await readdir(cache)) {
    const { mtimeMs } = await stat(join(cache, name))
    if (Date.now() - mtimeMs > staleMilliseconds) await rm(join(cache, name), { recursive: true, force: true })
  }
}
