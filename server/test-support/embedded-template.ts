import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Database, type DatabaseSettings, openDatabase } from '#server/db.ts'
import { migrate } from '#server/migrate.ts'
import type { ClonedDatabase } from './database.ts'
import { readSchema } from './test-engine.ts'
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

/** A fresh data folder with the newest schema in it, in a place of its own or a given one; the caller removes it. */
export async function copyTemplate(folder?: string): Promise<string> {
  const schema = await readSchema()
  const template = await templateOf(schema.key, emptyTemplate, (db) => migrate(db, testLog, schema.migrations))
  return copy(template, folder)
}

/** A fresh data folder with PostGIS and no schema in it; the caller removes it. */
export async function copyEmpty(): Promise<string> {
  return copy(await emptyTemplate())
}

const emptyTemplate = () =>
  templateOf(
    'empty',
    async () => null,
    async () => {},
  )

async function copy(template: string, into?: string): Promise<string> {
  const folder = into ?? (await mkdtemp(join(process.env.TEST_ENGINE_FOLDERS ?? tmpdir(), 'gridboard-test-')))
  await cp(template, folder, { recursive: true })
  return folder
}

/** Built once on what it stands on, aside and then renamed: test runs side by side never see half of it; the first one wins. */
async function templateOf(
  name: string,
  basis: () => Promise<string | null>,
  fill: (db: Database) => Promise<unknown>,
): Promise<string> {
  const template = join(cache, name)
  if (existsSync(template)) return template
  const below = await basis()
  await mkdir(cache, { recursive: true })
  await removeStale()
  const draft = await mkdtemp(`${template}-draft-`)
  if (below !== null) await cp(below, draft, { recursive: true })
  const db = await openDatabase(embeddedSettings(draft), testLog)
  await fill(db)
  await db.close()
  await rename(draft, template).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true })
    if (!existsSync(template)) throw error
  })
  return template
}

async function removeStale(): Promise<void> {
  for (const name of await readdir(cache)) {
    const { mtimeMs } = await stat(join(cache, name))
    if (Date.now() - mtimeMs > staleMilliseconds) await rm(join(cache, name), { recursive: true, force: true })
  }
}
