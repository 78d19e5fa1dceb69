import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type Extension, PGlite } from '@electric-sql/pglite'
import { postgis } from '@electric-sql/pglite-postgis'
import { dataDir } from '@electric-sql/pglite-prepopulatedfs'
import { MOST_PARTS } from './parts.ts'
import { rememberExports } from './remember-exports.ts'
import { trimBundle } from './trim-bundle.ts'
import { createWireServer } from './wire-server.ts'

/** What the engine tells the server that started it. */
export type EngineMessage =
  | { kind: 'step'; step: 'creating' | 'extension' }
  | { kind: 'ready' }
  | { kind: 'failed'; reason: string }

/** Where the engine listens: a unix socket's path, or a loopback port where there are none. */
export type EngineAddress = { path: string } | { port: number }

/**
 * The embedded engine's own process: PGlite with PostGIS behind a socket that speaks PostgreSQL's protocol.
 * Arguments: the folder of its files and its address as JSON. It ends with the server that started it, whatever it is
 * doing, and may be killed at any moment: what it has acknowledged is with the operating system by then.
 */
async function main(): Promise<void> {
  const [folder, addressText] = process.argv.slice(2)
  if (folder === undefined || addressText === undefined || process.send === undefined)
    throw new Error('the embedded engine is started by the server, not by hand')
  const address: EngineAddress = JSON.parse(addressText)
  dieWithParent()
  rememberExports()

  const engine = await openFolder(folder)
  const server = createWireServer(engine)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    if ('path' in address) server.listen(address.path, resolve)
    else server.listen(address.port, '127.0.0.1', resolve)
  })
  process.on('message', async (message) => {
    if (message !== 'stop') return
    server.close()
    await engine.close()
    process.exit(0)
  })
  // a statement that throws through the engine leaves it unusable: a fresh process is the way out
  process.on('unhandledRejection', (error) => fail(error))
  tell({ kind: 'ready' })
}

/** A folder whose creation was interrupted holds nothing anyone was promised: it is made anew. */
async function openFolder(folder: string): Promise<PGlite> {
  const creating = `${folder}.creating`
  const extensions = { postgis: await trimmedPostgis(dirname(folder)) }
  if (existsSync(creating)) rmSync(folder, { recursive: true, force: true })
  const startParams = [...PGlite.defaultStartParams, '-c', `max_prepared_transactions=${MOST_PARTS + 10}`]
  if (existsSync(join(folder, 'PG_VERSION'))) return await PGlite.create(folder, { extensions, startParams })
  mkdirSync(folder, { recursive: true })
  writeFileSync(creating, 'The folder beside this file is being created; while this file is here, it is not whole.\n')
  tell({ kind: 'step', step: 'creating' })
  // the files that `initdb` would make, packed: half the time
  const engine = await PGlite.create(folder, { extensions, startParams, loadDataDir: await dataDir() })
  tell({ kind: 'step', step: 'extension' })
  await engine.exec('create extension postgis')
  rmSync(creating)
  return engine
}

/** PostGIS from a trimmed bundle beside the folder: 1.6 s of start instead of 3.7, 650 MB instead of 1,000. */
async function trimmedPostgis(place: string): Promise<Extension> {
  mkdirSync(place, { recursive: true })
  return {
    name: postgis.name,
    async setup(engine, options) {
      const given = await postgis.setup(engine, options)
      if (given.bundlePath === undefined) return given
      const { size } = statSync(given.bundlePath)
      const trimmed = trimBundle(given.bundlePath, join(place, `postgis-${size}.tar.gz`))
      return { ...given, bundlePath: pathToFileURL(trimmed) }
    },
  }
}

function tell(message: EngineMessage): void {
  process.send?.(message)
}

function fail(error: unknown): void {
  tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
  process.exitCode = 1
  process.disconnect?.()
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), 200)
}

/** Watches from a thread of its own, since a statement keeps the main thread busy: an orphan must not hold the files. */
function dieWithParent(): void {
  // the terminal's Ctrl-C reaches the whole group; the server decides when the engine stops
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => {})
  new Worker(
    `const parent = ${process.ppid}
     setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL') }, 250)`,
    { eval: true, execArgv: [] },
  ).unref()
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
}

main().catch(fail)
