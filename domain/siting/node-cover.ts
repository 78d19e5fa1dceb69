import type { Rows } from './bounded-search.ts'
import { type Demand, walkFromDemands } from './demand.ts'
import { keepBenefits } from './kept-benefits.ts'
import { createLaneSearch, LANES, type LaneSearch } from './lane-search.ts'
import { longer } from './longer.ts'
import type { Reach } from './reach.ts'
import type { SiteWalk } from './site-walk.ts'
import type { Watch } from './watch.ts'

/** Demands between two looks at the watch. */
const WATCH_EVERY = 256
const ALL_LANES = 2 ** LANES - 1

/**
 * The reach of demands over all nodes of the network, each node a candidate. Nodes follow a Hilbert curve, so what lies
 * within a walk is a few runs of consecutive nodes (about a quarter of its rim: Moon et al. 2001) and only the ends of runs
 * are kept: adding a value to all nodes of a run is one addition at each end, and one summing pass for all demands.
 */
export function coverFromNodes(fromDemand: Rows, walk: SiteWalk, demand: Demand, watch: Watch): Reach {
  const demandCount = demand.weight.length
  const { start, opens, closes } = runsOf(createLaneSearch(fromDemand), demand, watch)
  const change = new Float64Array(fromDemand.nodeCount + 1)
  const benefit = new Float64Array(demandCount)

  return {
    demandCount,
    candidateCount: fromDemand.nodeCount,
    mostBenefit: demand.weight,
    addGains(floor, gain, times, demands) {
      const count = demands ? demands.length : demandCount
      let first = gain.length
      let past = 0
      for (let index = 0; index < count; index++) {
        const which = demands ? demands[index]! : index
        const more = demand.weight[which]! - floor[which]!
        if (more <= 0) continue
        const value = times * more
        const begin = start[which]!
        const end = start[which + 1]!
        if (begin === end) continue
        if (opens[begin]! < first) first = opens[begin]!
        if (closes[end - 1]! > past) past = closes[end - 1]!
        for (let run = begin; run < end; run++) {
          change[opens[run]!]! += value
          change[closes[run]!]! -= value
        }
      }
      let height = 0
      for (let node = first; node < past; node++) {
        height += change[node]!
        change[node] = 0
        gain[node]! += height
      }
      change[past] = 0
    },
    benefitsOf: keepBenefits((site) => {
      const { count, demand: served } = walk.fromNode(site)
      for (let at = 0; at < count; at++) benefit[at] = demand.weight[served[at]!]!
      return { count, demand: served, benefit }
    }),
    topGains(gain) {
      const top = new Float64Array(demandCount)
      for (let index = 0; index < demandCount; index++) {
        let most = 0
        for (let run = start[index]!; run < start[index + 1]!; run++)
          for (let node = opens[run]!; node < closes[run]!; node++) if (gain[node]! > most) most = gain[node]!
        top[index] = most
      }
      return top
    },
  }
}

/** Runs of nodes from which each demand is served: demand d owns entries `start[d]` to `start[d + 1]` - 1, in order of nodes. */
interface Runs {
  start: Int32Array
  /** First node of a run. */
  opens: Int32Array
  /** Node after the last of a run. */
  closes: Int32Array
}

function runsOf(search: LaneSearch, demand: Demand, watch: Watch): Runs {
  const count = demand.weight.length
  const start = new Int32Array(count + 1)
  let opens = new Int32Array(64 * 1024)
  let closes = new Int32Array(opens.length)
  const turns: Turns = { count: 0, node: new Int32Array(1024), lanes: new Int32Array(1024) }
  let runs = 0
  for (let first = 0; first < count; first += LANES) {
    if (first % WATCH_EVERY === 0) watch(first / count)
    walkFromDemands(demand, first, search)
    findTurns(search, turns)
    const { node, lanes, count: turnCount } = turns
    for (let lane = 0; lane < LANES && first + lane < count; lane++) {
      if (runs + turnCount > opens.length) {
        const room = 2 * (runs + turnCount)
        opens = longer(opens, room)
        closes = longer(closes, room)
      }
      let within = 0
      for (let turn = 0; turn < turnCount; turn++) {
        const now = (lanes[turn]! >> lane) & 1
        if (now === within) continue
        if (now === 1) opens[runs] = node[turn]!
        else closes[runs++] = node[turn]!
        within = now
      }
      start[first + lane + 1] = runs
    }
  }
  return { start, opens: opens.subarray(0, runs), closes: closes.subarray(0, runs) }
}

/** Nodes, in order, where other lanes come than to the node before: `lanes` has a bit for each that comes. The last has none. */
interface Turns {
  count: number
  node: Int32Array
  lanes: Int32Array
}

function findTurns({ node, count, left, reached }: LaneSearch, turns: Turns): void {
  // a stretch of nodes that some lane reached has at most one turn a node and one after it
  if (turns.node.length < 2 * count) {
    turns.node = new Int32Array(4 * count)
    turns.lanes = new Int32Array(4 * count)
  }
  const nodeCount = left.length / LANES
  let stretches = 0
  const firsts = turns.lanes
  for (let at = 0; at < count; at++) {
    const one = node[at]!
    if (one === 0 || !reached(one - 1)) firsts[stretches++] = one
  }
  const begins = firsts.slice(0, stretches).sort()
  let found = 0
  for (const begin of begins) {
    let before = 0
    let one = begin
    for (; one < nodeCount && reached(one); one++) {
      const slot = LANES * one
      const none =
        (left[slot]! >>> 31) |
        ((left[slot + 1]! >>> 31) << 1) |
        ((left[slot + 2]! >>> 31) << 2) |
        ((left[slot + 3]! >>> 31) << 3) |
        ((left[slot + 4]! >>> 31) << 4) |
        ((left[slot + 5]! >>> 31) << 5) |
        ((left[slot + 6]! >>> 31) << 6) |
        ((left[slot + 7]! >>> 31) << 7)
      const lanes = ~none & ALL_LANES
      if (lanes === before) continue
      turns.node[found] = one
      turns.lanes[found++] = lanes
      before = lanes
    }
    turns.node[found] = one
    turns.lanes[found++] = 0
  }
  turns.count = found
}
