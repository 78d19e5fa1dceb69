import type { Benchmark } from '#scripts/bench/benchmark.ts'
import { median, time } from '#scripts/bench/measure.ts'
import { seededRandom } from '#scripts/bench/random.ts'
import { buildGraph, type WalkGraph } from './graph.ts'
import { buildNetwork, type EdgeColumns } from './network.ts'
import { createSweeper, type Sources } from './sweep.ts'

const NODES_A_SIDE = 329
const EDGES = 182_000
const STATIONS = 500

export const benchmarks: Benchmark[] = [
  {
    name: 'coverage.sweep',
    unit: 'ms',
    budget: { atMost: 12 },
    async run(context) {
      const random = seededRandom(context.seed)
      const graph = buildGraph(buildNetwork(streetLattice(random)), 'adult')
      const sources = scatterStations(graph, STATIONS, random)
      const sweeper = createSweeper(graph)
      const runs = await time(() => sweeper.nearestTwo(sources), { warmUps: 10, times: 40 })
      return { value: median(runs), note: `${graph.nodeCount} nodes, ${EDGES} edges, ${STATIONS} stations` }
    },
  },
]

export function streetLattice(random: () => number): EdgeColumns {
  const ends: [number, number][] = []
  for (let row = 0; row < NODES_A_SIDE; row++)
    for (let column = 0; column < NODES_A_SIDE; column++) {
      const node = row * NODES_A_SIDE + column
      if (column + 1 < NODES_A_SIDE) ends.push([node, node + 1])
      if (row + 1 < NODES_A_SIDE) ends.push([node, node + NODES_A_SIDE])
    }
  for (let index = ends.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1))
    const held = ends[index]!
    ends[index] = ends[other]!
    ends[other] = held
  }
  ends.length = EDGES
  const nodes = NODES_A_SIDE ** 2
  const xs = Float64Array.from({ length: nodes }, (_, node) => 120 + ((node % NODES_A_SIDE) + random() * 0.6) * 0.0007)
  const ys = Float64Array.from(
    { length: nodes },
    (_, node) => 37 + (Math.floor(node / NODES_A_SIDE) + random() * 0.6) * 0.0006,
  )
  return {
    from: Int32Array.from(ends, ([from]) => from),
    to: Int32Array.from(ends, ([, to]) => to),
    lengthMeters: Float64Array.from(ends, () => 30 + random() * 70),
    kind: new Uint8Array(EDGES).fill(1),
    vertexStart: Uint32Array.from({ length: EDGES + 1 }, (_, edge) => 2 * edge),
    vertices: Float64Array.from(ends.flatMap(([from, to]) => [xs[from]!, ys[from]!, xs[to]!, ys[to]!])),
  }
}

export function scatterStations(graph: WalkGraph, count: number, random: () => number): Sources {
  return {
    node: Int32Array.from({ length: count }, () => Math.floor(random() * graph.nodeCount)),
    owner: Int32Array.from({ length: count }, (_, station) => station),
    deciseconds: Int32Array.from({ length: count }, () => Math.floor(random() * 300)),
  }
}
