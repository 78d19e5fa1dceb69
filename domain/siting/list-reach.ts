import type { WalkGraph } from '#domain/coverage/graph.ts'
import type { AccessColumns } from '#domain/coverage/household-time.ts'
import { createBoundedSearch } from './bounded-search.ts'
import { type Demand, demandsByNode, timeOfDemand } from './demand.ts'
import { type Reach, reachOfRows } from './reach.ts'
import type { Watch } from './watch.ts'

/** Candidates between two looks at the watch. */
const WATCH_EVERY = 64

/** What a demand has from a candidate in reach: 1, or the deciseconds that it walks less than its limit. */
export type Benefit = 'covered' | 'saved'

/**
 * The reach of demands over listed candidates that meet the network as stations do (`candidates`: access columns, one place a
 * candidate; one without access points serves nobody). `graph` is walked from the candidate towards demand.
 */
export function reachOfList(
  graph: WalkGraph,
  candidates: AccessColumns,
  demand: Demand,
  benefit: Benefit,
  watch: Watch,
): Reach {
  const search = createBoundedSearch(graph)
  const byNode = demandsByNode(demand, graph.nodeCount)
  const byEdge = pointsByEdge(demand)
  const farthest = demand.limitDeciseconds.reduce((most, limit) => Math.max(most, limit), 0)
  const count = candidates.start.length - 1
  const found: { demand: number; candidate: number; saved: number }[] = []
  for (let candidate = 0; candidate < count; candidate++) {
    if (candidate % WATCH_EVERY === 0) watch(candidate / count)
    const times = new Map<number, number>()
    const offer = (index: number, time: number) => {
      if (time <= demand.limitDeciseconds[index]! && time < (times.get(index) ?? Number.POSITIVE_INFINITY))
        times.set(index, time)
    }
    for (let point = candidates.start[candidate]!; point < candidates.start[candidate + 1]!; point++) {
      search.offer(candidates.fromNode[point]!, candidates.toFromDeciseconds[point]!)
      search.offer(candidates.toNode[point]!, candidates.toToDeciseconds[point]!)
      const whole = graph.edgeDeciseconds[candidates.edge[point]!]!
      for (const other of byEdge.get(candidates.edge[point]!) ?? [])
        offer(other.demand, alongEdge(whole, candidates, point, demand.access, other.point))
    }
    search.run(farthest)
    for (let at = 0; at < search.count; at++)
      for (let entry = byNode.start[search.node[at]!]!; entry < byNode.start[search.node[at]! + 1]!; entry++)
        if (!times.has(byNode.demand[entry]!) || benefit === 'saved')
          offer(byNode.demand[entry]!, timeOfDemand(demand, byNode.demand[entry]!, search.deciseconds))
    for (const [index, time] of times) {
      const saved = benefit === 'covered' ? 1 : demand.limitDeciseconds[index]! - time
      if (saved > 0) found.push({ demand: index, candidate, saved })
    }
  }
  return reachOfRows(rowsOf(found, count, demand.weight, benefit))
}

function rowsOf(
  found: readonly { demand: number; candidate: number; saved: number }[],
  candidateCount: number,
  weight: Float64Array,
  benefit: Benefit,
) {
  const start = new Int32Array(weight.length + 1)
  for (const { demand } of found) start[demand + 1]!++
  for (let demand = 0; demand < weight.length; demand++) start[demand + 1]! += start[demand]!
  const next = start.slice()
  const candidate = new Int32Array(found.length)
  const saved = new Int32Array(found.length)
  for (const entry of found) {
    const at = next[entry.demand]!++
    candidate[at] = entry.candidate
    saved[at] = entry.saved
  }
  return { candidateCount, start, candidate, saved: benefit === 'covered' ? null : saved, weight }
}

function pointsByEdge({ place, access }: Demand): Map<number, { demand: number; point: number }[]> {
  const found = new Map<number, { demand: number; point: number }[]>()
  for (let demand = 0; demand < place.length; demand++)
    for (let point = access.start[place[demand]!]!; point < access.start[place[demand]! + 1]!; point++) {
      const known = found.get(access.edge[point]!)
      if (known) known.push({ demand, point })
      else found.set(access.edge[point]!, [{ demand, point }])
    }
  return found
}

/** Both straight stretches and the stretch of the edge between two points on it, as coverage walks them. */
function alongEdge(whole: number, one: AccessColumns, point: number, other: AccessColumns, otherPoint: number): number {
  const off = (columns: AccessColumns, at: number) =>
    (columns.toFromDeciseconds[at]! + columns.toToDeciseconds[at]! - whole) / 2
  const oneOff = off(one, point)
  const otherOff = off(other, otherPoint)
  const apart = one.toFromDeciseconds[point]! - oneOff - (other.toFromDeciseconds[otherPoint]! - otherOff)
  return oneOff + otherOff + Math.abs(apart)
}
