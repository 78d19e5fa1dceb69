import { type LabelRows, NO_LABEL } from './label-rows.ts'

/**
 * The two soonest labels of different owners at every node, kept right while the graph and its seeds change. Both are the
 * least by time and then by owner, so they do not depend on the order of changes: taking a change back restores every bit.
 */
export interface TwoLabels {
  readonly rows: LabelRows
  /** First (2n) and second (2n + 1) label of node n, packed; NO_LABEL where there is none. */
  readonly labels: Int32Array
  /** Nodes whose labels may have changed since `forgetTouched`; the first `touchedCount` entries. */
  readonly touched: Int32Array
  readonly touchedCount: number
  forgetTouched(): void
  /** Starts walking at a node with a label. */
  addSeed(node: number, label: number): void
  /** Takes a start back, and every label that came of it. */
  removeSeed(node: number, label: number): void
  /** Takes back what came along an arc of this packed cost, before it is barred, made dearer or removed. */
  eraseAlong(source: number, target: number, cost: number): void
  /** Says that arcs that leave the node are new or cheaper. */
  wake(node: number): void
  /** Brings all labels up to date after any number of the above. */
  settle(): void
  /** Forgets everything and labels the graph anew from seeds (node and label in turn), which are not kept. */
  sweep(seeds: ArrayLike<number>): void
}

export function createTwoLabels(rows: LabelRows): TwoLabels {
  const ownerMask = 2 ** rows.ownerBits - 1
  const labels = new Int32Array(2 * rows.capacity).fill(NO_LABEL)
  const seeds = new Map<number, number[]>()
  // nodes whose arcs are to be looked at, in a ring; each waits at most once
  const room = 2 ** Math.ceil(Math.log2(rows.capacity + 1))
  const ring = new Int32Array(room)
  const mask = room - 1
  let head = 0
  let tail = 0
  const waits = new Uint8Array(rows.capacity)
  /** How many nodes were touched, then those. */
  const touched = new Int32Array(1 + rows.capacity)
  const isTouched = new Uint8Array(rows.capacity)
  /** Nodes that lost a label since the last settling. */
  let bereft: number[] = []

  function wake(node: number): void {
    if (waits[node] === 1) return
    waits[node] = 1
    ring[tail] = node
    tail = (tail + 1) & mask
  }

  function touch(node: number): void {
    if (isTouched[node] === 1) return
    isTouched[node] = 1
    touched[0] = touched[0]! + 1
    touched[touched[0]] = node
  }

  function offer(node: number, label: number): void {
    const first = labels[2 * node]!
    if (label >= labels[2 * node + 1]!) return
    if (((label ^ first) & ownerMask) === 0) {
      if (label >= first) return
      labels[2 * node] = label
    } else if (label < first) {
      labels[2 * node + 1] = first
      labels[2 * node] = label
    } else labels[2 * node + 1] = label
    touch(node)
    wake(node)
  }

  /** Erases a label and every label that came of it along arcs. */
  function erase(node: number, label: number): void {
    const { bounds, arcs } = rows
    const stack = [node, label]
    while (stack.length > 0) {
      const lost = stack.pop()!
      const at = stack.pop()!
      if (lost >= NO_LABEL) continue
      if (labels[2 * at] === lost) labels[2 * at] = labels[2 * at + 1]!
      else if (labels[2 * at + 1] !== lost) continue
      labels[2 * at + 1] = NO_LABEL
      touch(at)
      bereft.push(at)
      const end = bounds[2 * at + 1]!
      for (let arc = bounds[2 * at]!; arc < end; arc += 2) {
        const target = arcs[arc]!
        const followed = lost + arcs[arc + 1]!
        if (labels[2 * target] === followed || labels[2 * target + 1] === followed) stack.push(target, followed)
      }
    }
  }

  /** Lets bereft nodes be reached again: from their neighbours, and by their own seeds. */
  function wakeAroundBereft(): void {
    const { bounds, arcs } = rows
    for (const node of bereft) {
      if (node >= rows.nodeCount) continue
      wake(node)
      const end = bounds[2 * node + 1]!
      for (let arc = bounds[2 * node]!; arc < end; arc += 2) wake(arcs[arc]!)
      for (const label of seeds.get(node) ?? []) offer(node, label)
    }
    bereft = []
  }

  function settle(): void {
    if (bereft.length > 0) wakeAroundBereft()
    const { bounds, arcs } = rows
    tail = walkRing(labels, ring, mask, head, tail, waits, bounds, arcs, ownerMask, touched, isTouched)
    head = tail
  }

  return {
    rows,
    labels,
    touched: touched.subarray(1),
    get touchedCount() {
      return touched[0]!
    },
    forgetTouched() {
      for (let at = 1; at <= touched[0]!; at++) isTouched[touched[at]!] = 0
      touched[0] = 0
    },
    addSeed(node, label) {
      seeds.set(node, [...(seeds.get(node) ?? []), label])
      offer(node, label)
    },
    removeSeed(node, label) {
      const held = seeds.get(node) ?? []
      const at = held.indexOf(label)
      const left = held.filter((_, other) => other !== at)
      if (left.length > 0) seeds.set(node, left)
      else seeds.delete(node)
      erase(node, label)
    },
    eraseAlong(source, target, cost) {
      const held = [labels[2 * source]!, labels[2 * source + 1]!]
      for (const label of held) if (label !== NO_LABEL) erase(target, label + cost)
    },
    wake,
    settle,
    sweep(anew) {
      labels.fill(NO_LABEL)
      seeds.clear()
      bereft = []
      // nobody is told which nodes a whole sweep touches
      isTouched.fill(1)
      for (let seed = 0; seed < anew.length; seed += 2) offer(anew[seed]!, anew[seed + 1]!)
      settle()
      isTouched.fill(0)
      touched[0] = 0
    },
  }
}

/**
 * Walks until nobody waits in the ring, and says where it ends then. First in, first out, over both labels of a node at once and without a branch: which
 * of two labels is less, and whether a node is to be looked at again, is as good as chance, and a wrong guess costs more than
 * doing both. Of labels f < s that a node holds and a < b that come, of two owners each, the sooner of f and a stays first;
 * second is the soonest of s, b and, unless f and a are of one owner, the later of f and a. The node is written to the end of
 * the ring whatever comes of it; the end moves on only where a label changed and it does not wait yet.
 *
 * A function of its own over plain arrays that reads and writes no property: V8 compiles it while its first call runs, with
 * nothing known of what stands around the loop, threw that out at the second call and came back to it late.
 */
function walkRing(
  held: Int32Array,
  queue: Int32Array,
  wrap: number,
  begin: number,
  past: number,
  queued: Uint8Array,
  bounds: Int32Array,
  arcs: Int32Array,
  owners: number,
  touched: Int32Array,
  isTouched: Uint8Array,
): number {
  let head = begin
  let tail = past
  while (head !== tail) {
    const node = queue[head]!
    head = (head + 1) & wrap
    queued[node] = 0
    if (isTouched[node] === 0) {
      isTouched[node] = 1
      touched[0] = touched[0]! + 1
      touched[touched[0]] = node
    }
    const soonest = held[2 * node]!
    const next = held[2 * node + 1]!
    const end = bounds[2 * node + 1]!
    for (let arc = bounds[2 * node]!; arc < end; arc += 2) {
      const target = arcs[arc]!
      const cost = arcs[arc + 1]!
      const slot = 2 * target
      const first = held[slot]!
      const second = held[slot + 1]!
      const label = (soonest + cost) | 0
      const below = (label - first) | 0
      // below is kept where negative, else 0: adding it takes the lesser
      const lesser = below & (below >> 31)
      const sameOwner = ((((label ^ first) & owners) - 1) >> 31) & NO_LABEL
      const later = (label - lesser) | 0 | sameOwner
      const nextBelow = (next + cost - second) | 0
      const soonerSecond = (second + (nextBelow & (nextBelow >> 31))) | 0
      const laterBelow = (later - soonerSecond) | 0
      const newSecond = (soonerSecond + (laterBelow & (laterBelow >> 31))) | 0
      held[slot] = (first + lesser) | 0
      held[slot + 1] = newSecond
      // 1 where a label changed: neither ever grows
      const changed = (lesser | (newSecond - second)) >>> 31
      const waiting = queued[target]!
      queued[target] = waiting | changed
      queue[tail] = target
      tail = (tail + (changed & (waiting ^ 1))) & wrap
    }
  }
  return tail
}
