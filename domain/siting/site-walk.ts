import type { AccessPoint } from '#domain/coverage/access.ts'
import type { WalkGraph } from '#domain/coverage/graph.ts'
import { alongEdge, sourcesOf } from '#domain/coverage/household-time.ts'
import type { Network } from '#domain/coverage/network.ts'
import { createBoundedSearch } from './bounded-search.ts'
import { type Demand, demandsByNode, leftAtDemand } from './demand.ts'

/** Demands within their limit of a site, `count` of them, and their deciseconds; overwritten by the next walk. */
export interface SiteReached {
  count: number
  demand: Int32Array
  deciseconds: Int32Array
}

export interface SiteWalk {
  /** From a site that stands on a node. */
  fromNode(node: number): SiteReached
  /** From a site that meets the network at these points, as stations do. */
  fromPoints(points: readonly AccessPoint[]): SiteReached
}

/** Walks from sites to demand, by the same times as coverage has for a station there. */
export function createSiteWalk(network: Network, graph: WalkGraph, demand: Demand): SiteWalk {
  const search = createBoundedSearch(graph)
  const byNode = demandsByNode(demand, graph.nodeCount)
  const onEdge = demandsByEdge(demand)
  const count = demand.weight.length
  const farthest = demand.limitDeciseconds.reduce((most, limit) => Math.max(most, limit), 0)
  const reached: SiteReached = { count: 0, demand: new Int32Array(count), deciseconds: new Int32Array(count) }
  const asked = new Int32Array(count)
  let question = 0

  function collect(points: readonly AccessPoint[]): SiteReached {
    search.run(farthest)
    question++
    reached.count = 0
    const tell = (index: number) => {
      if (asked[index] === question) return
      asked[index] = question
      let time = farthest - leftAtDemand(demand, index, search.left)
      for (const point of points) time = Math.min(time, alongSite(graph, demand, index, point))
      if (time > demand.limitDeciseconds[index]!) return
      reached.demand[reached.count] = index
      reached.deciseconds[reached.count++] = time
    }
    for (let at = 0; at < search.count; at++) {
      const node = search.node[at]!
      for (let entry = byNode.start[node]!; entry < byNode.start[node + 1]!; entry++) tell(byNode.demand[entry]!)
    }
    for (const { edge } of points) for (const index of onEdge.get(edge) ?? []) tell(index)
    return reached
  }

  return {
    fromNode(node) {
      search.offer(node, 0)
      return collect([])
    },
    fromPoints(points) {
      const { node, deciseconds } = sourcesOf(network, graph, [points])
      for (let at = 0; at < node.length; at++) search.offer(node[at]!, deciseconds[at]!)
      return collect(points)
    },
  }
}

/** Deciseconds along the edge that both stand on; infinite where they do not. */
function alongSite(graph: WalkGraph, { place, access }: Demand, index: number, site: AccessPoint): number {
  let least = Number.POSITIVE_INFINITY
  for (let point = access.start[place[index]!]!; point < access.start[place[index]! + 1]!; point++)
    if (access.edge[point] === site.edge) least = Math.min(least, alongEdge(graph, access, point, site))
  return least
}

function demandsByEdge({ place, access }: Demand): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (let demand = 0; demand < place.length; demand++)
    for (let point = access.start[place[demand]!]!; point < access.start[place[demand]! + 1]!; point++) {
      const known = found.get(access.edge[point]!)
      if (known) known.push(demand)
      else found.set(access.edge[point]!, [demand])
    }
  return found
}
