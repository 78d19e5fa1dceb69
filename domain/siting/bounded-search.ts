import { BUCKET_BITS } from '#domain/coverage/buckets.ts'
import { UNREACHED, type WalkGraph } from '#domain/coverage/graph.ts'

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
  // an arc's end and cost beside each other come with one line of the cache
  const arcs = new Int32Array(2 * target.length)
  for (let arc = 0; arc < target.length; arc++) {
    arcs[2 * arc] = target[arc]!
    arcs[2 * arc + 1] = cost[arc]!
  }
  const reached = new Int32Array(nodeCount)
  const offered = { node: [] as number[], time: [] as number[] }
  let heads = new Int32Array(256).fill(-1)
  let next = new Int32Array(4096)
  let waiting = new Int32Array(4096)

  const search: BoundedSearch = {
    deciseconds: times,
    node: reached,
    count: 0,
    offer(node, time) {
      offered.node.push(node)
      offered.time.push(time)
    },
    run(limit) {
      for (let index = 0; index < search.count; index++) times[reached[index]!] = UNREACHED
      const last = limit >> BUCKET_BITS
      if (last >= heads.length) heads = new Int32Array(2 * last).fill(-1)
      const head = heads
      let count = 0
      let used = 0
      for (let index = 0; index < offered.node.length; index++) {
        const node = offered.node[index]!
        const time = offered.time[index]!
        if (time > limit || time >= times[node]!) continue
        if (times[node] === UNREACHED) reached[count++] = node
        times[node] = time
        if (used === next.length) grow()
        waiting[used] = node
        next[used] = head[time >> BUCKET_BITS]!
        head[time >> BUCKET_BITS] = used++
      }
      offered.node.length = 0
      offered.time.length = 0
      for (let bucket = 0; bucket <= last; bucket++)
        for (let entry = head[bucket]!; entry >= 0; entry = head[bucket]!) {
          head[bucket] = next[entry]!
          const node = waiting[entry]!
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
            if (used === next.length) grow()
            waiting[used] = neighbour
            next[used] = head[time >> BUCKET_BITS]!
            head[time >> BUCKET_BITS] = used++
          }
        }
      search.count = count
    },
  }

  function grow(): void {
    const twice = (entries: Int32Array) => {
      const larger = new Int32Array(2 * entries.length)
      larger.set(entries)
      return larger
    }
    next = twice(next)
    waiting = twice(waiting)
  }

  return search
}
