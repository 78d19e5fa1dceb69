import { createServer } from 'node:http'
import { pino } from 'pino'
import { loadDemo } from '#scripts/demo/load-demo.ts'
import { createApp } from './app.ts'
import { buildIdentity } from './build.ts'
import type { Context } from './context.ts'
import { openDatabase } from './db.ts'
import { readEnvironment } from './env.ts'
import { createFeedReader } from './feed.ts'
import { listen } from './listen.ts'
import { startLive } from './live/start-live.ts'
import { migrate } from './migrate.ts'
import { progressLine } from './progress-line.ts'
import { stopGracefully } from './stop-gracefully.ts'

const environment = readEnvironment()
const log = pino({ level: environment.logLevel, redact: ['error.parameters', 'error.query'] })
const say = (text: string) => process.stdout.write(`${text}\n`)

const db = await openDatabase(environment, log)
await migrate(db)
const counties = await db.query<{ count: number }>('select count(*)::int as count from county')
if (counties[0]!.count === 0) {
  await loadDemo(db, { now: new Date(), progress: progressLine('demo') })
}

const feed = createFeedReader(db, log)
await feed.ready
const context: Context = { db, feed, log, environment, now: () => new Date() }
const { build, clientDirectory } = buildIdentity()
const server = createServer(createApp(context, { build, clientDirectory }))
const port = await listen(server, environment.host, environment.port)
const live = environment.live ? startLive(context) : undefined
stopGracefully(server, [() => live?.stop(), () => feed.close(), () => db.close()], log)

say(`Gridboard 网格一张图  http://${environment.host === '0.0.0.0' ? 'localhost' : environment.host}:${port}/`)
