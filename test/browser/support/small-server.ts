import { createServer, type Server } from 'node:http'
import { createAccounts } from '#server/account/accounts.ts'
import { createApp } from '#server/app.ts'
import { buildIdentity } from '#server/build.ts'
import type { Context } from '#server/context.ts'
import { createFeedReader } from '#server/feed.ts'
import { cloneEmbedded } from '#server/test-support/embedded-template.ts'
import { clonePostgis } from '#server/test-support/postgis-template.ts'
import { createSmallCounty } from '#server/test-support/small-county.ts'
import { testEnvironment } from '#server/test-support/test-environment.ts'
import { testLog } from '#server/test-support/test-log.ts'
import { freePort } from './free-port.ts'

/** A server of its own over a small county, in this process: a test may write to it, take it away and bring it back. */
export async function startSmallServer() {
  const cloned = process.env.TEST_DATABASE_URL ? await clonePostgis() : await cloneEmbedded()
  const { db, drop } = cloned
  await createSmallCounty(db)
  const feed = createFeedReader(db, testLog)
  await feed.ready
  const now = () => new Date()
  const accounts = createAccounts(db, now)
  const context: Context = { db, feed, accounts, log: testLog, environment: testEnvironment, now }
  const port = await freePort()
  let server: Server | undefined
  const start = async (build = buildIdentity().build) => {
    const made = createServer(createApp(context, { ...buildIdentity(), build }))
    await new Promise<void>((resolve) => made.listen(port, '127.0.0.1', resolve))
    server = made
  }
  const stop = async () => {
    server?.closeAllConnections()
    await new Promise((resolve) => server?.close(resolve))
  }
  await start()
  return {
    url: `http://127.0.0.1:${port}`,
    db,
    start,
    stop,
    async end() {
      await stop()
      await accounts.close()
      await feed.close()
      await drop()
    },
  }
}
