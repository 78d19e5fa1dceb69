import { gunzipSync, gzipSync } from 'node:zlib'
import { type Benchmark, type BenchmarkContext, type Figure, Skipped } from '#scripts/bench/benchmark.ts'
import { median, percentile, time } from '#scripts/bench/measure.ts'
import { seededRandom } from '#scripts/bench/random.ts'
import type { Db } from '#server/db.types.ts'
import { BENCH_EDGES, BENCH_HOUSEHOLDS, BENCH_STATIONS, benchCounty, countyLattice } from './bench-county.ts'
import type { Change } from './change.ts'
import { everyStation } from './choose-stations.ts'
import { buildGraph, type WalkGraph } from './graph.ts'
import { buildModel, type CoverageModel } from './model.ts'
import { buildNetwork, type EdgeColumns } from './network.ts'
import { packModel, unpackModel } from './pack-model.ts'
import { straightRadiusMeters } from './profile.ts'
import { cutShard } from './shard.ts'
import { stationGround } from './station-ground.ts'
import { createSweeper, type Sources } from './sweep.ts'
import { at } from './test-town.ts'
import { plainWalk } from './walk-choice.ts'
import { createWhatIf } from './what-if.ts'

/** Time at which a bounded search, and the peer, stop walking: 20 minutes. */
const LIMIT_DECISECONDS = 12_000
const PROVINCE_COUNTIES = 100

export const benchmarks: Benchmark[] = [
  {
    name: 'coverage.sweep',
    unit: 'ms',
    budget: { atMost: 12 },
    limitSeconds: 300,
    async run(context) {
      const random = seededRandom(context.seed)
      const network = buildNetwork(countyLattice(random))
      const graph = buildGraph(network, 'adult')
      const sources = scatterStations(graph, BENCH_STATIONS, random)
      const sweeper = createSweeper(graph)
      const value = median(await time(() => sweeper.nearestTwo(sources), { warmUps: 10, times: 60 }))
      const note = `${graph.nodeCount} nodes, ${BENCH_EDGES} edges, ${BENCH_STATIONS} stations: seconds, owner and second`
      return {
        value,
        note,
        peer: await pgRouting(context, network, graph, sources, sweeper.nearest(sources).deciseconds),
      }
    },
  },
  {
    name: 'coverage.single',
    unit: 'ms',
    budget: { atMost: 0.2 },
    async run(context) {
      const random = seededRandom(context.seed)
      const graph = buildGraph(buildNetwork(countyLattice(random)), 'adult')
      const sweeper = createSweeper(graph)
      const stations = Array.from({ length: 500 }, () => scatterStations(graph, 1, random))
      let nodes = 0
      const runs = await time(
        (run) => {
          nodes += sweeper.within(stations[run % stations.length]!, LIMIT_DECISECONDS).node.length
        },
        { warmUps: 200, times: 500 },
      )
      return { value: median(runs), note: `one station to all within 20 minutes, ${Math.round(nodes / 700)} nodes` }
    },
  },
  {
    name: 'coverage.polygon',
    unit: 'ms',
    budget: { atMost: 8 },
    limitSeconds: 300,
    async run(context) {
      const model = sharedCounty(context)
      const whatIf = createWhatIf(model, plainWalk('adult'), everyStation)
      const runs = await time((run) => stationGround(whatIf, `s${run % 50}`, [15]), { warmUps: 10, times: 50 })
      return { value: median(runs), note: 'one 15-minute area at 10 m, its network times included' }
    },
  },
  {
    name: 'coverage.what-if',
    unit: 'ms',
    budget: { atMost: 2 },
    limitSeconds: 300,
    async run(context) {
      const random = seededRandom(context.seed)
      // as it travels to a page, which is where a finger drags: buildings in the order of the edges they step onto
      const model = unpackModel(packModel(sharedCounty(context), { elderly: true }))
      const whatIf = createWhatIf(model, plainWalk('adult'), everyStation)
      const kinds = ['add-station', 'move-station', 'close-station', 'add-path', 'block-edge'] as const
      const runs: Record<(typeof kinds)[number] | 'undo', number[]> = {
        'add-station': [],
        'move-station': [],
        'close-station': [],
        'add-path': [],
        'block-edge': [],
        undo: [],
      }
      for (let run = 0; run < 600; run++) {
        const kind = kinds[run % kinds.length]!
        const change = randomChange(model, kind, run, random)
        const begun = performance.now()
        const told = whatIf.apply(change)
        whatIf.figures()
        const ended = performance.now()
        if (!told.ok) continue
        told.undo()
        whatIf.figures()
        if (run < 100) continue
        runs[kind].push(ended - begun)
        runs.undo.push(performance.now() - ended)
      }
      const all = kinds.flatMap((kind) => runs[kind])
      const note = `p95 of ${all.length} changes to new figures of ${BENCH_HOUSEHOLDS} households, on the model as a page has it`
      return [
        { value: percentile(all, 0.95), note },
        ...[...kinds, 'undo' as const].map((kind) => ({
          name: `.${kind}`,
          value: percentile(runs[kind], 0.95),
          note: `median ${median(runs[kind]).toFixed(2)}`,
          budget: null,
        })),
      ]
    },
  },
  {
    name: 'coverage.load',
    unit: 's',
    budget: { atMost: 1.5 },
    limitSeconds: 300,
    async run(context) {
      const packed = packModel(sharedCounty(context), { elderly: false })
      const zipped = gzipSync(packed)
      const runs = await time(
        () => createWhatIf(unpackModel(gunzipSync(zipped)), plainWalk('adult'), everyStation).figures(),
        { warmUps: 1, times: 4 },
      )
      const note = `unzipped, unpacked and every household timed; ${(packed.length / 1e6).toFixed(1)} MB before compression`
      return [
        { value: median(runs) / 1000, note },
        { name: '.size', unit: 'MB', value: zipped.length / 1e6, budget: { atMost: 8 }, note: 'as it travels, gzip' },
      ]
    },
  },
  {
    name: 'coverage.province',
    unit: 's',
    budget: { atMost: 2 },
    limitSeconds: 300,
    run(context) {
      const random = seededRandom(context.seed)
      const lattice = countyLattice(random)
      const [west, south] = at(2000, 2000)
      const [east, north] = at(19_000, 19_000)
      const shard = cutShard(lattice, [west, south, east, north], straightRadiusMeters('adult', 20))
      const graph = buildGraph(buildNetwork(shard), 'adult')
      const sweeper = createSweeper(graph)
      const counties = Array.from({ length: PROVINCE_COUNTIES }, () => scatterStations(graph, BENCH_STATIONS, random))
      for (const sources of counties.slice(0, 10)) sweeper.nearestTwo(sources)
      const begun = performance.now()
      for (const sources of counties) sweeper.nearestTwo(sources)
      const value = (performance.now() - begun) / 1000
      return {
        value,
        note: `${PROVINCE_COUNTIES} counties of ${shard.from.length} edges with their halo and ${BENCH_STATIONS} stations, one after another`,
      }
    },
  },
]

let county: { seed: number; model: CoverageModel } | undefined

/** The county of several benchmarks, built once a run. */
function sharedCounty({ seed, log }: BenchmarkContext): CoverageModel {
  if (county?.seed !== seed) {
    log('building a county of 500,000 buildings')
    county = { seed, model: buildModel(benchCounty(seededRandom(seed))) }
  }
  return county.model
}

function randomChange(model: CoverageModel, kind: Change['kind'], run: number, random: () => number): Change {
  const { network, source } = model
  const node = Math.floor(random() * network.nodeCount)
  const position: [number, number] = [network.nodeLongitude[node]! + 1e-4, network.nodeLatitude[node]! + 1e-4]
  const code = source.stations[Math.floor(random() * source.stations.length)]!.code
  switch (kind) {
    case 'move-station':
      return { kind, code, position }
    case 'close-station':
      return { kind, code }
    case 'add-path':
      return {
        kind,
        id: `p${run}`,
        edgeKind: 'footway',
        line: [position, [position[0] + 0.002, position[1] + 0.0015]],
      }
    case 'block-edge':
      return { kind, edge: network.id[Math.floor(random() * network.edgeCount)]! }
    default:
      return {
        kind: 'add-station',
        code: `n${run}`,
        name: '',
        position,
        level: 'corner',
        services: [],
        hours: [],
        capacityHouseholds: null,
      }
  }
}

/** The same question to pgRouting: driving distance from every station, the least time a node; both must agree. */
async function pgRouting(
  context: BenchmarkContext,
  network: EdgeColumns,
  graph: WalkGraph,
  sources: Sources,
  swept: Int32Array,
): Promise<NonNullable<Figure['peer']>> {
  const name = 'pgr_drivingDistance, equicost := false, to 20 minutes'
  try {
    const db = await context.database()
    await db.query('create extension pgrouting')
    await loadEdges(db, network, graph)
    const begun = performance.now()
    const rows = await db.query<{ node: number; time: number }>(
      `select node::int, min(agg_cost)::int as time
       from pgr_drivingdistance('select id, source, target, cost from bench_edge', $1::int[], $2::float8, false, equicost := false)
       group by node`,
      [Array.from(sources.node), LIMIT_DECISECONDS],
    )
    const value = performance.now() - begun
    const wrong = rows.filter(({ node, time: told }) => told !== swept[node]).length
    const missing = swept.reduce((sum, time) => sum + (time <= LIMIT_DECISECONDS ? 1 : 0), 0) - rows.length
    if (wrong > 0 || missing !== 0)
      throw new Error(`${wrong} of ${rows.length} nodes differ from pgRouting, ${missing} lack`)
    return { name: `${name}; ${rows.length} nodes agree`, value, timesAtLeast: 40 }
  } catch (error) {
    if (error instanceof Skipped || /pgrouting/.test(String(error))) return { name, skipped: String(error) }
    throw error
  }
}

async function loadEdges(db: Db, network: EdgeColumns, graph: WalkGraph): Promise<void> {
  await db.query('create table bench_edge (id int primary key, source int, target int, cost float8)')
  await db.query('insert into bench_edge select * from unnest($1::int[], $2::int[], $3::int[], $4::float8[])', [
    Array.from(network.from.keys()),
    Array.from(network.from),
    Array.from(network.to),
    Array.from(graph.edgeDeciseconds),
  ])
}

/** Stations at crossings, their doors on the street. */
function scatterStations(graph: WalkGraph, count: number, random: () => number): Sources {
  return {
    node: Int32Array.from({ length: count }, () => Math.floor(random() * graph.nodeCount)),
    owner: Int32Array.from({ length: count }, (_, station) => station),
    deciseconds: new Int32Array(count),
  }
}
