import type { Rows } from './bounded-search.ts'
import { type Demand, walkFromDemands } from './demand.ts'
import { createLaneSearch, LANES } from './lane-search.ts'
import { longer } from './longer.ts'
import { type Reach, reachOfRows } from './reach.ts'
import type { Watch } from './watch.ts'

/** Pairs of building and node that are still written out: 8 bytes each, and 8 more by node. */
const MOST_PAIRS = 16_000_000
const WATCH_EVERY = 256

/**
 * The reach of demands over all nodes where the benefit is the deciseconds that a station at the node would save of each
 * one's walk (`limitDeciseconds`: as long as it walks today). null where more pairs save something than memory should hold.
 */
export function savingFromNodes(fromDemand: Rows, demand: Demand, watch: Watch): Reach | null {
  const search = createLaneSearch(fromDemand)
  const count = demand.weight.length
  const start = new Int32Array(count + 1)
  let candidate = new Int32Array(64 * 1024)
  let saved = new Int32Array(64 * 1024)
  let pairs = 0
  for (let first = 0; first < count; first += LANES) {
    if (first % WATCH_EVERY === 0) watch(first / count)
    walkFromDemands(demand, first, search)
    for (let lane = 0; lane < LANES && first + lane < count; lane++) {
      if (pairs + search.count > candidate.length) {
        candidate = longer(candidate, 2 * (pairs + search.count))
        saved = longer(saved, candidate.length)
      }
      for (let at = 0; at < search.count; at++) {
        const node = search.node[at]!
        const less = search.left[LANES * node + lane]!
        if (less <= 0) continue
        candidate[pairs] = node
        saved[pairs++] = less
      }
      if (pairs > MOST_PAIRS) return null
      start[first + lane + 1] = pairs
    }
  }
  return reachOfRows({
    candidateCount: fromDemand.nodeCount,
    start,
    candidate: candidate.slice(0, pairs),
    saved: saved.slice(0, pairs),
    weight: demand.weight,
  })
}
