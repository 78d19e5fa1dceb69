import { availableParallelism, loadavg } from 'node:os'
import { GeoJSONVT } from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import { type Benchmark, type BenchmarkContext, type Figure, Skipped } from '#scripts/bench/benchmark.ts'
import { median, percentile } from '#scripts/bench/measure.ts'
import { seededRandom } from '#scripts/bench/random.ts'
import type { Db } from '#server/db.types.ts'
import { startTestServer } from '#server/test-support/server.ts'
import { SMALL_COUNTY } from '#server/test-support/small-county.ts'
import type { TileFeature } from './layer-index.ts'
import { issueSource } from './layer-source.ts'
import { syntheticIssues } from './synthetic-layer.ts'

const Z = 13
const ACROSS = 8
const PER_TILE = 500
/** North-west tile of the 8 x 8 measured. */
const [X, Y] = [6840, 3162]
const CLIENTS = 100

export const benchmarks: Benchmark[] = [
  {
    name: 'tiles.z13.warm',
    unit: '1/s',
    budget: { atLeast: 1400 },
    async run(context) {
      const issues = issuesByTile(seededRandom(context.seed))
      const ours = ourTiles(issues)
      const slices = { ours: [] as number[], geojsonVt: [] as number[], postgis: [] as number[] }
      const taken: number[] = []
      const peer = geojsonVtTiles(issues)
      const postgis = await postgisTiles(context, issues).catch((error: unknown) => {
        if (error instanceof Skipped) return error.message
        throw error
      })
      slice(ours, 300)
      slice(peer, 300)
      let cpuMicroseconds = 0
      // turn by turn, so that whatever else the machine does is shared alike
      for (let turn = 0; turn < 7; turn++) {
        const before = process.cpuUsage()
        slices.ours.push(slice(ours, 400, taken))
        const spent = process.cpuUsage(before)
        cpuMicroseconds += spent.user + spent.system
        slices.geojsonVt.push(slice(peer, 400))
        if (typeof postgis !== 'string') slices.postgis.push(await postgis())
      }
      const busy = `load ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} cores`
      return [
        ...figures(slices, taken, typeof postgis === 'string' ? postgis : null, ours(0).length),
        {
          name: '.cpu',
          budget: null,
          value: taken.length / (cpuMicroseconds / 1e6),
          note: `tiles in a second of processor time; ${busy}`,
        },
      ]
    },
  },
  {
    name: 'tiles.stampede',
    unit: 'readings',
    budget: { atMost: 1 },
    async run(context) {
      const db = await context.database().catch((error: unknown) => {
        if (error instanceof Skipped) return context.embedded()
        throw error
      })
      await fillMicroGrids(db)
      const counted = countReadings(db)
      const server = await startTestServer(counted.db)
      const address = `${server.url}/tiles/${SMALL_COUNTY}/micro_grid/12/3420/1582.mvt`
      const begun = performance.now()
      const answers = await Promise.all(Array.from({ length: CLIENTS }, () => fetch(address)))
      const bytes = await Promise.all(answers.map(async (answer) => (await answer.arrayBuffer()).byteLength))
      const milliseconds = performance.now() - begun
      await server.close()
      const errors = answers.filter(({ status }) => status !== 200).length
      const note = `${CLIENTS} clients on one cold tile of 4,850 micro-grids, ${db.engine}, ${bytes[0]} bytes`
      return [
        { value: counted.readings(), note },
        { name: '.errors', unit: 'errors', budget: { atMost: 0 }, value: errors },
        {
          name: '.slowest',
          unit: 'ms',
          budget: null,
          value: milliseconds,
          note: 'the layer read and packed, the last answer in',
        },
      ]
    },
  },
]

function figures(
  slices: Record<'ours' | 'geojsonVt' | 'postgis', number[]>,
  taken: number[],
  skipped: string | null,
  bytes: number,
): Figure[] {
  const name = 'ST_AsMVT'
  return [
    {
      value: median(slices.ours),
      peer: skipped === null ? { name, value: median(slices.postgis), timesAtLeast: 2 } : { name, skipped },
      note: `every tile encoded anew, ${PER_TILE} issues, ${bytes} bytes, one thread beside one backend`,
    },
    { name: '.p99', unit: 'ms', budget: { atMost: 10 }, value: percentile(taken, 0.99) },
    {
      name: '.beside-geojson-vt',
      budget: null,
      value: median(slices.ours),
      peer: { name: 'geojson-vt + vt-pbf', value: median(slices.geojsonVt) },
      note: 'theirs with every tile sliced before',
    },
  ]
}

/** Tiles a second over some time; each one's milliseconds go to `taken`. */
function slice(tile: (number: number) => Uint8Array, milliseconds: number, taken: number[] = []): number {
  const begun = performance.now()
  let done = 0
  for (let now = begun; now - begun < milliseconds; done++) {
    tile(done)
    const after = performance.now()
    taken.push(after - now)
    now = after
  }
  return (done / (performance.now() - begun)) * 1000
}

function tileNumber(at: number): [number, number, number] {
  return [Z, X + (at % ACROSS), Y + (Math.floor(at / ACROSS) % ACROSS)]
}

function issuesByTile(random: () => number): TileFeature[] {
  return Array.from({ length: ACROSS * ACROSS }, (_, at) => {
    const [z, x, y] = tileNumber(at)
    const west = (x / 2 ** z - 0.5) * 360
    const south = (Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + 1)) / 2 ** z))) * 180) / Math.PI
    return syntheticIssues(PER_TILE, random, west + 1e-6, south + 1e-6, 0.0346)
  }).flatMap((issues, tile) =>
    issues.map((issue, at) => ({ ...issue, properties: { ...issue.properties, number: `YF2026-${tile}-${at}` } })),
  )
}

function ourTiles(issues: TileFeature[]): (at: number) => Uint8Array {
  const source = issueSource(issues)
  return (at) => source.tile(...tileNumber(at))
}

function geojsonVtTiles(issues: TileFeature[]): (at: number) => Uint8Array {
  const features = issues.map(({ geometry, properties }) => ({ type: 'Feature' as const, geometry, properties }))
  const index = new GeoJSONVT({ type: 'FeatureCollection', features }, { maxZoom: 16, buffer: 0 })
  return (at) => {
    const tile = index.getTile(...tileNumber(at))
    return tile ? fromGeojsonVt({ issue: tile }, { version: 2, extent: 4096 }) : new Uint8Array()
  }
}

/** Rate of ST_AsMVT over all tiles in one statement: no round trips, one backend. */
async function postgisTiles(context: BenchmarkContext, issues: TileFeature[]): Promise<() => Promise<number>> {
  const db = await context.database()
  await db.query(`insert into category (code, name, name_en) values ('lamp', '路灯', 'Lamp')`)
  await db.query(
    `insert into issue (county, id, filed_at, number, category, source, state, title, emergency, answer_by, finish_by, geom)
     select $1::text, ordinality, to_timestamp(finish_by - 1e6), number, 'lamp', 'patrol', 'handling', '', emergency,
       to_timestamp(finish_by), to_timestamp(finish_by), st_setsrid(st_makepoint(longitude, latitude), 4326)
     from unnest($2::text[], $3::boolean[], $4::float8[], $5::float8[], $6::float8[])
       with ordinality as given (number, emergency, finish_by, longitude, latitude, ordinality)`,
    [
      SMALL_COUNTY,
      issues.map(({ properties }) => properties.number),
      issues.map(({ properties }) => properties.emergency),
      issues.map(({ properties }) => properties.finish_by),
      issues.map(({ geometry }) => (geometry.type === 'Point' ? geometry.coordinates[0] : 0)),
      issues.map(({ geometry }) => (geometry.type === 'Point' ? geometry.coordinates[1] : 0)),
    ],
  )
  // its best case: points already projected, indexed, in a table of their own
  await db.query(`create table issue_mercator as
    select number, category, emergency, extract(epoch from finish_by)::bigint as finish_by, state, st_transform(geom, 3857) as geom from issue`)
  await db.query('create index on issue_mercator using gist (geom)')
  await db.query('analyze issue_mercator')
  return async () => {
    const begun = performance.now()
    const rows = await db.query<{ bytes: number }>(
      `select sum(length(mvt))::int as bytes
         from generate_series($2::int, $2::int + 7) x, generate_series($3::int, $3::int + 7) y,
           lateral (
             select st_asmvt(seen, 'issue') as mvt from (
               select number, category, emergency, finish_by, state, st_asmvtgeom(geom, st_tileenvelope($1::int, x, y), 4096, 0) as geom
                 from issue_mercator where geom && st_tileenvelope($1::int, x, y)
             ) seen
           ) tiles`,
      [Z, X, Y],
    )
    if (!rows[0]?.bytes) throw new Error('ST_AsMVT gave no bytes')
    return ((ACROSS * ACROSS) / (performance.now() - begun)) * 1000
  }
}

async function fillMicroGrids(db: Db): Promise<void> {
  await db.query(
    `insert into county (code, name, name_en, geom)
     values ($1::text, '云帆区', 'Yunfan', st_multi(st_makeenvelope(120.6, 37.7, 120.7, 37.8, 4326)))`,
    [SMALL_COUNTY],
  )
  await db.query(
    `insert into micro_grid (county, code, grid, name, geom)
     select $1::text, '370699001001' || lpad(n::text, 5, '0'), '370699001001001', n || '号微网格',
       st_multi(st_buffer(st_setsrid(st_makepoint(120.6 + (n % 70) * 0.001, 37.75 + (n / 70) * 0.001), 4326), 0.0005))
     from generate_series(0, 4849) n`,
    [SMALL_COUNTY],
  )
}

/** The same database, counting how often the layer is read from its beginning. */
function countReadings(db: Db): { db: Parameters<typeof startTestServer>[0]; readings(): number } {
  let readings = 0
  return {
    readings: () => readings,
    db: {
      engine: db.engine,
      transaction: (work) => db.transaction(work),
      within: (scope) => db.within(scope),
      onFeed: (heard) => db.onFeed(heard),
      close: () => db.close(),
      query(sql, parameters) {
        if (sql.includes('from micro_grid m') && parameters?.[1] === '') readings++
        return db.query(sql, parameters)
      },
    },
  }
}
