import { once } from 'node:events'
import { get } from 'node:http'
import { collect, featureCollection, hexGrid, point } from '@turf/turf'
import { contourDensity } from 'd3-contour'
import { maskCounty } from '#domain/heat/county-mask.ts'
import { isobands } from '#domain/heat/isobands.ts'
import { createLiveSurface } from '#domain/heat/live-surface.ts'
import { packValues } from '#domain/heat/pack-surface.ts'
import { renewPlaces } from '#domain/heat/plane-places.ts'
import type { Benchmark, BenchmarkContext } from '#scripts/bench/benchmark.ts'
import { median, percentile, time } from '#scripts/bench/measure.ts'
import type { Db } from '#server/db.types.ts'
import { startTestServer } from '#server/test-support/server.ts'
import { askHeat } from './ask-heat.ts'
import { border, clusteredPositions } from './bench-ground.ts'
import { createHeatStore } from './heat-store.ts'

const ISSUES = 200_000
/** Inserted in one statement. */
const PART = 10_000
const COUNTY = '370699'
const plane = { longitude: 120.75, latitude: 37.8 }
const options = { bandwidthMeters: 300, cellMeters: 50 }
const breaks = [200, 500, 1000, 2000, 4000]
const now = new Date('2026-11-21T06:00:00Z')
const about = `${ISSUES.toLocaleString('en')} issues, 50 m cells, 300 m bandwidth`

export const benchmarks: Benchmark[] = [
  {
    name: 'heat.county',
    unit: 'ms',
    budget: { atMost: 150 },
    limitSeconds: 300,
    async run(context) {
      const { url, close } = await servedCounty(context)
      const first = await taken(() => answer(url, ''))
      // another hour of the day at each turn: a question nobody has asked, over nearly all issues
      let turn = 0
      const cold = await time(() => answer(url, `hours=${hoursBut(turn++)}`), { warmUps: 2, times: 9 })
      const warm = await time(() => answer(url, ''), { warmUps: 3, times: 30 })
      const bands = await time(() => answer(url, `breaks=${100 + turn++},500,1000,2000,4000`, '/bands'), {
        warmUps: 1,
        times: 5,
      })
      // a bandwidth nobody has asked for: nothing kept to begin from
      const anew = await time(() => answer(url, `bandwidthMeters=${301 + turn++}`), { warmUps: 1, times: 5 })
      await close()
      return [
        {
          value: median(cold),
          note: `${about}; the whole answer over HTTP to a new question near one that is kept, in bytes, compressed`,
        },
        {
          name: '.anew',
          value: median(anew),
          budget: null,
          note: 'the same with a new bandwidth: another mask of the county, and every kernel',
        },
        {
          name: '.warm',
          value: median(warm),
          budget: { atMost: 5 },
          note: 'the same question again: whole answer over HTTP, compressed, with its round trip to PostGIS',
        },
        { name: '.first', value: first, budget: null, note: 'the first question of a new server: thread and reading' },
        { name: '.bands', value: median(bands), budget: null, note: 'GET /api/heat/bands with new breaks, GeoJSON' },
      ]
    },
  },
  {
    name: 'heat.parts',
    unit: 'ms',
    budget: null,
    async run({ seed }) {
      const positions = clusteredPositions(seed, ISSUES)
      const mask = () => {
        const made = maskCounty([border()], plane, options)
        if (!made.ok) throw new Error(made.reason)
        return made.mask
      }
      const made = mask()
      const rows = Int32Array.from({ length: ISSUES }, (_, row) => row)
      const live = () => {
        const surface = createLiveSurface(made, options)
        surface.change(
          renewPlaces(null, made, ISSUES, (row) => [positions[2 * row]!, positions[2 * row + 1]!]),
          rows,
          new Int32Array(0),
        )
        return surface
      }
      const surface = live().surface()
      const measured = async (run: () => unknown) => median(await time(run, { warmUps: 1, times: 5 }))
      return [
        {
          name: '.kernels',
          value: await measured(() => live()),
          peer: {
            name: 'turf hexGrid and collect (counts in 12,000 hexagons, no kernel, no border)',
            value: await taken(() => turfCounts(positions)),
          },
          note: `${about}, edge-corrected; deck.gl's aggregation layers want a page with WebGL and are no peer here`,
        },
        { name: '.mask', value: await measured(mask), note: 'a border of 2,000 corners on the lattice' },
        { name: '.pack', value: await measured(() => packValues(surface)) },
        {
          name: '.bands',
          value: await measured(() => isobands(surface, breaks)),
          peer: {
            name: 'd3 contourDensity (three box blurs, no unit)',
            value: await measured(() => d3Density(positions)),
          },
          note: 'six classes',
        },
      ]
    },
  },
  {
    name: 'heat.follow',
    unit: 'ms',
    budget: { atMost: 5 },
    limitSeconds: 300,
    async run(context) {
      const { db, server, close } = await servedCounty(context)
      const store = createHeatStore(server.context)
      const query = { county: COUNTY, state: 'open' as const, ...options, compare: 'none' as const }
      const asked = await askHeat(server.context, query)
      await store.answer(asked, { bands: false })
      const trip = median(await time(() => db.query('select 1 from county where code = $1::text', [COUNTY])))
      const taken: number[] = []
      for (let turn = 0; turn < 60; turn++) {
        await closeOne(db, turn)
        while (server.context.feed.sequence < turn + 1) await new Promise((resolve) => setTimeout(resolve, 1))
        const begun = performance.now()
        const { header } = await store.answer(asked, { bands: false })
        taken.push(performance.now() - begun)
        if (header.count !== ISSUES - turn - 1) throw new Error(`${header.count} issues after ${turn + 1} were closed`)
      }
      await store.close()
      await close()
      return {
        value: median(taken) - trip,
        note: `${about}; one issue closed and told by the feed, until the new surface is packed and its header ready, less a round trip to PostGIS of ${trip.toFixed(1)} ms; p95 ${percentile(taken, 0.95).toFixed(1)} ms with it`,
      }
    },
  },
]

/** Bytes of an answer as they come over the line; opening them is the asker's work. */
async function answer(url: string, more: string, under = ''): Promise<Buffer> {
  const form = under === '' ? '&values=binary' : ''
  const address = new URL(
    `${url}/api/heat${under}?county=${COUNTY}&state=open&bandwidthMeters=300&cellMeters=50${form}`,
  )
  for (const [name, value] of new URLSearchParams(more)) address.searchParams.set(name, value)
  const [response] = await once(get(address, { headers: { 'Accept-Encoding': 'gzip' } }), 'response')
  const parts: Buffer[] = []
  // as they come: gathering them by way of a Blob takes as long as the server takes to answer
  response.on('data', (part: Buffer) => parts.push(part))
  await once(response, 'end')
  const bytes = Buffer.concat(parts)
  if (response.statusCode !== 200) throw new Error(`${response.statusCode} ${bytes.toString()}`)
  return bytes
}

async function taken(run: () => unknown): Promise<number> {
  const begun = performance.now()
  await run()
  return performance.now() - begun
}

function hoursBut(turn: number): string {
  return Array.from({ length: 24 }, (_, hour) => hour)
    .filter((hour) => hour !== turn % 24)
    .join(',')
}

async function closeOne(db: Db, turn: number): Promise<void> {
  await db.query(
    `with closed as (
       update issue set state = 'closed' where county = $1::text and id = $2::integer returning number
     ) select append_feed($1::text, 'issue', number, 1, null) from closed`,
    [COUNTY, 1 + turn * 3_331],
  )
}

/** A server over a county with as many open issues. */
async function servedCounty({ database, seed }: BenchmarkContext) {
  const db = await database()
  const positions = clusteredPositions(seed, ISSUES)
  await db.query(
    `insert into county (code, name, name_en, geom)
     values ($1::text, 'bench', 'bench', st_multi(st_setsrid(st_geomfromgeojson($2::text), 4326)))`,
    [COUNTY, JSON.stringify({ type: 'Polygon', coordinates: [border()] })],
  )
  await db.query(`insert into category (code, name, name_en) values ('bench', 'bench', 'bench')`)
  for (let first = 0; first < ISSUES; first += PART)
    await db.query(
      `insert into issue (county, id, filed_at, number, category, source, state, title, answer_by, finish_by, geom)
       select $1::text, n, $2::timestamptz - make_interval(mins => n::integer), n::text, 'bench', 'patrol', 'filed', '',
         $2::timestamptz, $2::timestamptz, st_setsrid(st_makepoint(longitude, latitude), 4326)
       from unnest($3::integer[], $4::float8[], $5::float8[]) as given (n, longitude, latitude)`,
      [COUNTY, now, ...partOf(positions, first)],
    )
  await db.query('analyze issue')
  const server = await startTestServer(db, { now })
  return { url: server.url, db, server, close: () => server.close() }
}

/** Ids, longitudes and latitudes of the issues from `first` on. */
function partOf(positions: Float64Array, first: number): number[][] {
  const indices = Array.from({ length: PART }, (_, index) => first + index)
  return [
    indices.map((index) => index + 1),
    indices.map((index) => positions[2 * index]!),
    indices.map((index) => positions[2 * index + 1]!),
  ]
}

/** Counts in hexagons of 250 m a side: the same ground in about as many cells as a reader tells apart. */
function turfCounts(positions: Float64Array) {
  const points = featureCollection(
    Array.from({ length: positions.length / 2 }, (_, i) =>
      point([positions[2 * i]!, positions[2 * i + 1]!], { one: 1 }),
    ),
  )
  const hexagons = hexGrid([120.5, 37.6, 121, 38], 0.25, { units: 'kilometers' })
  return collect(hexagons, points, 'one', 'issues').features.map(({ properties }) => properties?.issues.length ?? 0)
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
