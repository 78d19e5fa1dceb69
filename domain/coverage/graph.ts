import type { Network } from './network.ts'
import { mayUse, type WalkProfile, walkDeciseconds } from './profile.ts'

/** Deciseconds of what cannot be reached. */
export const UNREACHED = 0x7fffffff

/**
 * A network as one profile walks it, in compressed sparse rows: the arcs that leave node n stand at `start[n]` to
 * `start[n + 1] - 1`; every usable edge gives two arcs of equal cost. Costs are rounded to a decisecond an edge, so a
 * walk over k edges is off by at most k x 0.05 s.
 */
export interface WalkGraph {
  profile: WalkProfile
  nodeCount: number
  start: Int32Array
  target: Int32Array
  /** Cost of each arc. */
  deciseconds: Int32Array
  /** Largest cost of any arc. */
  longestDeciseconds: number
  /** Cost of each edge of the network; -1 where the profile may not walk. */
  edgeDeciseconds: Int32Array
}

/** The graph of a network for one profile. */
export function buildGraph(network: Network, profile: WalkProfile): WalkGraph {
  const edgeDeciseconds = Int32Array.from(network.lengthMeters, (meters, edge) =>
    mayUse(profile, network.kind[edge]!) ? walkDeciseconds(profile, meters) : -1,
  )
  return { profile, ...compressRows(network.nodeCount, network.from, network.to, edgeDeciseconds), edgeDeciseconds }
}

/** Both directions of edges with a cost of 0 or more, as sparse rows. */
export function compressRows(nodeCount: number, from: Int32Array, to: Int32Array, cost: Int32Array) {
  const start = new Int32Array(nodeCount + 1)
  let longestDeciseconds = 0
  for (let edge = 0; edge < cost.length; edge++) {
    if (cost[edge]! < 0) continue
    start[from[edge]! + 1]!++
    start[to[edge]! + 1]!++
    longestDeciseconds = Math.max(longestDeciseconds, cost[edge]!)
  }
  for (let node = 0; node < nodeCount; node++) start[node + 1]! += start[node]!
  const next = start.slice()
  const target = new Int32Array(start[nodeCount]!)
  const deciseconds = new Int32Array(target.length)
  const addArc = (source: number, sink: number, arcCost: number) => {
    const arc = next[source]!++
    target[arc] = sink
    deciseconds[arc] = arcCost
  }
  for (let edge = 0; edge < cost.length; edge++) {
    if (cost[edge]! < 0) continue
    addArc(from[edge]!, to[edge]!, cost[edge]!)
    addArc(to[edge]!, from[edge]!, cost[edge]!)
  }
  return { nodeCount, start, target, deciseconds, longestDeciseconds }
}
