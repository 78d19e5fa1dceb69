import { createServer } from 'node:http'
import express, { type Router } from 'express'
import type { Context } from '#server/context.ts'
import type { Database } from '#server/db.ts'
import { createFeedReader } from '#server/feed.ts'
import { answerProblem } from '#server/http.ts'
import { testEnvironment } from './test-environment.ts'
import { testLog } from './test-log.ts'

export interface ServedRoutes {
  /** Asks one address, `/api/...`; the answer's body as JSON. */
  ask(address: string): Promise<{ status: number; body: Record<string, unknown> }>
  context: Context
  close(): Promise<void>
}

/** One feature's routes over a test database, without the rest of the app. `now` stands still. */
export async function serveRoutes(
  db: Database,
  routes: (context: Context) => Router,
  now: Date,
): Promise<ServedRoutes> {
  const feed = createFeedReader(db, testLog)
  await feed.ready
  const context: Context = { db, feed, log: testLog, environment: testEnvironment, now: () => now }
  const app = express()
  app.set('query parser', 'simple')
  app.use(
    routes(context),
    (error: unknown, request: express.Request, response: express.Response, next: express.NextFunction) => {
      if (testLog.isLevelEnabled('error')) testLog.error({ error }, 'refused')
      answerProblem(error, request, response, next)
    },
  )
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  return {
    context,
    async ask(address) {
      const response = await fetch(`http://127.0.0.1:${port}${address}`)
      const body: Record<string, unknown> = await response.json()
      return { status: response.status, body }
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await feed.close()
    },
  }
}
