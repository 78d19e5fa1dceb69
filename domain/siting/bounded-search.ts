import type { WalkGraph } from '#domain/coverage/graph.ts'
import { longer } from './longer.ts'

/** Deciseconds a bucket spans, as a power of two: no more than most arcs take, so that few nodes are reached twice from one bucket. */
const BUCKET_BITS = { least: 6, most: 8 }

/** `left` of a node that the last run did not reach. */
export const NOT_REACHED = -1

/** A walking graph as compressed sparse rows. */
export type Rows = Pick<WalkGraph, 'nodeCount' | 'start' | 'target' | 'deciseconds'>

/** A search that stops at a limit and remembers what it touched, so that the next one costs nothing for the rest of the county. */
export interface BoundedSearch {
  /** Deciseconds of the last run's limit that are left at every node it reached (the limit less the walk); NOT_REACHED elsewhere. */
  left: Int32Array
  /** The nodes reached by the last run, `count` of them, in no order. */
  node: Int32Array
  count: number
  /** Offers a start; those later than the limit of the run are passed over. */
  offer(node: number, deciseconds: number): void
  /** Walks from all starts offered since the last run to everywhere within `limitDeciseconds`. */
  run(limitDeciseconds: number): void
}

/**
 * Bounded shortest paths by Dial's buckets (Algorithm 360, 1969), counted down from the limit: what lies beyond it and what
 * was reached sooner is told by one comparison. One search's memory serves all that follow.
 */
export function createBoundedSearch({ nodeCount, start, target, deciseconds: cost }: Rows): BoundedSearch {
  const left = new Int32Array(nodeCount).fill(NOT_REACHED)
  const reached = new Int32Array(nodeCount)
  const arcs = pairArcs(target, cost)
  const { least, bits } = costsOf(cost)
  const offered = { node: new Int32Array(64), time: new Int32Array(64), count: 0 }
  let heads = new Int32Array(256).fill(-1)
  /** Pairs: the entry after each entry, and its node. */
  let entries = new Int32Array(2 * 4096)

  const search: BoundedSearch = {
    left,
    node: reached,
    count: 0,
    offer(node, time) {
      if (offered.count === offered.node.length) {
        offered.node = longer(offered.node, 2 * offered.count)
        offered.time = longer(offered.time, 2 * offered.count)
      }
      offered.node[offered.count] = node
      offered.time[offered.count++] = time
    },
    run(limit) {
      for (let index = 0; index < search.count; index++) left[reached[index]!] = NOT_REACHED
      const first = limit >> bits
      if (first >= heads.length) heads = new Int32Array(2 * first).fill(-1)
      const head = heads
      let queue = entries
      let room = queue.length
      let used = 0
      let count = 0
      for (let index = 0; index < offered.count; index++) {
        const node = offered.node[index]!
        const remains = limit - offered.time[index]!
        const before = left[node]!
        if (remains <= before) continue
        if (before === NOT_REACHED) reached[count++] = node
        left[node] = remains
        if (used === room) {
          queue = longer(queue, 2 * room)
          room = queue.length
        }
        queue[used] = head[remains >> bits]!
        queue[used + 1] = node
        head[remains >> bits] = used
        used += 2
      }
      offered.count = 0
      for (let bucket = first; bucket >= 0; bucket--)
        for (let entry = head[bucket]!; entry >= 0; entry = head[bucket]!) {
          head[bucket] = queue[entry]!
          const node = queue[entry + 1]!
          const now = left[node]!
          // reached sooner meanwhile, and expanded then
          if (now >> bits !== bucket) continue
          const end = 2 * start[node + 1]!
          for (let arc = 2 * start[node]!; arc < end; arc += 2) {
            const remains = now - arcs[arc + 1]!
            const neighbour = arcs[arc]!
            const before = left[neighbour]!
            if (remains <= before) continue
            if (before === NOT_REACHED) reached[count++] = neighbour
            left[neighbour] = remains
            // no arc leads on from there
            if (remains < least) continue
            if (used === room) {
              queue = longer(queue, 2 * room)
              room = queue.length
            }
            const ahead = remains >> bits
            queue[used] = head[ahead]!
            queue[used + 1] = neighbour
            head[ahead] = used
            used += 2
          }
        }
      entries = queue
      search.count = count
    },
  }
  return search
}

/** End and cost of every arc in turn: beside each other they come with one line of the cache. */
export function pairArcs(target: Int32Array, cost: Int32Array): Int32Array {
  const arcs = new Int32Array(2 * target.length)
  for (let arc = 0; arc < target.length; arc++) {
    arcs[2 * arc] = target[arc]!
    arcs[2 * arc + 1] = cost[arc]!
  }
  return arcs
}

/** The least cost of an arc, and the bits of a bucket that suit the mean one. */
export function costsOf(cost: Int32Array): { least: number; bits: number } {
  let least = cost[0] ?? 0
  let all = 0
  for (let arc = 0; arc < cost.length; arc++) {
    all += cost[arc]!
    if (cost[arc]! < least) least = cost[arc]!
  }
  const mean = 31 - Math.clz32(Math.max(1, all / Math.max(1, cost.length)))
  return { least, bits: Math.min(BUCKET_BITS.most, Math.max(BUCKET_BITS.least, mean)) }
}
