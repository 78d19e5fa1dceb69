import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { moment } from './moment.ts'

/** Loads the demo county of a fixed moment into a folder of its own on the embedded engine and serves it on BROWSER_PORT. */
const root = path.resolve(import.meta.dirname, '../../..')
const folder = mkdtempSync(path.join(tmpdir(), 'gridboard-browser-'))
const { DATABASE_URL: _, ...rest } = process.env
const environment = { ...rest, DATA_DIR: folder, PORT: process.env.BROWSER_PORT ?? '', LOG_LEVEL: 'warn', LIVE: '0' }
let running: ChildProcess | undefined

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    if (running?.exitCode === null) running.kill('SIGTERM')
    else process.exit(0)
  })

const loaded = await run(['scripts/demo.ts', '--now', moment])
const code = loaded === 0 ? await run(['server/main.ts']) : loaded
rmSync(folder, { recursive: true, force: true })
process.exit(code)

function run(command: string[]): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...command], {
    cwd: root,
    env: environment,
    stdio: 'inherit',
  })
  running = child
  return new Promise((resolve) => child.on('exit', (status) => resolve(status ?? 1)))
}
