import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { copyTemplate } from '#server/test-support/embedded-template.ts'
import { moment } from './moment.ts'

/**
 * Loads the demo county of a fixed moment on the embedded engine, into BROWSER_COUNTY if that is set and not loaded yet, and
 * serves it on each of BROWSER_PORTS, every server with a copy of its own. The last port answers last. `load`: loads it only.
 */
const root = path.resolve(import.meta.dirname, '../../..')
const folder = mkdtempSync(path.join(tmpdir(), 'gridboard-browser-'))
const { DATABASE_URL: _, ...rest } = process.env
const running = new Set<ChildProcess>()

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    for (const child of running) child.kill('SIGTERM')
    if (running.size === 0) process.exit(0)
  })

const loaded = process.env.BROWSER_COUNTY ?? path.join(folder, 'county')
const mark = path.join(loaded, 'is-loaded')
let code = 0
if (!existsSync(mark)) {
  await copyTemplate(loaded)
  code = await run(['scripts/demo.ts', '--now', moment], loaded)
}
if (code === 0) writeFileSync(mark, '')
if (code === 0 && process.argv[2] !== 'load') {
  const ports = (process.env.BROWSER_PORTS ?? '').split(',')
  const ended = await Promise.all(ports.map((port) => run(['server/main.ts'], copyOf(loaded, port), port)))
  code = Math.max(...ended)
}
rmSync(folder, { recursive: true, force: true })
process.exit(code)

function copyOf(data: string, name: string): string {
  const copy = path.join(folder, name)
  cpSync(data, copy, { recursive: true })
  return copy
}

function run(command: string[], data: string, port = ''): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...command], {
    cwd: root,
    env: { ...rest, DATA_DIR: data, PORT: port, LOG_LEVEL: 'warn', LIVE: '0' },
    stdio: 'inherit',
  })
  running.add(child)
  return new Promise((resolve) =>
    child.on('exit', (status) => {
      running.delete(child)
      resolve(status ?? 1)
    }),
  )
}
