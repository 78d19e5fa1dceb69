import { createBoundedSearch, type Rows } from './bounded-search.ts'
import { type Demand, walkFromDemand } from './demand.ts'
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
  const search = createBoundedSearch(fromDemand)
  const count = demand.weight.length
  const start = new Int32Array(count + 1)
  let candidate = new Int32Array(64 * 1024)
  let saved = new Int32Array(64 * 1024)
  let pairs = 0
  for (let index = 0; index < count; index++) {
    if (index % WATCH_EVERY === 0) watch(index / count)
    walkFromDemand(demand, index, search)
    if (pairs + search.count > MOST_PAIRS) return null
    if (pairs + search.count > candidate.length) {
      candidate = longer(candidate, 2 * (pairs + search.count))
      saved = longer(saved, candidate.length)
    }
    for (let at = 0; at < search.count; at++) {
      const node = search.node[at]!
      const less = search.left[node]!
      if (less <= 0) continue
      candidate[pairs] = node
      saved[pairs++] = less
    }
    start[index + 1] = pairs
  }
  return reachOfRows({
    candidateCount: fromDemand.nodeCount,
    start,
    candidate: candidate.slice(0, pairs),
    saved: saved.slice(0, pairs),
    weight: demand.weight,
  })
}
