import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { openDatabase } from '#server/db.ts'
import { readEnvironment } from '#server/env.ts'
import { migrate } from '#server/migrate.ts'
import { progressLine } from '#server/progress-line.ts'
import { loadDemo } from './demo/load-demo.ts'

const help = `Loads the demo county 云帆区 (370699), replacing what was loaded before.

  npm run demo -- [--size default|large] [--seed N] [--now 2026-11-21T14:30:00+08:00] [--database-url URL]

  --size          default: 36,000 households; large: 115,000, for benchmarks on PostGIS
  --seed          a whole number; the same seed and day give the same county (1)
  --now           the moment at which its thirteen months of issues end (now)
  --database-url  PostgreSQL with PostGIS; otherwise DATABASE_URL, otherwise the embedded engine in DATA_DIR
`

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'default' },
    seed: { type: 'string', default: '1' },
    now: { type: 'string' },
    'database-url': { type: 'string' },
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
  const db = await openDatabase(
    url === undefined ? environment : { ...environment, databaseUrl: url },
    pino({ level: 'warn' }),
  )
  try {
    await migrate(db)
    await loadDemo(db, { size, seed, now, progress: progressLine('demo') })
  } finally {
    await db.close()
  }
}
