import { readFileSync } from 'node:fs'

/** A process beyond its number, which the system gives out again: after a restart of a container even at once. */
export interface ProcessIdentity {
  pid: number
  /** When it was started, as the system tells it; '' where it does not. */
  started: string
}

export function identify(pid: number): ProcessIdentity {
  return { pid, started: startedAt(pid) }
}

export function isAlive(identity: ProcessIdentity): boolean {
  try {
    process.kill(identity.pid, 0)
  } catch (error) {
    // EPERM: it is there, but another user's
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return startedAt(identity.pid) === identity.started && !isZombie(identity.pid)
}

/** Boot and start time of a Linux process (proc(5), field 22 of stat). */
function startedAt(pid: number): string {
  const fields = statFields(pid)
  return fields === null ? '' : `${read('/proc/sys/kernel/random/boot_id')}:${fields[19]}`
}

function isZombie(pid: number): boolean {
  return statFields(pid)?.[0] === 'Z'
}

/** The fields after the command name, which may itself hold spaces and brackets. */
function statFields(pid: number): string[] | null {
  const text = read(`/proc/${pid}/stat`)
  return text === '' ? null : text.slice(text.lastIndexOf(')') + 2).split(' ')
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}
