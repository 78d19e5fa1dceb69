import { parseArgs } from 'node:util'
import { seededRandom } from './bench/random.ts'
import { townOverHttp } from './simulate/over-http.ts'
import { playDay } from './simulate/play-day.ts'
import { townStraight } from './simulate/straight.ts'

const help = `Plays a day of a county: residents report, grid workers take on, communities, streets, the district
and departments lead on; some are late, hand up, whistle, return or do it again; residents rate.

  npm run simulate -- [options]

  --url URL         the running server (http://127.0.0.1:8080); its county must be a demonstration
  --straight        instead: writes to DATABASE_URL by the issue writer, with the simulated moments
  --county CODE     370699
  --from TIME       when the day begins, 2026-11-22T07:30+08:00 (now)
  --hours N         how long it is (24)
  --reports N       reports in a day of 24 hours (500)
  --speed N         simulated minutes a real minute (60); 0: as fast as it goes
  --seed N          seed of every chance (1)
  --help

Prints one line a simulated minute in which something happened, and the sums at the end. Over HTTP the
server stamps its own time: only the straight way writes the moments of the day that is played.`

try {
  await main()
} catch (error) {
  // a refusal (settings, server not there) is for a person: its words, not its stack
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:8080' },
      straight: { type: 'boolean', default: false },
      county: { type: 'string', default: '370699' },
      from: { type: 'string' },
      hours: { type: 'string', default: '24' },
      reports: { type: 'string', default: '500' },
      speed: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return console.log(help)
  const from = values.from === undefined ? Date.now() : Date.parse(values.from)
  if (Number.isNaN(from)) throw new Error(`--from ${values.from}: a moment, such as 2026-11-22T07:30+08:00`)
  const speed = amount('speed', values.speed)
  const day = {
    from,
    minutes: Math.round(amount('hours', values.hours) * 60),
    reports: amount('reports', values.reports),
    speed: speed === 0 ? Number.POSITIVE_INFINITY : speed,
    offsetMinutes: 480,
  }
  const town = values.straight ? await townStraight(values.county) : await townOverHttp(values.url, values.county)
  if (town.communities.length === 0 || town.categories.length === 0)
    throw new Error(`county ${values.county} has no communities or no categories to file under`)
  try {
    const totals = await playDay(town, day, seededRandom(amount('seed', values.seed)), (at, counts) => {
      if (counts.size > 0) console.log(`${clockOf(at, day.offsetMinutes)}  ${told(counts)}`)
    })
    console.log(`in all  ${told(totals)}`)
  } finally {
    await town.close()
  }
}

function amount(name: string, text: string): number {
  const number = Number(text)
  if (!Number.isFinite(number) || number < 0) throw new Error(`--${name} ${text}: a number from 0 on`)
  return number
}

function clockOf(at: number, offsetMinutes: number): string {
  return new Date(at + offsetMinutes * 60_000).toISOString().slice(11, 16)
}

function told(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([what, number]) => `${what} ${number}`)
    .join(' · ')
}
