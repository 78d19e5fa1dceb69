import { readdir, readFile } from 'node:fs/promises'
import { cpus } from 'node:os'

const TICKS_A_SECOND = 100

/** Processor seconds since their start of the whole machine and of those who take part in a benchmark. */
interface Used {
  at: number
  machine: number
  load: number
  server: number
  /** By process id of the session. */
  sessions: ReadonlyMap<string, number>
}

/**
 * Runs `work` and says who used the machine's cores meanwhile: this process, which makes the load, the server's process
 * `pid`, the sessions of `database`, and all else, which is not the benchmark's. '' where the system does not tell.
 */
export async function withCores<Result>(
  pid: number,
  database: string,
  work: () => Promise<Result>,
): Promise<{ result: Result; cores: string }> {
  const before = await used(pid, database)
  const result = await work()
  const after = await used(pid, database)
  return { result, cores: before === null || after === null ? '' : inWords(before, after) }
}

function inWords(before: Used, after: Used): string {
  const seconds = after.at - before.at
  const load = (after.load - before.load) / seconds
  const server = (after.server - before.server) / seconds
  // those that ended meanwhile took what they used along
  let database = 0
  for (const [pid, spent] of after.sessions) database += (spent - (before.sessions.get(pid) ?? 0)) / seconds
  const rest = Math.max(0, (after.machine - before.machine) / seconds - load - server - database)
  return `of ${cpus().length} cores the load used ${load.toFixed(2)}, the server ${server.toFixed(2)}, its database's sessions ${database.toFixed(2)}, all else ${rest.toFixed(2)}`
}

async function used(pid: number, database: string): Promise<Used | null> {
  if (process.platform !== 'linux') return null
  const { user, system } = process.cpuUsage()
  const sessions = new Map<string, number>()
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const title = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')
    if (title.startsWith('postgres: ') && title.includes(` ${database} `)) sessions.set(name, await secondsOf(name))
  }
  const [all = ''] = (await readFile('/proc/stat', 'utf8')).split('\n')
  // user, nice, system, then idle and waiting, then interrupts
  const [, first = 0, nice = 0, kernel = 0, , , hard = 0, soft = 0] = all.split(/\s+/).map(Number)
  return {
    at: performance.now() / 1000,
    machine: (first + nice + kernel + hard + soft) / TICKS_A_SECOND,
    load: (user + system) / 1_000_000,
    server: await secondsOf(String(pid)),
    sessions,
  }
}

/** Processor seconds of a process, in user and system mode; 0 for one that has ended. */
async function secondsOf(pid: string): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_A_SECOND
}
