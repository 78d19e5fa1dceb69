import { createServer } from 'node:http'
import type { CDPSession, Page } from '@playwright/test'
import type { IssueFiling } from '#domain/issue/issue-entry.ts'
import { createAccounts } from '#server/account/accounts.ts'
import { createApp } from '#server/app.ts'
import { buildIdentity } from '#server/build.ts'
import type { Context } from '#server/context.ts'
import type { Db } from '#server/db.types.ts'
import { createFeedReader } from '#server/feed.ts'
import { actOnIssue, fileIssue } from '#server/issue/write-issues.ts'
import { testEnvironment } from '#server/test-support/test-environment.ts'
import { testLog } from '#server/test-support/test-log.ts'
import { Skipped } from './benchmark.ts'

const HOUR = 3_600_000

export interface WallServer {
  url: string
  context: Context
  stop(): Promise<void>
}

/** The real app with the built client over a database, in this process. Throws `Skipped` where the client is not built. */
export async function serveWalls(db: Db): Promise<WallServer> {
  const identity = buildIdentity()
  if (identity.build === 'api-only') throw new Skipped('the client is not built; npx vite build builds it')
  const feed = createFeedReader(db, testLog)
  await feed.ready
  const now = () => new Date()
  const accounts = createAccounts(db, now)
  const context: Context = { db, feed, accounts, log: testLog, environment: testEnvironment, now }
  const server = createServer(createApp(context, identity))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  return {
    url: `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`,
    context,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await accounts.close()
      await feed.close()
    },
  }
}

/** Files an issue somewhere in the box, as a worker's phone does; `number` tells it apart. */
export async function fileOne(
  db: Db,
  county: string,
  { number, longitude, latitude, title }: { number: string; longitude: number; latitude: number; title: string },
): Promise<void> {
  const at = Date.now()
  const filing: IssueFiling = {
    category: 'lamp',
    source: 'system',
    title,
    place: '',
    emergency: false,
    longitude,
    latitude,
    answerBy: at + 2 * HOUR,
    finishBy: at + 40 * HOUR,
  }
  await fileIssue(db, county, { filing, number, at, actor: 'bench' })
}

/** Takes an issue that was just filed through the rest of its life. */
export async function closeOne(db: Db, county: string, number: string): Promise<void> {
  const now = { at: Date.now(), actor: 'bench' }
  const acts = [
    { act: { kind: 'assign', unit: 'bench' } as const, ...now },
    ...(['answer', 'finish', 'check', 'close'] as const).map((kind) => ({ act: { kind }, ...now })),
  ]
  const outcome = await actOnIssue(db, county, { number, version: null, acts })
  if (!outcome.ok) throw new Error(`${number} is not closed: ${outcome.reason}`)
}

/** Waits until the map rests with every tile drawn and the frame is on screen. */
export async function wholePicture(page: Page): Promise<void> {
  await page.locator('[data-map="idle"]').waitFor({ state: 'attached', timeout: 120_000 })
  await page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))))
}

/** What Chromium counts of a page, after a collection. */
export interface PageCounts {
  at: number
  /** Processor time of its main thread, seconds. */
  mainSeconds: number
  /** Its main thread in tasks, seconds by the clock: with what it waited for, as for a canvas drawn by software. */
  taskSeconds: number
  heapMegabytes: number
  nodes: number
  listeners: number
}

/** Counts a page, each time after collecting what nobody holds. */
export async function pageCounter(page: Page): Promise<() => Promise<PageCounts>> {
  const [processor, clock] = await Promise.all([page.context().newCDPSession(page), page.context().newCDPSession(page)])
  await processor.send('Performance.enable', { timeDomain: 'threadTicks' })
  await clock.send('Performance.enable', { timeDomain: 'timeTicks' })
  const valuesOf = async (session: CDPSession) => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0
  }
  return async () => {
    await clock.send('HeapProfiler.collectGarbage')
    const [byProcessor, byClock] = [await valuesOf(processor), await valuesOf(clock)]
    return {
      at: performance.now() / 1000,
      mainSeconds: byProcessor('TaskDuration'),
      taskSeconds: byClock('TaskDuration'),
      heapMegabytes: byClock('JSHeapUsedSize') / 1e6,
      nodes: byClock('Nodes'),
      listeners: byClock('JSEventListeners'),
    }
  }
}
