import type { Benchmark, BenchmarkContext, Figure } from '#scripts/bench/benchmark.ts'
import { withCores } from '#scripts/bench/cores-used.ts'
import { median, percentile, time } from '#scripts/bench/measure.ts'
import { serveDatabase } from '#scripts/bench/serve-database.ts'
import type { Db } from '#server/db.types.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { startTestServer } from '#server/test-support/server.ts'
import { type Ask, createAsk, type Loaded, loadClosed, loadOpen, loadPaced } from './bench-load.ts'
import { BENCH_COUNTY, drawBenchCounty, fillIssues } from './bench-world.ts'

const CLIENTS = 50
const SECONDS = 15
/** Lifecycles a second at which requests are timed: just above what the budget asks for. */
const PACE = 102
const STORED = 200_000
const LONG_STORED = 1_000_000
const EMBEDDED_STORED = 20_000
/** Lifecycles begun a second, each for a few seconds. */
const PROFILE = [1, 15, 1, 25, 2, 35, 10]
const PROFILE_SECONDS = 4

export const benchmarks: Benchmark[] = [
  {
    name: 'issue.lifecycle',
    unit: '1/s',
    budget: { atLeast: 100 },
    limitSeconds: 3_600,
    async run(context) {
      const db = await context.database()
      await drawBenchCounty(db)
      const server = await serve(db)
      await loadClosed(server.ask, CLIENTS, 3, context.seed + 1)
      const empty = await loadClosed(server.ask, CLIENTS, SECONDS, context.seed)
      const stored = context.long ? LONG_STORED : STORED
      await emptyIssues(db)
      await fillIssues(db, stored, context.log)
      await loadClosed(server.ask, CLIENTS, 3, context.seed + 2)
      const { result: full, cores: fullCores } = await server.withCores(() =>
        loadClosed(server.ask, CLIENTS, SECONDS, context.seed + 3),
      )
      const { result: paced, cores: pacedCores } = await server.withCores(() =>
        loadPaced(server.ask, CLIENTS, PACE, SECONDS, context.seed + 4),
      )
      const burst = await loadOpen(server.ask, PROFILE, PROFILE_SECONDS, context.seed)
      const desk = await deskFigures(server.ask)
      await server.stop()
      const about = `${CLIENTS} clients, ${stored.toLocaleString('en')} issues with ten entries each stored; create, assign, answer, finish, search over HTTP`
      return [
        { value: rateOf(full), note: `${about}; ${told(full)}; ${fullCores}` },
        {
          name: '.p95',
          unit: 'ms',
          value: percentile(paced.requests, 0.95),
          budget: { atMost: 100 },
          note: `of each request while ${PACE} lifecycles a second are due, counted from when they are due; ${rateOf(paced).toFixed(1)}/s done, ${told(paced)}; ${pacedCores}`,
        },
        {
          name: '.p95.closed',
          unit: 'ms',
          value: percentile(full.requests, 0.95),
          budget: null,
          note: 'of each request while every client asks as soon as it was answered',
        },
        { name: '.empty', value: rateOf(empty), note: `the same with no issue stored; ${told(empty)}` },
        {
          name: '.flat',
          unit: 'share',
          value: rateOf(full) / rateOf(empty),
          budget: { atLeast: 0.8 },
          note: 'full beside empty',
        },
        {
          name: 'issue.burst',
          unit: 'ms',
          value: percentile(burst.requests, 0.95),
          budget: { atMost: 500 },
          note: `p95 of each request while ${PROFILE.join(' > ')} lifecycles a second begin, ${PROFILE_SECONDS} s each; ${told(burst)}`,
        },
        { name: 'issue.burst.errors', unit: 'requests', value: burst.errors.length, budget: { atMost: 0 } },
        ...desk,
      ]
    },
  },
  {
    name: 'issue.lifecycle.embedded',
    unit: '1/s',
    budget: null,
    limitSeconds: 600,
    async run(context: BenchmarkContext) {
      const db = await context.embedded()
      await drawBenchCounty(db)
      await fillIssues(db, EMBEDDED_STORED, context.log)
      const server = await startTestServer(db)
      const ask = createAsk(
        server.url,
        await actAs(server.context, { role: 'district', county: BENCH_COUNTY }),
        CLIENTS,
      )
      await loadClosed(ask, CLIENTS, 3, context.seed + 1)
      const loaded = await loadClosed(ask, CLIENTS, SECONDS, context.seed)
      const desk = await deskFigures(ask)
      await server.close()
      return [
        {
          value: rateOf(loaded),
          note: `embedded engine, ${EMBEDDED_STORED.toLocaleString('en')} issues stored; ${told(loaded)}`,
        },
        { name: '.p95', unit: 'ms', value: percentile(loaded.requests, 0.95), note: 'of each request' },
        ...desk.map((figure) => ({ ...figure, name: `${figure.name}.embedded`, budget: null })),
      ]
    },
  },
]

/** The filters of the desk, each alone and some together. */
const filters: Record<string, string> = {
  open: '',
  all: '&state=all',
  closed: '&state=closed',
  handling: '&state=handling',
  category: '&category=p3',
  'rare-category': '&state=all&category=c39&area=37069800100100101',
  area: '&area=370698002',
  'micro-grid': '&state=all&area=37069800300300305',
  box: '&box=120.1,37.05,120.12,37.07',
  near: '&state=all&near=120.2,37.1,300',
  window: '&state=all&from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z',
  source: '&state=all&source=hotline,online',
  hours: '&state=all&hours=3&weekdays=7',
  unit: '&unit=370698',
  late: '&clock=late&order=soonest',
  soon: '&clock=soon&order=soonest',
  'closed-soonest': '&state=closed&order=soonest',
  level: '&level=grid',
  notice: '&state=all&notice=red',
  together: '&state=all&category=p1&area=370698001&source=worker&hours=9,10&clock=stopped&order=soonest',
}

async function deskFigures(ask: Ask): Promise<Figure[]> {
  const figures: [name: string, p95: number, median: number][] = []
  for (const [name, filter] of Object.entries(filters)) {
    const path = `/api/issues?county=${BENCH_COUNTY}&limit=100${filter}`
    const taken = await time(() => ask('GET', path), { warmUps: 2, times: 20 })
    figures.push([name, percentile(taken, 0.95), median(taken)])
  }
  const worst = figures.reduce((one, other) => (other[1] > one[1] ? other : one))
  return [
    {
      name: 'desk.query',
      unit: 'ms',
      value: worst[1],
      budget: { atMost: 150 },
      note: `p95 of the slowest of ${figures.length} filters, ${worst[0]}; medians ${figures.map(([name, , middle]) => `${name} ${middle.toFixed(0)}`).join(', ')}`,
    },
  ]
}

function rateOf({ lifecycles, seconds }: Loaded): number {
  return lifecycles / seconds
}

function told({ requests, lives, errors, lifecycles }: Loaded): string {
  const some = errors.length === 0 ? '' : `, the first: ${errors[0]}`
  return `${lifecycles} lifecycles, each ${median(lives).toFixed(0)} ms; requests median ${median(requests).toFixed(1)} ms, p95 ${percentile(requests, 0.95).toFixed(1)} ms; ${errors.length} errors${some}`
}

/** A server process of its own over the benchmark's database, and a district's post signed in there. */
async function serve(db: Db) {
  const briefly = await startTestServer(db)
  const headers = await actAs(briefly.context, { role: 'district', county: BENCH_COUNTY })
  await briefly.close()
  const server = await serveDatabase(db)
  const [row] = await db.query<{ name: string }>('select current_database() as name')
  return {
    ask: createAsk(server.url, headers, CLIENTS),
    withCores: <Result>(work: () => Promise<Result>) => withCores(server.pid, row!.name, work),
    stop: () => server.stop(),
  }
}

async function emptyIssues(db: Db): Promise<void> {
  await db.query('truncate issue, issue_event')
}
