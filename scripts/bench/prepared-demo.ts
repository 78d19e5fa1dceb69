import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type RunningServer, runServer } from './run-server.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
let prepared: Promise<string> | undefined

/** `npm start` in this checkout on the demo county that an earlier start has loaded into the embedded engine. */
export async function startPrepared(log: (words: string) => void): Promise<RunningServer> {
  prepared ??= prepare(log)
  return runServer(['npm', 'start'], root, { DATA_DIR: await prepared }, 120)
}

async function prepare(log: (words: string) => void): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'gridboard-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  log('loading the demo county once, for the benchmarks that start on it ...')
  const server = await runServer(['npm', 'start'], root, { DATA_DIR: folder }, 300)
  await server.stop()
  return folder
}
