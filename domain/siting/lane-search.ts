import { costsOf, NOT_REACHED, pairArcs, type Rows } from './bounded-search.ts'
import { longer } from './longer.ts'

/** Starts that are searched from at once. */
export const LANES = 8

/**
 * Bounded searches from LANES places at once. Neighbours on the ground reach much the same nodes, and share the looking at
 * them: half of the time of one search after another.
 */
export interface LaneSearch {
  /** Deciseconds that lane l has left at node n at LANES * n + l; NOT_REACHED where it does not come. */
  left: Int32Array
  /** The nodes reached by any lane, `count` of them, in no order. */
  node: Int32Array
  count: number
  /** Whether any lane reached a node. */
  reached(node: number): boolean
  /** Forgets the last run. */
  begin(): void
  /** Starts a lane at a node with so many deciseconds left; below 0 it does not start. */
  offer(lane: number, node: number, left: number): void
  /** Walks from all starts offered since `begin` to wherever something is left. */
  run(): void
}

const NO_NODE = -1
/** `next` of a node that does not wait. */
const IDLE = -2

/**
 * Label correcting with a label a lane. A node keeps the bucket of its first touch, whatever comes later: what a farther lane
 * brings runs through the buckets anew until it has caught up with the front, and from there on all lanes walk together
 * (1.3 looks at a node for all of them on the bench's county).
 */
export function createLaneSearch({ nodeCount, start, target, deciseconds: cost }: Rows): LaneSearch {
  const left = new Int32Array(LANES * nodeCount).fill(NOT_REACHED)
  const reached = new Int32Array(nodeCount)
  const bucketOf = new Int32Array(nodeCount).fill(NO_NODE)
  const next = new Int32Array(nodeCount).fill(IDLE)
  const arcs = pairArcs(target, cost)
  const { least, bits } = costsOf(cost)
  let heads = new Int32Array(256).fill(NO_NODE)
  let top = -1

  function mostLeft(slot: number): number {
    let most = left[slot]!
    for (let lane = 1; lane < LANES; lane++) if (left[slot + lane]! > most) most = left[slot + lane]!
    return most
  }

  const search: LaneSearch = {
    left,
    node: reached,
    count: 0,
    reached: (node) => bucketOf[node]! >= 0,
    begin() {
      for (let index = 0; index < search.count; index++) {
        const node = reached[index]!
        bucketOf[node] = NO_NODE
        const slot = LANES * node
        left[slot] = NOT_REACHED
        left[slot + 1] = NOT_REACHED
        left[slot + 2] = NOT_REACHED
        left[slot + 3] = NOT_REACHED
        left[slot + 4] = NOT_REACHED
        left[slot + 5] = NOT_REACHED
        left[slot + 6] = NOT_REACHED
        left[slot + 7] = NOT_REACHED
      }
      search.count = 0
      top = -1
    },
    offer(lane, node, remains) {
      const slot = LANES * node + lane
      if (remains <= left[slot]!) return
      left[slot] = remains
      // also where the node keeps a lower bucket: its neighbours may not
      const ahead = remains >> bits
      if (ahead >= heads.length) heads = longer(heads, 2 * ahead).fill(NO_NODE, heads.length)
      let bucket = bucketOf[node]!
      if (bucket < 0) {
        reached[search.count++] = node
        bucket = ahead
        bucketOf[node] = bucket
      }
      if (bucket > top) top = bucket
      if (next[node] !== IDLE) return
      next[node] = heads[bucket]!
      heads[bucket] = node
    },
    run() {
      // locals, so that they stay in registers
      const labels = left
      const head = heads
      const waits = next
      const firstTouch = bucketOf
      const bounds = start
      const ends = arcs
      let count = search.count
      let bucket = top
      while (bucket >= 0) {
        const node = head[bucket]!
        if (node < 0) {
          bucket--
          continue
        }
        head[bucket] = waits[node]!
        waits[node] = IDLE
        const from = LANES * node
        const left0 = labels[from]!
        const left1 = labels[from + 1]!
        const left2 = labels[from + 2]!
        const left3 = labels[from + 3]!
        const left4 = labels[from + 4]!
        const left5 = labels[from + 5]!
        const left6 = labels[from + 6]!
        const left7 = labels[from + 7]!
        const end = 2 * bounds[node + 1]!
        for (let arc = 2 * bounds[node]!; arc < end; arc += 2) {
          const neighbour = ends[arc]!
          const spent = ends[arc + 1]!
          const slot = LANES * neighbour
          let changed = false
          // a loop over the lanes takes a third longer
          let remains = 0
          remains = (left0 - spent) | 0
          if (remains > labels[slot]!) {
            labels[slot] = remains
            changed = true
          }
          remains = (left1 - spent) | 0
          if (remains > labels[slot + 1]!) {
            labels[slot + 1] = remains
            changed = true
          }
          remains = (left2 - spent) | 0
          if (remains > labels[slot + 2]!) {
            labels[slot + 2] = remains
            changed = true
          }
          remains = (left3 - spent) | 0
          if (remains > labels[slot + 3]!) {
            labels[slot + 3] = remains
            changed = true
          }
          remains = (left4 - spent) | 0
          if (remains > labels[slot + 4]!) {
            labels[slot + 4] = remains
            changed = true
          }
          remains = (left5 - spent) | 0
          if (remains > labels[slot + 5]!) {
            labels[slot + 5] = remains
            changed = true
          }
          remains = (left6 - spent) | 0
          if (remains > labels[slot + 6]!) {
            labels[slot + 6] = remains
            changed = true
          }
          remains = (left7 - spent) | 0
          if (remains > labels[slot + 7]!) {
            labels[slot + 7] = remains
            changed = true
          }
          if (!changed) continue
          let ahead = firstTouch[neighbour]!
          if (ahead < 0) {
            reached[count++] = neighbour
            ahead = mostLeft(slot) >> bits
            firstTouch[neighbour] = ahead
          }
          if (waits[neighbour] !== IDLE) continue
          // no arc leads on from there
          if (ahead === 0 && mostLeft(slot) < least) continue
          waits[neighbour] = head[ahead]!
          head[ahead] = neighbour
          if (ahead > bucket) bucket = ahead
        }
      }
      search.count = count
    },
  }
  return search
}
