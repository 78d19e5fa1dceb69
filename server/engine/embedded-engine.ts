import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Logger } from 'pino'
import { DatabaseUnavailable } from '#server/db.types.ts'
import { createDeferred } from './deferred.ts'
import type { EngineAddress, EngineMessage } from './embedded-process.ts'
import { type FolderLock, lockFolder } from './folder-lock.ts'
import { freePort } from './free-port.ts'

/** The engine process with its supervisor: one that ends is started anew until `stop`. */
export interface EmbeddedEngine {
  /** Where the driver connects. */
  readonly host: string
  readonly port: number
  /** Resolves when the engine accepts connections, at once if it does; rejects when it cannot be started. */
  whenReady(): Promise<void>
  /** Kills the process at once; the supervisor starts the next. */
  kill(reason: string): void
  stop(): Promise<void>
  readonly pid: number | undefined
}

/** A start that takes longer is taken for a hang: the first one makes the files and the extension. */
const startSeconds = 180
const stopSeconds = 10

const stepWords = {
  creating: 'Creating the embedded database, once: a few seconds …',
  extension: 'Adding PostGIS to it, once: a few seconds …',
} as const
/** Starts in a row that never became ready, after which those who wait are told. */
const mostFailures = 3
const pauseAfterFailuresMilliseconds = 10_000

/** Locks the folder, starts the engine in it and waits for the first time that it is ready. */
export async function startEmbeddedEngine(
  dataDirectory: string,
  log: Logger,
  tell: (text: string) => void,
): Promise<EmbeddedEngine> {
  const folder = join(dataDirectory, 'engine')
  const lock = await lockFolder(join(dataDirectory, 'engine.lock'), folder)
  const place = await chooseAddress()
  const engine = supervise(folder, place, lock, log, tell)
  try {
    await engine.whenReady()
  } catch (error) {
    await engine.stop()
    throw error
  }
  return engine
}

interface Place {
  host: string
  port: number
  address: EngineAddress
  /** A private folder of the socket, removed in the end. */
  socketFolder: string | null
}

/** A unix socket in a folder only this user may enter; a loopback port on Windows. */
async function chooseAddress(): Promise<Place> {
  const port = 5432
  if (process.platform === 'win32') {
    const free = await freePort()
    return { host: '127.0.0.1', port: free, address: { port: free }, socketFolder: null }
  }
  const host = mkdtempSync(join(tmpdir(), 'gridboard-'))
  return { host, port, address: { path: join(host, `.s.PGSQL.${port}`) }, socketFolder: host }
}

function supervise(
  folder: string,
  place: Place,
  lock: FolderLock,
  log: Logger,
  tell: (text: string) => void,
): EmbeddedEngine {
  let child: ChildProcess | undefined
  let ready = false
  let stopping = false
  let failures = 0
  let waiting = createDeferred()

  function start(): void {
    if ('path' in place.address) rmSync(place.address.path, { force: true })
    const begun = Date.now()
    const mine = forkEngine(folder, place.address)
    child = mine
    if (mine.pid !== undefined) lock.note(mine.pid)
    let reason = ''
    let wasReady = false
    const clock = setTimeout(() => kill(`not ready after ${startSeconds} s`), startSeconds * 1000)
    mine.stderr?.on('data', (text) => {
      reason = String(text).trim().slice(-500)
      log.debug({ engine: reason }, 'the embedded engine wrote')
    })
    mine.on('message', (message: EngineMessage) => {
      if (message.kind === 'step') tell(stepWords[message.step])
      if (message.kind === 'failed') reason = message.reason
      if (message.kind !== 'ready') return
      clearTimeout(clock)
      ready = true
      wasReady = true
      log.info({ milliseconds: Date.now() - begun, pid: mine.pid }, 'the embedded engine is ready')
      waiting.resolve()
    })
    mine.on('exit', (code, signal) => {
      clearTimeout(clock)
      if (stopping) return
      log.warn({ code, signal, reason }, 'the embedded engine ended; starting it again')
      failures = wasReady ? 0 : failures + 1
      expectRestart()
      void restart(reason)
    })
  }

  async function restart(reason: string): Promise<void> {
    if (failures >= mostFailures) {
      waiting.reject(
        new DatabaseUnavailable(`the embedded engine in ${folder} does not start: ${reason || 'it said nothing'}`),
      )
      await sleep(pauseAfterFailuresMilliseconds, undefined, { ref: false })
      waiting = createDeferred()
    }
    if (!stopping) start()
  }

  function expectRestart(): void {
    if (ready) waiting = createDeferred()
    ready = false
  }

  function kill(reason: string): void {
    log.warn({ reason, pid: child?.pid }, 'killing the embedded engine')
    expectRestart()
    child?.kill('SIGKILL')
  }

  start()
  return {
    host: place.host,
    port: place.port,
    get pid() {
      return child?.pid
    },
    whenReady: () => waiting.promise,
    kill,
    async stop() {
      stopping = true
      waiting.reject(new DatabaseUnavailable('the embedded engine was stopped'))
      if (child !== undefined) await stopChild(child)
      lock.release()
      if (place.socketFolder !== null) rmSync(place.socketFolder, { recursive: true, force: true })
    },
  }
}

/** Runs from the sources through tsx, or the bundle's own script when there is one beside this file. */
function forkEngine(folder: string, address: EngineAddress): ChildProcess {
  const bundled = fileURLToPath(new URL('./embedded-process.js', import.meta.url))
  const loader = (): string[] => ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href]
  const script = existsSync(bundled) ? bundled : fileURLToPath(new URL('./embedded-process.ts', import.meta.url))
  return fork(script, [folder, JSON.stringify(address)], {
    execArgv: script === bundled ? [] : loader(),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const clock = setTimeout(() => child.kill('SIGKILL'), stopSeconds * 1000)
  if (child.connected) child.send('stop')
  await ended
  clearTimeout(clock)
}
