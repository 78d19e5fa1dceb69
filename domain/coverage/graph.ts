import type { Network } from './network.ts'
import { mayUse, slopeFactor, type WalkProfile, walkDeciseconds } from './profile.ts'
import type { WalkChoice } from './walk-choice.ts'

/** Deciseconds of what cannot be reached. */
export const UNREACHED = 0x7fffffff

/** An edge that takes longer than this (100 hours) is no walk: it is left out, whatever its length says. */
const LONGEST_EDGE_DECISECONDS = 3_600_000

/**
 * A network as one profile walks it, in compressed sparse rows: the arcs that leave node n stand at `start[n]` to
 * `start[n + 1] - 1`. A search runs along arcs from stations outwards; towards a station (`direction: 'to'`) an arc costs
 * what walking it backwards takes. Costs are whole deciseconds, at least 1 an edge, so a walk over k edges is off by at
 * most k x 0.05 s where no edge is shorter than 0.1 s.
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
  /** Cost of a search along each edge of the network from its `from` to its `to` end; -1 where the profile may not walk. */
  edgeDeciseconds: Int32Array
  /** Cost from its `to` to its `from` end; the same array where no slope is known. */
  edgeBackDeciseconds: Int32Array
}

interface GraphOptions {
  direction?: WalkChoice['direction']
  closed?: Uint8Array
  withSteps?: boolean
}

/** The graph of a network for one profile; edges marked in `closed` are left out, `withSteps` takes what the profile cannot. */
export function buildGraph(
  network: Network,
  profile: WalkProfile,
  { direction = 'to', closed, withSteps = false }: GraphOptions = {},
): WalkGraph {
  const rise = direction === 'from' ? 1 : -1
  const costs = (sign: number) =>
    Int32Array.from(network.lengthMeters, (meters, edge) =>
      closed?.[edge] || !(withSteps || mayUse(profile, network.kind[edge]!))
        ? -1
        : edgeCost(profile, meters, sign * network.ascentMeters[edge]!),
    )
  const edgeDeciseconds = costs(rise)
  const level = network.ascentMeters.every((ascent) => Number.isNaN(ascent) || ascent === 0)
  const edgeBackDeciseconds = level ? edgeDeciseconds : costs(-rise)
  const rows = compressRows(network.nodeCount, network.from, network.to, edgeDeciseconds, edgeBackDeciseconds)
  return { profile, ...rows, edgeDeciseconds, edgeBackDeciseconds }
}

function edgeCost(profile: WalkProfile, meters: number, ascentMeters: number): number {
  const cost = Math.max(1, Math.round(walkDeciseconds(profile, meters) * slopeFactor(ascentMeters, meters)))
  return cost <= LONGEST_EDGE_DECISECONDS ? cost : -1
}

/** Both directions of edges with a cost of 0 or more, as sparse rows; `back` is the cost against an edge's direction. */
export function compressRows(
  nodeCount: number,
  from: Int32Array,
  to: Int32Array,
  cost: Int32Array,
  back: Int32Array = cost,
) {
  const start = new Int32Array(nodeCount + 1)
  let longestDeciseconds = 0
  for (let edge = 0; edge < cost.length; edge++) {
    if (cost[edge]! < 0 || back[edge]! < 0) continue
    start[from[edge]! + 1]!++
    start[to[edge]! + 1]!++
    longestDeciseconds = Math.max(longestDeciseconds, cost[edge]!, back[edge]!)
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
    if (cost[edge]! < 0 || back[edge]! < 0) continue
    addArc(from[edge]!, to[edge]!, cost[edge]!)
    addArc(to[edge]!, from[edge]!, back[edge]!)
  }
  return { nodeCount, start, target, deciseconds, longestDeciseconds }
}
