import { parseArgs } from 'node:util'
import { type Logger, pino } from 'pino'
import { createAccounts } from '#server/account/accounts.ts'
import { type Database, openDatabase } from '#server/db.ts'
import { type Environment, readEnvironment } from '#server/env.ts'
import { createFeedReader } from '#server/feed.ts'
import { startLive } from '#server/live/start-live.ts'
import { migrate } from '#server/migrate.ts'
import { progressLine } from '#server/progress-line.ts'
import { refreshStatistics } from '#server/refresh-statistics.ts'
import { loadDemo } from './demo/load-demo.ts'

const help = `Loads the demo county 云帆区 (370699), replacing what was loaded before.

  npm run demo -- [--size default|large] [--seed N] [--now 2026-11-21T14:30:00+08:00] [--database-url URL] [--live]

  --size          default: 36,000 households; large: 115,000, for benchmarks on PostGIS
  --seed          a whole number; the same seed and day give the same county (1)
  --now           the moment at which its thirteen months of issues end (now)
  --database-url  PostgreSQL with PostGIS; otherwise DATABASE_URL, otherwise the embedded engine in DATA_DIR
  --live          afterwards keeps new issues and progress coming, until Ctrl-C (a server with LIVE=1 does the same)
`

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'default' },
    seed: { type: 'string', default: '1' },
    now: { type: 'string' },
    'database-url': { type: 'string' },
    live: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) console.log(help)
else await main()

async function main(): Promise<void> {
  const { size } = values
  if (size !== 'default' && size !== 'large') throw new Error(`--size ${size}: expected default or large`)
  const seed = Number(values.seed)
  if (!Number.isSafeInteger(seed)) throw new Error(`--seed ${values.seed}: expected a whole number`)
  const now = values.now === undefined ? new Date() : new Date(values.now)
  if (Number.isNaN(now.getTime()))
    throw new Error(`--now ${values.now}: expected a moment such as 2026-11-21T14:30:00+08:00`)
  const environment = readEnvironment()
  const url = values['database-url']
  const log = pino({ level: 'warn' })
  const db = await openDatabase(url === undefined ? environment : { ...environment, databaseUrl: url }, log)
  try {
    await migrate(db)
    await loadDemo(db, { size, seed, now, progress: progressLine('demo') })
    await refreshStatistics(db)
    if (values.live) await keepAlive(db, environment, log)
  } finally {
    await db.close()
  }
}

/** Runs the simulator until Ctrl-C. */
async function keepAlive(db: Database, environment: Environment, log: Logger): Promise<void> {
  const feed = createFeedReader(db, log)
  const now = () => new Date()
  const live = startLive({ db, feed, accounts: createAccounts(db, now), log, environment, now })
  console.log('The county lives; Ctrl-C ends it.')
  await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve))
  await live.stop()
  await feed.close()
}
