import { BUCKET_BITS, type Buckets, ensureSpan, growBuckets, makeBuckets, pushAll } from './buckets.ts'
import { UNREACHED, type WalkGraph } from './graph.ts'

type Rows = Pick<WalkGraph, 'nodeCount' | 'start' | 'target' | 'deciseconds' | 'longestDeciseconds'>

/** Where walking starts, as columns: a node, who owns it (0 or more), and the deciseconds already spent on the way to it. */
export interface Sources {
  node: Int32Array
  owner: Int32Array
  deciseconds: Int32Array
}

/** One entry a node. UNREACHED and owner -1 where nothing reaches it. */
export interface NearestSweep {
  deciseconds: Int32Array
  owner: Int32Array
}

/** The nearest source of another owner beside it. */
export interface Sweep extends NearestSweep {
  secondDeciseconds: Int32Array
  secondOwner: Int32Array
}

export interface Sweeper {
  /** Time and owner of the nearest source for every node. The answer is overwritten by the sweeper's next call. */
  nearest(sources: Sources): NearestSweep
  /** The same with the second-nearest owner. The answer is overwritten by the sweeper's next call. */
  nearestTwo(sources: Sources): Sweep
}

/**
 * Multi-source shortest paths over a graph with integer costs, by Dial's buckets (Algorithm 360, 1969), widened: inside a
 * bucket a node may be reached again sooner, and is then expanded again.
 * The second-nearest owner takes another sweep, which starts where cells touch and never leaves a cell: a walk from another
 * owner crosses the last border into the node's cell once and stays inside from there.
 */
export function createSweeper(graph: Rows): Sweeper {
  const sweep: Sweep = {
    deciseconds: new Int32Array(graph.nodeCount),
    owner: new Int32Array(graph.nodeCount),
    secondDeciseconds: new Int32Array(graph.nodeCount),
    secondOwner: new Int32Array(graph.nodeCount),
  }
  let buckets = makeBuckets(graph.nodeCount + 1024, graph.longestDeciseconds)

  function nearest(sources: Sources) {
    const latest = seedSources(sources, sweep)
    buckets = ensureSpan(buckets, Math.max(graph.longestDeciseconds, latest))
    settle(graph, sweep, buckets, pushAll(sweep.deciseconds, UNREACHED, buckets))
    return sweep
  }

  return {
    nearest,
    nearestTwo(sources) {
      nearest(sources)
      const latest = Math.max(seedLosers(sources, sweep), seedBorders(graph, sweep))
      buckets = ensureSpan(buckets, Math.max(graph.longestDeciseconds, latest))
      settleWithinCells(graph, sweep, buckets, pushAll(sweep.secondDeciseconds, UNREACHED, buckets))
      return sweep
    },
  }
}

/** Gives source nodes their time and owner; returns the largest time given. */
function seedSources(sources: Sources, { deciseconds, owner }: Sweep): number {
  deciseconds.fill(UNREACHED)
  owner.fill(-1)
  let latest = 0
  for (let source = 0; source < sources.node.length; source++) {
    const node = sources.node[source]!
    const time = sources.deciseconds[source]!
    if (time >= deciseconds[node]!) continue
    deciseconds[node] = time
    owner[node] = sources.owner[source]!
    if (time > latest) latest = time
  }
  return latest
}

/** Empties the buckets in order of time. An entry whose node was reached sooner meanwhile is passed over. */
function settle(graph: Rows, { deciseconds: times, owner }: Sweep, buckets: Buckets, pushed: number): void {
  const { start, target, deciseconds: cost } = graph
  const { head } = buckets
  let { next, node: entryNode } = buckets
  const mask = head.length - 1
  let waiting = pushed
  let used = pushed
  let free = -1
  for (let bucket = 0; waiting > 0; bucket++) {
    const slot = bucket & mask
    for (let entry = head[slot]!; entry >= 0; entry = head[slot]!) {
      head[slot] = next[entry]!
      next[entry] = free
      free = entry
      waiting--
      const node = entryNode[entry]!
      const now = times[node]!
      if (now >> BUCKET_BITS !== bucket) continue
      const cell = owner[node]!
      const end = start[node + 1]!
      for (let arc = start[node]!; arc < end; arc++) {
        const neighbour = target[arc]!
        const reached = now + cost[arc]!
        if (reached >= times[neighbour]!) continue
        times[neighbour] = reached
        owner[neighbour] = cell
        let room = free
        if (room >= 0) free = next[room]!
        else {
          if (used === next.length) {
            growBuckets(buckets)
            next = buckets.next
            entryNode = buckets.node
          }
          room = used++
        }
        const ahead = (reached >> BUCKET_BITS) & mask
        entryNode[room] = neighbour
        next[room] = head[ahead]!
        head[ahead] = room
        waiting++
      }
    }
  }
}

/** Clears the second times and gives them to nodes where a second owner starts too; returns the largest time given. */
function seedLosers(sources: Sources, { owner, secondDeciseconds, secondOwner }: Sweep): number {
  secondDeciseconds.fill(UNREACHED)
  secondOwner.fill(-1)
  let latest = 0
  for (let source = 0; source < sources.node.length; source++) {
    const node = sources.node[source]!
    const time = sources.deciseconds[source]!
    if (sources.owner[source] === owner[node] || time >= secondDeciseconds[node]!) continue
    secondDeciseconds[node] = time
    secondOwner[node] = sources.owner[source]!
    if (time > latest) latest = time
  }
  return latest
}

/** Gives every node on a border what comes over it from another cell; returns the largest time given. */
function seedBorders(graph: Rows, sweep: Sweep): number {
  const { start, target, deciseconds: cost } = graph
  const { deciseconds: times, owner, secondDeciseconds, secondOwner } = sweep
  let latest = 0
  for (let node = 0; node < graph.nodeCount; node++) {
    const cell = owner[node]!
    if (cell < 0) continue
    let soonest = secondDeciseconds[node]!
    const end = start[node + 1]!
    for (let arc = start[node]!; arc < end; arc++) {
      const neighbour = target[arc]!
      if (owner[neighbour] === cell) continue
      const reached = times[neighbour]! + cost[arc]!
      if (reached >= soonest) continue
      soonest = reached
      secondDeciseconds[node] = reached
      secondOwner[node] = owner[neighbour]!
    }
    if (soonest !== UNREACHED && soonest > latest) latest = soonest
  }
  return latest
}

/** Like `settle` for the second times, along arcs whose two ends share their nearest owner. */
function settleWithinCells(graph: Rows, sweep: Sweep, buckets: Buckets, pushed: number): void {
  const { start, target, deciseconds: cost } = graph
  const { owner, secondDeciseconds: times, secondOwner } = sweep
  const { head } = buckets
  let { next, node: entryNode } = buckets
  const mask = head.length - 1
  let waiting = pushed
  let used = pushed
  let free = -1
  for (let bucket = 0; waiting > 0; bucket++) {
    const slot = bucket & mask
    for (let entry = head[slot]!; entry >= 0; entry = head[slot]!) {
      head[slot] = next[entry]!
      next[entry] = free
      free = entry
      waiting--
      const node = entryNode[entry]!
      const now = times[node]!
      if (now >> BUCKET_BITS !== bucket) continue
      const cell = owner[node]!
      const second = secondOwner[node]!
      const end = start[node + 1]!
      for (let arc = start[node]!; arc < end; arc++) {
        const neighbour = target[arc]!
        const reached = now + cost[arc]!
        if (reached >= times[neighbour]! || owner[neighbour] !== cell) continue
        times[neighbour] = reached
        secondOwner[neighbour] = second
        let room = free
        if (room >= 0) free = next[room]!
        else {
          if (used === next.length) {
            growBuckets(buckets)
            next = buckets.next
            entryNode = buckets.node
          }
          room = used++
        }
        const ahead = (reached >> BUCKET_BITS) & mask
        entryNode[room] = neighbour
        next[room] = head[ahead]!
        head[ahead] = room
        waiting++
      }
    }
  }
}
