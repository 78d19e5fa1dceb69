import { buildGraph } from '#domain/coverage/graph.ts'
import { prepareAccess, sourcesOf, timePlaces } from '#domain/coverage/household-time.ts'
import { buildNetwork } from '#domain/coverage/network.ts'
import { columnsOf } from '#domain/coverage/place-access.ts'
import { createSweeper } from '#domain/coverage/sweep.ts'
import { edgesOf, latticeLines } from '#domain/coverage/test-town.ts'
import type { Benchmark } from '#scripts/bench/benchmark.ts'
import { median, time } from '#scripts/bench/measure.ts'
import { seededRandom } from '#scripts/bench/random.ts'
import { bestSites } from './best-sites.ts'
import { addSite, bestCandidate, chooseNone } from './choice.ts'
import type { Demand } from './demand.ts'
import { exactBest } from './exact-sites.ts'
import { coverFromNodes } from './node-cover.ts'
import { openHighs } from './open-highs.ts'
import { reachOfRows } from './reach.ts'
import { createSiteWalk } from './site-walk.ts'
import { unwatched } from './watch.ts'

const SIDE = 329
const EDGES = 182_000
/** So many that about 70 % of households are within the minutes. */
const STATIONS = 190
const BUILDINGS = 40_000
const PROMISED_DECISECONDS = 9_000
/** Nodes that the peer is asked about; it is told for all of them in proportion. */
const PEER_NODES = 500

export const benchmarks: Benchmark[] = [
  {
    name: 'siting.gain',
    unit: 'ms',
    budget: { atMost: 600 },
    async run({ seed }) {
      const county = drawCounty(seed)
      const { network, graph, demand } = county
      const walk = createSiteWalk(network, graph, demand)
      const surface = () => chooseNone(coverFromNodes(graph, walk, demand, unwatched)).gain
      const value = median(await time(surface, { warmUps: 1, times: 7 }))
      const gain = surface()
      const random = seededRandom(seed + 1)
      const nodes = Array.from({ length: PEER_NODES }, () => Math.floor(random() * graph.nodeCount))
      const begun = performance.now()
      const wrong = nodes.filter((node) => gainOf(walk.fromNode(node), demand) !== gain[node]).length
      const peer = ((performance.now() - begun) / PEER_NODES) * graph.nodeCount
      if (wrong > 0) throw new Error(`${wrong} of ${PEER_NODES} nodes differ from a search of their own`)
      return {
        value,
        note: `${graph.nodeCount} nodes, ${EDGES} edges; ${county.words}`,
        peer: { name: `one search from each node (${PEER_NODES} measured, all equal)`, value: peer },
      }
    },
  },
  {
    name: 'siting.pick',
    unit: 'ms',
    budget: { atMost: 50 },
    async run({ seed }) {
      const { network, graph, demand, words } = drawCounty(seed)
      const reach = coverFromNodes(graph, createSiteWalk(network, graph, demand), demand, unwatched)
      const choice = chooseNone(reach)
      const picked = await time(() => addSite(reach, choice, bestCandidate(choice.gain)), { warmUps: 3, times: 40 })
      const anew = await time(() => reach.addGains(choice.has, new Float64Array(reach.candidateCount), 1), {
        times: 10,
      })
      return {
        value: median(picked),
        note: `the gain of every node after one more site; ${words}`,
        peer: { name: 'all gains summed anew', value: median(anew) },
      }
    },
  },
  {
    name: 'siting.best20',
    unit: 's',
    budget: { atMost: 3 },
    async run({ seed }) {
      const { network, graph, demand, words } = drawCounty(seed)
      const find = () => {
        const reach = coverFromNodes(graph, createSiteWalk(network, graph, demand), demand, unwatched)
        return bestSites(reach, { sites: 20, whole: true, seed: 1 }, unwatched)
      }
      const taken = await time(find, { warmUps: 1, times: 3 })
      const { totals, atMost } = find()
      const total = totals.at(-1)!
      return [
        { value: median(taken) / 1000, note: `twenty sites among ${graph.nodeCount} nodes, from nothing; ${words}` },
        {
          name: '.gap',
          unit: 'share',
          value: (atMost - total) / total,
          budget: { atMost: 0.02 },
          note: `${total} households newly within 15 minutes, proven to be at most ${atMost}`,
        },
      ]
    },
  },
  {
    name: 'siting.small',
    unit: 'ms',
    budget: null,
    async run({ seed }) {
      const reach = drawSmall(seed)
      const find = () => bestSites(reach, { sites: 6, whole: true, seed: 1 }, unwatched)
      const value = median(await time(find, { warmUps: 2, times: 10 }))
      const solve = await openHighs(undefined, 60)
      const begun = performance.now()
      const exact = exactBest(reach, 6, solve)
      const peer = performance.now() - begun
      const total = find().totals.at(-1)!
      return {
        value,
        note: `6 of 60 candidates, 400 demands: ${total} households, HiGHS ${exact?.total ?? 'out of time'}`,
        peer: { name: 'HiGHS to the proven optimum', value: peer },
      }
    },
  },
]

/** A county: a lattice the size of a county, stations and homes thrown out at random. */
function drawCounty(seed: number) {
  const random = seededRandom(seed)
  const lines = latticeLines(SIDE, 65, 1, random)
  for (let index = lines.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1))
    const held = lines[index]!
    lines[index] = lines[other]!
    lines[other] = held
  }
  const network = buildNetwork(edgesOf(lines.slice(0, EDGES)))
  const graph = buildGraph(network, 'adult')
  const anywhere = (offMeters: number) => [
    { edge: Math.floor(random() * EDGES), along: random(), offMeters, longitude: 0, latitude: 0 },
  ]
  const stations = Array.from({ length: STATIONS }, () => anywhere(5))
  const access = prepareAccess(
    network,
    graph,
    columnsOf(
      network.lengthMeters,
      Array.from({ length: BUILDINGS }, () => anywhere(5 + 30 * random())),
    ),
  )
  const households = Int32Array.from({ length: BUILDINGS }, () => 1 + Math.floor(random() * 24))
  const sweep = createSweeper(graph).nearest(sourcesOf(network, graph, stations))
  const { deciseconds } = timePlaces(graph, access, sweep, stations)
  const place = Int32Array.from(households.keys())
    .filter((index) => deciseconds[index]! > PROMISED_DECISECONDS)
    .sort((a, b) => access.fromNode[access.start[a]!]! - access.fromNode[access.start[b]!]!)
  const weight = Float64Array.from(place, (index) => households[index]!)
  const limitDeciseconds = new Int32Array(place.length).fill(PROMISED_DECISECONDS)
  const demand: Demand = { place, weight, limitDeciseconds, access }
  const all = households.reduce((sum, each) => sum + each, 0)
  const beyond = weight.reduce((sum, each) => sum + each, 0)
  const words = `${all} households in ${BUILDINGS} buildings, ${beyond} of them beyond 15 minutes`
  return { network, graph, demand, words }
}

function gainOf({ count, demand: served }: { count: number; demand: Int32Array }, { weight }: Demand): number {
  let gain = 0
  for (let at = 0; at < count; at++) gain += weight[served[at]!]!
  return gain
}

/** 400 demands around 60 candidates in a square. */
function drawSmall(seed: number) {
  const random = seededRandom(seed)
  const points = (count: number) => Array.from({ length: count }, () => [random(), random()] as const)
  const candidates = points(60)
  const start = [0]
  const candidate: number[] = []
  for (const [x, y] of points(400)) {
    candidates.forEach(([east, north], index) => {
      if (Math.hypot(east - x, north - y) < 0.15) candidate.push(index)
    })
    start.push(candidate.length)
  }
  return reachOfRows({
    candidateCount: candidates.length,
    start: Int32Array.from(start),
    candidate: Int32Array.from(candidate),
    saved: null,
    weight: Float64Array.from({ length: 400 }, () => 1 + Math.floor(random() * 40)),
  })
}
