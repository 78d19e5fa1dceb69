import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts'

/** Who uses an engine folder: the server, and the engine process that has the files open. */
interface Holder {
  token: string
  server: ProcessIdentity
  engine: ProcessIdentity | null
}

export interface FolderLock {
  /** Notes the engine process, so that a later server can end it should this one be killed. */
  note(enginePid: number): void
  release(): void
}

/** Longer than a rival needs between looking at a stale lock and replacing it. */
const settleMilliseconds = 60

/**
 * Takes an engine folder for this process. A lock left by a killed server is taken over, ending its engine if that
 * still runs. Throws an Error naming the folder and the holder when another server is using it.
 */
export async function lockFolder(path: string, folder: string): Promise<FolderLock> {
  mkdirSync(dirname(path), { recursive: true })
  const mine: Holder = { token: randomUUID(), server: identify(process.pid), engine: null }
  while (!create(path, mine)) {
    const other = read(path)
    if (other === null) {
      rmSync(path, { force: true })
      continue
    }
    if (isAlive(other.server)) throw new Error(inUse(folder, other))
    await endOrphan(other)
    rmSync(path, { force: true })
  }
  await sleep(settleMilliseconds)
  const now = read(path)
  if (now?.token !== mine.token) throw new Error(inUse(folder, now))
  return {
    note(enginePid) {
      mine.engine = identify(enginePid)
      writeFileSync(path, JSON.stringify(mine))
    },
    release() {
      if (read(path)?.token === mine.token) rmSync(path, { force: true })
    },
  }
}

function inUse(folder: string, holder: Holder | null): string {
  return (
    `${folder} is in use by another Gridboard server (process ${holder?.server.pid ?? 'unknown'}). ` +
    'Stop it first, choose another folder with DATA_DIR, or set DATABASE_URL: PostgreSQL serves many at once.'
  )
}

function create(path: string, holder: Holder): boolean {
  try {
    writeFileSync(path, JSON.stringify(holder), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** Null for a lock that is gone or was cut off while being written. */
function read(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

async function endOrphan(holder: Holder): Promise<void> {
  if (holder.engine === null) return
  for (let attempt = 0; isAlive(holder.engine); attempt++) {
    if (attempt > 50) throw new Error(`process ${holder.engine.pid} of a stopped server does not end`)
    process.kill(holder.engine.pid, 'SIGKILL')
    await sleep(100)
  }
}

/** The engine process that has the folder's files open; null when there is none. */
export function readEnginePid(path: string): number | null {
  return read(path)?.engine?.pid ?? null
}
