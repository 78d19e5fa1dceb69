import { setTimeout as wait } from 'node:timers/promises'
import { readEventStream } from '#client/event-stream.ts'
import { feedEvents } from '#domain/contract/feed.ts'
import type { IssueFiling } from '#domain/issue/issue-entry.ts'
import type { Benchmark } from '#scripts/bench/benchmark.ts'
import { percentile } from '#scripts/bench/measure.ts'
import { fileIssue } from '#server/issue/write-issues.ts'
import { startTestServer } from '#server/test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'

const WALLS = 200
const WRITES = 60
const HOUR = 3_600_000

export const benchmarks: Benchmark[] = [
  {
    name: 'feed.commit-to-client',
    unit: 'ms',
    budget: { atMost: 250 },
    async run(context) {
      const db = await context.database()
      await createSmallCounty(db)
      const server = await startTestServer(db)
      const started = new Map<string, number>()
      const delays: number[] = []
      const cutter = new AbortController()
      let greeted = 0
      const walls = Array.from({ length: WALLS }, async () => {
        const answer = await fetch(`${server.url}/api/feed?county=${SMALL_COUNTY}`, { signal: cutter.signal })
        for await (const event of readEventStream(answer.body!, () => {})) {
          if (event.name === 'hello') greeted += 1
          if (event.name !== 'change') continue
          const from = started.get(feedEvents.change.parse(JSON.parse(event.data)).id)
          if (from !== undefined) delays.push(performance.now() - from)
        }
      })
      while (greeted < WALLS) await wait(20)
      for (let index = 0; index < WRITES; index++) {
        const from = performance.now()
        const number = `B${index}`
        started.set(number, from)
        await fileIssue(db, SMALL_COUNTY, { filing: filingAt(Date.now()), number, at: Date.now(), actor: 'bench' })
        await wait(20)
      }
      while (delays.length < WALLS * WRITES) await wait(20)
      cutter.abort()
      await Promise.allSettled(walls)
      await server.close()
      return {
        value: percentile(delays, 0.99),
        note: `p99 from the start of the write to the event read, ${WALLS} streams, ${WRITES} writes; median ${percentile(delays, 0.5).toFixed(1)} ms`,
      }
    },
  },
]

function filingAt(at: number): IssueFiling {
  return {
    category: 'lamp',
    source: 'system',
    title: 'bench',
    place: '',
    emergency: false,
    longitude: 120.05,
    latitude: 37.05,
    answerBy: at + 2 * HOUR,
    finishBy: at + 40 * HOUR,
  }
}
