import { readdir, readFile } from 'node:fs/promises'
import { cpus } from 'node:os'

const TICKS_A_SECOND = 100

/** Processor seconds since their start of the whole machine and of those who take part in a benchmark. */
interface Used {
  at: number
  machine: number
  load: number
  server: number
  database: number
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
  const cores = (name: keyof Used) => (after[name] - before[name]) / (after.at - before.at)
  const rest = Math.max(0, cores('machine') - cores('load') - cores('server') - cores('database'))
  return `of ${cpus().length} cores the load used ${cores('load').toFixed(2)}, the server ${cores('server').toFixed(2)}, its database's sessions ${cores('database').toFixed(2)}, all else ${rest.toFixed(2)}`
}

async function used(pid: number, database: string): Promise<Used | null> {
  if (process.platform !== 'linux') return null
  const { user, system } = process.cpuUsage()
  let sessions = 0
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const title = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')
    if (title.startsWith('postgres: ') && title.includes(` ${database} `)) sessions += await secondsOf(name)
  }
  const [all = ''] = (await readFile('/proc/stat', 'utf8')).split('\n')
  // user, nice, system, then idle and waiting, then interrupts
  const [, first = 0, nice = 0, kernel = 0, , , hard = 0, soft = 0] = all.split(/\s+/).map(Number)
  return {
    at: performance.now() / 1000,
    machine: (first + nice + kernel + hard + soft) / TICKS_A_SECOND,
    load: (user + system) / 1_000_000,
    server: await secondsOf(String(pid)),
    database: sessions,
  }
}

/** Processor seconds of a process, in user and system mode; 0 for one that has ended. */
async function secondsOf(pid: string): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_A_SECOND
}
