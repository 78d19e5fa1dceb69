import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

export interface RunningServer {
  url: string
  /** The process that was started; with `node server/main.ts` it is the one that serves. */
  pid: number
  /** Milliseconds from the start of the process to the first answer of the page with a county to show. */
  firstPageMilliseconds: number
  /** What it printed, each line with its milliseconds since the start. */
  lines: { at: number; text: string }[]
  /** Memory of the serving process alone, the embedded engine's not counted; null where the system does not tell. */
  residentMegabytes(): Promise<number | null>
  stop(): Promise<void>
}

/** Runs `command` in `folder` as a user would and waits for the first page; throws when it ends or takes too long. */
export async function runServer(
  [program, ...words]: [string, ...string[]],
  folder: string,
  environment: Record<string, string>,
  limitSeconds: number,
): Promise<RunningServer> {
  const port = await freePort()
  const { DATABASE_URL: _, ...inherited } = process.env
  const begun = performance.now()
  const child = spawn(program, words, {
    cwd: folder,
    env: { ...inherited, PORT: String(port), LIVE: '0', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const lines: RunningServer['lines'] = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      for (const text of part.toString().split(/[\r\n]+/)) if (text) lines.push({ at: performance.now() - begun, text })
    })
  const url = `http://127.0.0.1:${port}`
  try {
    await firstPage(url, child, begun + limitSeconds * 1000)
  } catch (error) {
    await stop(child)
    const said = lines.slice(-8).map(({ text }) => text)
    throw new Error(`${error instanceof Error ? error.message : error}; it said: ${said.join(' / ')}`)
  }
  return {
    url,
    pid: child.pid ?? 0,
    firstPageMilliseconds: performance.now() - begun,
    lines,
    residentMegabytes: () => residentMegabytes(child.pid),
    stop: () => stop(child),
  }
}

async function firstPage(url: string, child: ChildProcess, until: number): Promise<void> {
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    const page = await fetch(url).catch(() => null)
    if (page?.ok && (await page.text()).includes('<html')) {
      const counties: { counties: unknown[] } = await (await fetch(`${url}/api/counties`)).json()
      if (counties.counties.length > 0) return
    }
    await wait(25)
  }
  throw new Error('no page in time')
}

/** The whole group: npm, node and the engine's own process, which outlives the others while it closes its files. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return
  const group = -child.pid
  for (let waited = 0; signal(group, waited === 0 ? 'SIGTERM' : waited < 15_000 ? 0 : 'SIGKILL'); waited += 50)
    await wait(50)
}

/** Whether anybody was there to hear it. */
function signal(group: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(group, name)
  } catch {
    return false
  }
}

/** Looks below `pid` for the process that runs server/main.ts. */
async function residentMegabytes(pid: number | undefined): Promise<number | null> {
  if (pid === undefined || process.platform !== 'linux') return null
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  if (command.includes('server/main.ts')) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
  }
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  for (const child of children.split(' ').filter(Boolean)) {
    const found = await residentMegabytes(Number(child))
    if (found !== null) return found
  }
  return null
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const bound = probe.address()
      probe.close(() => resolve(typeof bound === 'object' && bound ? bound.port : 0))
    })
  })
}
