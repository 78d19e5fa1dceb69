import { contourDensity } from 'd3-contour'
import { pino } from 'pino'
import { densitySurface } from '#domain/heat/density-surface.ts'
import type { Benchmark, BenchmarkContext } from '#scripts/bench/benchmark.ts'
import { median, time } from '#scripts/bench/measure.ts'
import { seededRandom } from '#scripts/bench/random.ts'
import type { Context } from '#server/context.ts'
import { readEnvironment } from '#server/env.ts'
import { createFeedReader } from '#server/feed.ts'
import { askHeat } from './ask-heat.ts'
import { computeHeat, type HeatTask } from './compute-heat.ts'
import { createHeatStore } from './heat-store.ts'

const ISSUES = 200_000
const plane = { longitude: 120.75, latitude: 37.8 }
const options = { bandwidthMeters: 300, cellMeters: 50 }
const breaks = [200, 500, 1000, 2000, 4000]
const now = new Date('2026-11-21T06:00:00Z')

export const benchmarks: Benchmark[] = [
  {
    name: 'heat.county',
    unit: 'ms',
    budget: { atMost: 150 },
    async run({ seed }) {
      const task: HeatTask = { positions: clusteredPositions(seed), plane, options, breaks }
      const surface = median(await time(() => densitySurface(task.positions, plane, options), { warmUps: 1, times: 7 }))
      const whole = median(await time(() => computeHeat(task), { warmUps: 1, times: 5 }))
      const peer = median(await time(() => d3Density(task.positions), { warmUps: 1, times: 5 }))
      const note = `${ISSUES.toLocaleString('en')} issues, 50 m cells, 300 m bandwidth`
      return [
        { value: surface, note },
        {
          name: '.bands',
          value: whole,
          budget: null,
          peer: { name: 'd3 contourDensity (three box blurs, no unit)', value: peer },
          note: 'surface, packing and isobands together',
        },
      ]
    },
  },
  {
    name: 'heat.county.warm',
    unit: 'ms',
    budget: { atMost: 5 },
    async run(context) {
      const { ask, close } = await storeOf(context)
      const begun = performance.now()
      await ask()
      const cold = performance.now() - begun
      const warm = median(await time(ask, { warmUps: 3, times: 30 }))
      await close()
      return [
        { value: warm, note: 'checked question to kept surface, two round trips to PostGIS included' },
        {
          name: 'heat.county.cold',
          value: cold,
          budget: null,
          note: 'thread start, 200,000 positions from PostGIS, surface, bands',
        },
      ]
    },
  },
]

/** The feature's own store over a county with as many open issues. */
async function storeOf({ database, seed }: BenchmarkContext) {
  const db = await database()
  const log = pino({ level: 'silent' })
  const feed = createFeedReader(db, log)
  await feed.ready
  const context: Context = { db, feed, log, environment: readEnvironment({}), now: () => now }
  const positions = Array.from(clusteredPositions(seed))
  await db.query(`insert into county (code, name, name_en, geom)
    values ('370699', 'bench', 'bench', st_multi(st_makeenvelope(120.5, 37.6, 121, 38, 4326)))`)
  await db.query(`insert into category (code, name, name_en) values ('bench', 'bench', 'bench')`)
  await db.query(
    `insert into issue (county, id, filed_at, number, category, source, state, title, answer_by, finish_by, geom)
     select '370699', n, $1::timestamptz - make_interval(mins => n::int), n::text, 'bench', 'patrol', 'filed', '', $1::timestamptz,
       $1::timestamptz, st_setsrid(st_makepoint(($2::float8[])[2 * n - 1], ($2::float8[])[2 * n]), 4326)
     from generate_series(1, $3::int) n`,
    [now, positions, ISSUES],
  )
  const store = createHeatStore(context)
  const query = { county: '370699', state: 'open' as const, ...options, breaks, compare: 'none' as const }
  const ask = async () => store.surface(await askHeat(db, query, now))
  return { ask, close: () => feed.close() }
}

/** Issues cluster on streets, markets and old estates: 400 places of unequal weight in 40 x 40 km. */
function clusteredPositions(seed: number): Float64Array {
  const random = seededRandom(seed)
  const bell = () => random() + random() + random() + random() - 2
  const places = Array.from({ length: 400 }, () => [120.53 + random() * 0.44, 37.63 + random() * 0.34] as const)
  const positions = new Float64Array(ISSUES * 2)
  for (let i = 0; i < ISSUES; i++) {
    const [longitude, latitude] = places[Math.floor(random() * random() * places.length)]!
    positions[2 * i] = longitude + bell() * 0.008
    positions[2 * i + 1] = latitude + bell() * 0.006
  }
  return positions
}

/** The usual picture: counts in pixels, blurred; cells of 64 m, the nearest power of two. */
function d3Density(positions: Float64Array) {
  const points = Array.from({ length: positions.length / 2 }, (_, i) => i)
  const density = contourDensity<number>()
    .x((i) => (positions[2 * i]! - 120.5) * 87_860)
    .y((i) => (positions[2 * i + 1]! - 37.6) * 111_195)
    .size([44_000, 44_500])
    .cellSize(64)
    .bandwidth(110)
    .thresholds(5)
  return density(points)
}
