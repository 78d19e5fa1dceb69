import { createServer } from 'node:http'
import express from 'express'
import { pino } from 'pino'
import { getHeatHistory } from '#domain/contract/heat-area.ts'
import type { Benchmark, BenchmarkContext, Figure } from '#scripts/bench/benchmark.ts'
import { median, time } from '#scripts/bench/measure.ts'
import { createAccounts } from '#server/account/accounts.ts'
import type { Context } from '#server/context.ts'
import { readEnvironment } from '#server/env.ts'
import { createFeedReader } from '#server/feed.ts'
import { answerProblem } from '#server/http.ts'
import { BENCH_AREAS, BENCH_COUNTY, BENCH_NOW, fillBenchCounty, fillBenchIssues } from './bench-county.ts'
import { heatAreaRoutes } from './heat-area.route.ts'

const SMALL = 1_000
const USUAL = 200_000
const LARGE = 1_000_000

export const benchmarks: Benchmark[] = [
  { name: 'heat.areas.few', unit: 'ms', budget: null, limitSeconds: 300, run: (context) => measure(context, SMALL) },
  { name: 'heat.areas.usual', unit: 'ms', budget: null, limitSeconds: 600, run: (context) => measure(context, USUAL) },
  {
    name: 'heat.areas.million',
    unit: 'ms',
    budget: null,
    long: true,
    limitSeconds: 1_800,
    run: (context) => measure(context, LARGE),
  },
]

/** What makes the same question another, so that nothing is kept of the one before. */
const otherEnd = (run: number) => `&to=${new Date(BENCH_NOW.getTime() - 1000 * run).toISOString()}`
const otherRate = (run: number) => `&falseDiscoveryRate=${0.05 + run / 1e5}`

const asked: [name: string, query: string, other: (run: number) => string][] = [
  ['rate.open', 'rate?state=open', otherEnd],
  ['rate.month', 'rate?state=all&from=2026-10-22T06:00:00Z', otherEnd],
  ['rate.all', 'rate?state=all', otherEnd],
  ['rate.category', 'rate?state=all&category=c7', otherEnd],
  ['rate.hours', 'rate?state=all&from=2026-08-22T06:00:00Z&hours=7-9', otherEnd],
  ['significance', 'significance?state=all&days=30&bandwidthMeters=500', otherRate],
  ['emerging', 'emerging?weeks=13&bandwidthMeters=500', otherRate],
  ['history.cell', 'history?by=cell', otherEnd],
  ['history.micro_grid', 'history?by=micro_grid', otherEnd],
  ['history.category', 'history?by=micro_grid&category=c7', otherEnd],
]

async function measure({ database, log }: BenchmarkContext, count: number): Promise<Figure[]> {
  const db = await database()
  await fillBenchCounty(db)
  log(`loading ${count.toLocaleString('en')} issues ...`)
  await fillBenchIssues(db, count)
  const silent = pino({ level: 'silent' })
  const feed = createFeedReader(db, silent)
  await feed.ready
  const now = () => BENCH_NOW
  const accounts = createAccounts(db, now)
  const served = await serve({ db, feed, accounts, log: silent, environment: readEnvironment({}), now })
  const figures: Figure[] = []
  for (const [name, query, other] of asked) {
    const ask = (more = '') => served.ask(`/api/heat/${query}&county=${BENCH_COUNTY}${more}`)
    const taken = median(await time((run) => ask(other(run + 1)), { warmUps: 1, times: 5 }))
    const bytes = await ask()
    const warm = median(await time(() => ask(), { warmUps: 1, times: 5 }))
    figures.push({
      name: `.${name}`,
      value: taken,
      ...budgetOf(name, count),
      note: `${count.toLocaleString('en')} issues, ${BENCH_AREAS.toLocaleString('en')} micro-grids; warm ${warm.toFixed(1)} ms, ${(bytes / 1e6).toFixed(2)} MB of JSON`,
    })
    log(`  ${name}: ${taken.toFixed(0)} ms, warm ${warm.toFixed(1)} ms, ${(bytes / 1e6).toFixed(2)} MB`)
  }
  figures.push(await measureWhole(served, count))
  await served.close()
  await feed.close()
  return figures
}

/** All pages of 13 months, one after the other: what a play of all days fetches beside it. */
async function measureWhole(served: Served, count: number): Promise<Figure> {
  const begun = performance.now()
  let [pages, bytes, longest] = [0, 0, 0]
  for (let more = ''; ; pages++) {
    const asked = performance.now()
    const told = await served.fetch(`/api/heat/history?county=${BENCH_COUNTY}&by=cell&weekdays=1-7${more}`)
    longest = Math.max(longest, performance.now() - asked)
    bytes += told.length
    const { next } = getHeatHistory.answer.parse(JSON.parse(told))
    if (next === null) break
    more = `&day=${next}`
  }
  return {
    name: '.history.whole',
    value: performance.now() - begun,
    budget: null,
    note: `${count.toLocaleString('en')} issues: ${pages + 1} pages, ${(bytes / 1e6).toFixed(2)} MB, the slowest ${longest.toFixed(0)} ms`,
  }
}

/** What a screen may wait for an answer nobody has asked before. */
function budgetOf(name: string, count: number): Pick<Figure, 'budget'> {
  if (count !== USUAL) return { budget: null }
  if (name.startsWith('history')) return { budget: { atMost: 150 } }
  return { budget: { atMost: name === 'emerging' ? 6_000 : name === 'significance' ? 2_000 : 500 } }
}

type Served = Awaited<ReturnType<typeof serve>>

async function serve(context: Context) {
  const app = express()
  app.set('query parser', 'simple')
  app.use(heatAreaRoutes(context), answerProblem(context.log))
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  async function fetchText(path: string): Promise<string> {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'Accept-Encoding': 'identity' } })
    const body = await response.text()
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${body.slice(0, 200)}`)
    return body
  }
  return {
    fetch: fetchText,
    /** Bytes of the answer, uncompressed. */
    ask: async (path: string): Promise<number> => Buffer.byteLength(await fetchText(path)),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
