import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAccounts } from '#server/account/accounts.ts'
import { createApp } from '#server/app.ts'
import type { Context } from '#server/context.ts'
import type { Database } from '#server/db.ts'
import { createFeedReader } from '#server/feed.ts'
import { testEnvironment } from './test-environment.ts'
import { testLog } from './test-log.ts'

export interface TestServer {
  /** 'http://127.0.0.1:43210' */
  url: string
  context: Context
  close(): Promise<void>
}

/** The real app over a test database, on a port of its own. `now` stands still when given. */
export async function startTestServer(db: Database, { now }: { now?: Date } = {}): Promise<TestServer> {
  const feed = createFeedReader(db, testLog)
  await feed.ready
  const clock = () => now ?? new Date()
  const accounts = createAccounts(db, clock)
  const context: Context = { db, feed, accounts, log: testLog, environment: testEnvironment, now: clock }
  const server = createServer(createApp(context, { build: 'test', clientDirectory: '' }))
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    context,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await accounts.close()
      await feed.close()
    },
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the test server has no port')
  return address.port
}
