import { UNREACHED, type WalkGraph } from '#domain/coverage/graph.ts'
import { longer } from './longer.ts'

/** Deciseconds a bucket spans, as a power of two: 64. */
const BUCKET_BITS = 6

/** A walking graph as compressed sparse rows. */
export type Rows = Pick<WalkGraph, 'nodeCount' | 'start' | 'target' | 'deciseconds'>

/** A search that stops at a limit and remembers what it touched, so that the next one costs nothing for the rest of the county. */
export interface BoundedSearch {
  /** Time of every node reached by the last run; UNREACHED elsewhere. */
  deciseconds: Int32Array
  /** The nodes reached by the last run, `count` of them, in no order. */
  node: Int32Array
  count: number
  /** Offers a start; those later than the limit of the run are passed over. */
  offer(node: number, deciseconds: number): void
  /** Walks from all starts offered since the last run to everywhere within `limitDeciseconds`. */
  run(limitDeciseconds: number): void
}

/** Bounded shortest paths by Dial's buckets (Algorithm 360, 1969); one search's memory serves all that follow. */
export function createBoundedSearch({ nodeCount, start, target, deciseconds: cost }: Rows): BoundedSearch {
  const times = new Int32Array(nodeCount).fill(UNREACHED)
  const reached = new Int32Array(nodeCount)
  // an arc's end and cost beside each other come with one line of the cache
  const arcs = new Int32Array(2 * target.length)
  for (let arc = 0; arc < target.length; arc++) {
    arcs[2 * arc] = target[arc]!
    arcs[2 * arc + 1] = cost[arc]!
  }
  const offered = { node: new Int32Array(64), time: new Int32Array(64), count: 0 }
  let heads = new Int32Array(256).fill(-1)
  /** Pairs: the entry after each entry, and its node. */
  let entries = new Int32Array(2 * 4096)

  const search: BoundedSearch = {
    deciseconds: times,
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
      for (let index = 0; index < search.count; index++) times[reached[index]!] = UNREACHED
      const last = limit >> BUCKET_BITS
      if (last >= heads.length) heads = new Int32Array(2 * last).fill(-1)
      const head = heads
      let queue = entries
      let room = queue.length
      let used = 0
      let count = 0
      for (let index = 0; index < offered.count; index++) {
        const node = offered.node[index]!
        const time = offered.time[index]!
        if (time > limit || time >= times[node]!) continue
        if (times[node] === UNREACHED) reached[count++] = node
        times[node] = time
        if (used === room) {
          queue = longer(queue, 2 * room)
          room = queue.length
        }
        queue[used] = head[time >> BUCKET_BITS]!
        queue[used + 1] = node
        head[time >> BUCKET_BITS] = used
        used += 2
      }
      offered.count = 0
      for (let bucket = 0; bucket <= last; bucket++)
        for (let entry = head[bucket]!; entry >= 0; entry = head[bucket]!) {
          head[bucket] = queue[entry]!
          const node = queue[entry + 1]!
          const now = times[node]!
          // reached sooner meanwhile, and expanded then
          if (now >> BUCKET_BITS !== bucket) continue
          const end = 2 * start[node + 1]!
          for (let arc = 2 * start[node]!; arc < end; arc += 2) {
            const time = now + arcs[arc + 1]!
            if (time > limit) continue
            const neighbour = arcs[arc]!
            const before = times[neighbour]!
            if (time >= before) continue
            if (before === UNREACHED) reached[count++] = neighbour
            times[neighbour] = time
            if (used === room) {
              queue = longer(queue, 2 * room)
              room = queue.length
            }
            const ahead = time >> BUCKET_BITS
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
