import { createServer } from 'node:http'
import express, { type Router } from 'express'
import { createAccounts } from '#server/account/accounts.ts'
import { identify } from '#server/account/identify.ts'
import type { Context } from '#server/context.ts'
import type { Database } from '#server/db.ts'
import { createFeedReader } from '#server/feed.ts'
import { answerProblem } from '#server/http.ts'
import { testEnvironment } from './test-environment.ts'
import { testLog } from './test-log.ts'

export interface ServedRoutes {
  /** Asks one address, `/api/...`; the answer's body as JSON. */
  ask(address: string, asking?: Asking): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }>
  /** The answer as it came, for what is no JSON. */
  fetch(address: string, init?: RequestInit): Promise<Response>
  context: Context
  close(): Promise<void>
}

/** GET without a body unless told; `headers` of `actAs` say who asks. */
export interface Asking {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Record<string, string>
  body?: unknown
}

/** One feature's routes over a test database, without the rest of the app. `now` stands still, or is asked each time. */
export async function serveRoutes(
  db: Database,
  routes: (context: Context) => Router,
  now: Date | (() => Date),
): Promise<ServedRoutes> {
  const feed = createFeedReader(db, testLog)
  await feed.ready
  const clock = typeof now === 'function' ? now : () => now
  const accounts = createAccounts(db, clock)
  const context: Context = { db, feed, accounts, log: testLog, environment: testEnvironment, now: clock }
  const app = express()
  app.set('query parser', 'simple')
  app.set('trust proxy', 'loopback')
  app.use('/api', identify(context), express.json({ limit: '1mb' }))
  app.use(routes(context), answerProblem(testLog))
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  return {
    context,
    async ask(address, { method = 'GET', headers = {}, body: sent } = {}) {
      const json = sent === undefined ? {} : { 'Content-Type': 'application/json' }
      const init: RequestInit = { method, headers: { ...json, ...headers } }
      if (sent !== undefined) init.body = JSON.stringify(sent)
      const response = await fetch(`http://127.0.0.1:${port}${address}`, init)
      const body: Record<string, unknown> = await response.json()
      return { status: response.status, body, headers: response.headers }
    },
    fetch: (address, init) => fetch(`http://127.0.0.1:${port}${address}`, init),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await accounts.close()
      await feed.close()
    },
  }
}
