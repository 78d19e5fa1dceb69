import type { AccessColumns } from '#domain/coverage/household-time.ts'
import { LANES, type LaneSearch } from './lane-search.ts'

/** Those that a new site could serve: buildings with weight, and where they meet the network. */
export interface Demand {
  /** Building (index in the access columns) of each demand. */
  place: Int32Array
  /** What the question counts of it: households, elderly people, or households weighted. Whole numbers above 0. */
  weight: Float64Array
  /** Within how many deciseconds a site must lie to be of use: the promise, or what they walk today. */
  limitDeciseconds: Int32Array
  access: AccessColumns
}

/** Walks from demand `first` and those after it, a lane each, to all nodes from which a station would be of use to them. */
export function walkFromDemands({ access, place, limitDeciseconds }: Demand, first: number, search: LaneSearch): void {
  search.begin()
  const lanes = Math.min(LANES, place.length - first)
  for (let lane = 0; lane < lanes; lane++) {
    const limit = limitDeciseconds[first + lane]!
    const at = place[first + lane]!
    for (let point = access.start[at]!; point < access.start[at + 1]!; point++) {
      search.offer(lane, access.fromNode[point]!, limit - access.toFromDeciseconds[point]!)
      search.offer(lane, access.toNode[point]!, limit - access.toToDeciseconds[point]!)
    }
  }
  search.run()
}

/** Deciseconds that a search's walk has left at demand `index`: over its access points and both ends of their edges the most; below 0 beyond it. */
export function leftAtDemand({ access, place }: Demand, index: number, left: Int32Array): number {
  let most = -1
  for (let point = access.start[place[index]!]!; point < access.start[place[index]! + 1]!; point++) {
    const from = left[access.fromNode[point]!]! - access.toFromDeciseconds[point]!
    const to = left[access.toNode[point]!]! - access.toToDeciseconds[point]!
    if (from > most) most = from
    if (to > most) most = to
  }
  return most
}

/** The demands that meet the network at an end of an edge at each node: node n owns entries `start[n]` to `start[n + 1]` - 1. */
export function demandsByNode({ place, access }: Demand, nodeCount: number): { start: Int32Array; demand: Int32Array } {
  const start = new Int32Array(nodeCount + 1)
  const each = (told: (node: number, demand: number) => void) => {
    for (let demand = 0; demand < place.length; demand++)
      for (let point = access.start[place[demand]!]!; point < access.start[place[demand]! + 1]!; point++) {
        told(access.fromNode[point]!, demand)
        told(access.toNode[point]!, demand)
      }
  }
  each((node) => {
    start[node + 1]!++
  })
  for (let node = 0; node < nodeCount; node++) start[node + 1]! += start[node]!
  const next = start.slice()
  const demands = new Int32Array(start[nodeCount]!)
  each((node, demand) => {
    demands[next[node]!++] = demand
  })
  return { start, demand: demands }
}
