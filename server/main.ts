import { createServer } from 'node:http'
import { pino } from 'pino'
import { createAccounts } from './account/accounts.ts'
import { createFirstAdministrators } from './account/first-administrator.ts'
import { buildIdentity } from './build.ts'
import type { Context } from './context.ts'
import { type Database, openDatabase } from './db.ts'
import { type Environment, readEnvironment } from './env.ts'
import { createFeedReader } from './feed.ts'
import { listen } from './listen.ts'
import { migrate } from './migrate.ts'
import { progressLine } from './progress-line.ts'
import { refreshStatistics } from './refresh-statistics.ts'
import { stopGracefully } from './stop-gracefully.ts'

const say = (text: string) => process.stdout.write(`${text}\n`)

try {
  await start(readEnvironment())
} catch (error) {
  // a refusal (settings, version, folder in use, port in use) is for a person: its words, not its stack
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

async function start(environment: Environment): Promise<void> {
  const log = pino({ level: environment.logLevel, serializers: { error: pino.stdSerializers.err } })
  // the engine boots while the app's code is read
  const opening = openDatabase(environment, log, say)
  const loading = Promise.all([import('./app.ts'), import('./live/start-live.ts'), import('./clock/start-clock.ts')])
  const db = await opening
  await migrate(db)
  await loadDemoIfEmpty(db)

  const feed = createFeedReader(db, log)
  await feed.ready
  const now = () => new Date()
  const accounts = createAccounts(db, now)
  await createFirstAdministrators(db, accounts.passwords, now(), say)
  const context: Context = { db, feed, accounts, log, environment, now }
  const [{ createApp }, { startLive }, { startClock }] = await loading
  const server = createServer(createApp(context, buildIdentity()))
  // longer than a proxy keeps a line that rests: closed first by us, the next request on it would be lost
  server.keepAliveTimeout = 65_000
  const port = await listen(server, environment.host, environment.port)
  const live = environment.live ? startLive(context) : undefined
  const clock = startClock(context, live?.ready)
  stopGracefully(
    server,
    [() => clock.stop(), () => live?.stop(), () => feed.close(), () => accounts.close(), () => db.close()],
    log,
  )

  say(`Gridboard 网格一张图  http://${environment.host === '0.0.0.0' ? 'localhost' : environment.host}:${port}/`)
}

async function loadDemoIfEmpty(db: Database): Promise<void> {
  const counties = await db.query<{ count: number }>('select count(*)::int as count from county')
  if (counties[0]?.count !== 0) return
  const { loadDemo } = await import('#scripts/demo/load-demo.ts')
  await loadDemo(db, { now: new Date(), progress: progressLine('demo') })
  await refreshStatistics(db)
}
