import { type BoundedSearch, createBoundedSearch, NOT_REACHED, type Rows } from './bounded-search.ts'
import { type Demand, walkFromDemand } from './demand.ts'
import { keepBenefits } from './kept-benefits.ts'
import { longer } from './longer.ts'
import type { Reach } from './reach.ts'
import type { SiteWalk } from './site-walk.ts'
import type { Watch } from './watch.ts'

/** Demands between two looks at the watch. */
const WATCH_EVERY = 256

/**
 * The reach of demands over all nodes of the network, each node a candidate. Nodes follow a Hilbert curve, so what lies
 * within a walk is a few runs of consecutive nodes (about a quarter of its rim: Moon et al. 2001) and only the ends of runs
 * are kept: adding a value to all nodes of a run is one addition at each end, and one summing pass for all demands.
 */
export function coverFromNodes(fromDemand: Rows, walk: SiteWalk, demand: Demand, watch: Watch): Reach {
  const demandCount = demand.weight.length
  const { start, opens, closes } = runsOf(createBoundedSearch(fromDemand), demand, watch)
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

function runsOf(search: BoundedSearch, demand: Demand, watch: Watch): Runs {
  const count = demand.weight.length
  const start = new Int32Array(count + 1)
  let opens = new Int32Array(64 * 1024)
  let closes = new Int32Array(opens.length)
  const { left } = search
  let runs = 0
  for (let index = 0; index < count; index++) {
    if (index % WATCH_EVERY === 0) watch(index / count)
    walkFromDemand(demand, index, search)
    if (runs + search.count > opens.length) {
      const room = 2 * (runs + search.count)
      opens = longer(opens, room)
      closes = longer(closes, room)
    }
    const first = runs
    for (let at = 0; at < search.count; at++) {
      const node = search.node[at]!
      if (node === 0 || left[node - 1] === NOT_REACHED) opens[runs++] = node
    }
    opens.subarray(first, runs).sort()
    for (let run = first; run < runs; run++) {
      let node = opens[run]! + 1
      while (node < left.length && left[node] !== NOT_REACHED) node++
      closes[run] = node
    }
    start[index + 1] = runs
  }
  return { start, opens: opens.slice(0, runs), closes: closes.slice(0, runs) }
}
