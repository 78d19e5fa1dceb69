import type { WalkGraph } from '#domain/coverage/graph.ts'
import { UNREACHED } from '#domain/coverage/graph.ts'
import { type BoundedSearch, createBoundedSearch } from './bounded-search.ts'
import { type Demand, demandsByNode, timeOfDemand, walkFromDemand } from './demand.ts'
import { longer } from './longer.ts'
import type { Benefits, Reach } from './reach.ts'
import type { Watch } from './watch.ts'

/** Graphs to walk from demand to sites, and from a site to demand: the same one where both ways take as long. */
export interface WalkBothWays {
  fromDemand: WalkGraph
  fromSite: WalkGraph
}

/** Demands between two looks at the watch. */
const WATCH_EVERY = 256

/**
 * The reach of demands over all nodes of the network, each node a candidate. Nodes follow a Hilbert curve, so what lies
 * within a walk is a few runs of consecutive nodes (about a quarter of its rim: Moon et al. 2001) and only the ends of runs
 * are kept: adding a value to all nodes of a run is one addition at each end, and one summing pass for all demands.
 */
export function coverFromNodes({ fromDemand, fromSite }: WalkBothWays, demand: Demand, watch: Watch): Reach {
  const demandCount = demand.weight.length
  const { start, opens, closes } = runsOf(createBoundedSearch(fromDemand), demand, watch)
  const back = createBoundedSearch(fromSite)
  const change = new Float64Array(fromDemand.nodeCount + 1)
  const benefits: Benefits = { count: 0, demand: new Int32Array(demandCount), benefit: new Float64Array(demandCount) }
  const byNode = demandsByNode(demand, fromSite.nodeCount)
  const asked = new Int32Array(demandCount)
  let question = 0
  const farthest = demand.limitDeciseconds.reduce((most, limit) => Math.max(most, limit), 0)

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
    benefitsOf(site) {
      back.offer(site, 0)
      back.run(farthest)
      benefits.count = 0
      question++
      for (let at = 0; at < back.count; at++) {
        const node = back.node[at]!
        for (let entry = byNode.start[node]!; entry < byNode.start[node + 1]!; entry++) {
          const index = byNode.demand[entry]!
          if (asked[index] === question) continue
          asked[index] = question
          if (timeOfDemand(demand, index, back.deciseconds) > demand.limitDeciseconds[index]!) continue
          benefits.demand[benefits.count] = index
          benefits.benefit[benefits.count++] = demand.weight[index]!
        }
      }
      return benefits
    },
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

function runsOf(search: BoundedSearch, demand: Demand, watch: Watch): Runs {
  const count = demand.weight.length
  const start = new Int32Array(count + 1)
  let opens = new Int32Array(64 * 1024)
  let closes = new Int32Array(opens.length)
  const times = search.deciseconds
  const last = times.length - 1
  let runs = 0
  for (let index = 0; index < count; index++) {
    if (index % WATCH_EVERY === 0) watch(index / count)
    walkFromDemand(demand, index, search)
    if (runs + search.count > opens.length) {
      const room = 2 * (runs + search.count)
      opens = longer(opens, room)
      closes = longer(closes, room)
    }
    let opened = runs
    let closed = runs
    for (let at = 0; at < search.count; at++) {
      const node = search.node[at]!
      if (node === 0 || times[node - 1] === UNREACHED) opens[opened++] = node
      if (node === last || times[node + 1] === UNREACHED) closes[closed++] = node + 1
    }
    // the n-th run that opens is the n-th that closes
    opens.subarray(runs, opened).sort()
    closes.subarray(runs, closed).sort()
    runs = opened
    start[index + 1] = runs
  }
  return { start, opens: opens.slice(0, runs), closes: closes.slice(0, runs) }
}
