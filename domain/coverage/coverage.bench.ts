import { type Benchmark, type BenchmarkContext, type Figure, Skipped } from '#scripts/bench/benchmark.ts'
import { median, time } from '#scripts/bench/measure.ts'
import { seededRandom } from '#scripts/bench/random.ts'
import type { Db } from '#server/db.types.ts'
import { walkFrom } from './answer.ts'
import { buildGraph, type WalkGraph } from './graph.ts'
import { buildModel } from './model.ts'
import { buildNetwork, type EdgeColumns } from './network.ts'
import { areasFrom } from './picture.ts'
import { createSweeper, type Sources } from './sweep.ts'
import { at, edgesOf, latticeLines, randomTown } from './test-town.ts'

const SIDE = 329
const EDGES = 182_000
const STATIONS = 500
/** Time at which the peer stops walking; ours goes on until everybody is reached. */
const PEER_DECISECONDS = 12_000

export const benchmarks: Benchmark[] = [
  {
    name: 'coverage.sweep',
    unit: 'ms',
    budget: { atMost: 12 },
    limitSeconds: 300,
    async run(context) {
      const random = seededRandom(context.seed)
      const edges = countyLattice(random)
      const network = buildNetwork(edges)
      const graph = buildGraph(network, 'adult')
      const sources = scatterStations(graph, STATIONS, random)
      const sweeper = createSweeper(graph)
      const value = median(await time(() => sweeper.nearestTwo(sources), { warmUps: 10, times: 60 }))
      const note = `${graph.nodeCount} nodes, ${EDGES} edges, ${STATIONS} stations: seconds, owner and second`
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
    budget: null,
    async run(context) {
      const random = seededRandom(context.seed)
      const graph = buildGraph(buildNetwork(countyLattice(random)), 'adult')
      const sweeper = createSweeper(graph)
      const stations = Array.from({ length: 60 }, () => scatterStations(graph, 1, random))
      const runs = await time((run) => sweeper.nearest(stations[run % stations.length]!), { warmUps: 5, times: 60 })
      return { value: median(runs), note: `one station to all of ${graph.nodeCount} nodes, without limit` }
    },
  },
  {
    name: 'coverage.area',
    unit: 'ms',
    budget: null,
    async run(context) {
      const town = randomTown(60, 1, 20_000, seededRandom(context.seed))
      const model = buildModel({ ...town, stations: [{ code: 's0', name: '', position: at(3000, 3000) }] })
      const count = median(await time(() => walkFrom(model, 'adult', 's0'), { warmUps: 3, times: 20 }))
      const value = median(await time(() => areasFrom(model, 'adult', 's0', [15]), { warmUps: 3, times: 20 }))
      return [
        { value, note: 'one 15-minute area on a 12 m field, its network times included' },
        { name: '.times', value: count, note: 'of which network times of 20,000 buildings' },
      ]
    },
  },
]

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
      [Array.from(sources.node), PEER_DECISECONDS],
    )
    const value = performance.now() - begun
    const wrong = rows.filter(({ node, time: told }) => told !== swept[node]).length
    if (wrong > 0) throw new Error(`${wrong} of ${rows.length} nodes differ from pgRouting`)
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

/** A lattice the size of a county: EDGES of its streets, thrown out at random. */
function countyLattice(random: () => number): EdgeColumns {
  const lines = latticeLines(SIDE, 65, 1, random)
  for (let index = lines.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1))
    const held = lines[index]!
    lines[index] = lines[other]!
    lines[other] = held
  }
  return edgesOf(lines.slice(0, EDGES))
}

/** Stations at crossings, their doors on the street. */
function scatterStations(graph: WalkGraph, count: number, random: () => number): Sources {
  return {
    node: Int32Array.from({ length: count }, () => Math.floor(random() * graph.nodeCount)),
    owner: Int32Array.from({ length: count }, (_, station) => station),
    deciseconds: new Int32Array(count),
  }
}
