import { costOf, type LabelRows, NO_LABEL, targetOf } from './label-rows.ts'

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
  const { memory, ownerBits, targetBits } = rows
  const { labels, ring, waits, bounds } = memory
  const ownerMask = 2 ** ownerBits - 1
  labels.fill(NO_LABEL)
  const seeds = new Map<number, number[]>()
  /** How many wait; nobody has been taken out since the last settling. */
  let waiting = 0
  const touched = new Int32Array(rows.capacity)
  let touchedCount = 0
  const isTouched = new Uint8Array(rows.capacity)
  /** Nodes that lost a label since the last settling. */
  let bereft: number[] = []

  function wake(node: number): void {
    if (waits[node] === 1) return
    waits[node] = 1
    ring[waiting++] = node
  }

  function touch(node: number): void {
    if (isTouched[node] === 1) return
    isTouched[node] = 1
    touched[touchedCount++] = node
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
      for (let arc = bounds[2 * at]!; arc < end; arc++) {
        const target = targetOf(rows, arc)
        const followed = lost + costOf(rows, arc)
        if (labels[2 * target] === followed || labels[2 * target + 1] === followed) stack.push(target, followed)
      }
    }
  }

  /** Lets bereft nodes be reached again: from their neighbours, and by their own seeds. */
  function wakeAroundBereft(): void {
    for (const node of bereft) {
      if (node >= rows.nodeCount) continue
      wake(node)
      const end = bounds[2 * node + 1]!
      for (let arc = bounds[2 * node]!; arc < end; arc++) wake(targetOf(rows, arc))
      for (const label of seeds.get(node) ?? []) offer(node, label)
    }
    bereft = []
  }

  /** Brings all labels up to date; how many nodes were walked, those that were walked again counted again. */
  function walk(): number {
    if (bereft.length > 0) wakeAroundBereft()
    const walked = memory.walkRing(waiting, targetBits, ownerBits)
    waiting = 0
    return walked
  }

  function settle(): void {
    const walked = walk()
    // the ring still holds everybody who was walked, unless it came round
    if (walked < ring.length) for (let at = 0; at < walked; at++) touch(ring[at]!)
    else for (let node = 0; node < rows.nodeCount; node++) touch(node)
  }

  return {
    rows,
    labels,
    touched,
    get touchedCount() {
      return touchedCount
    },
    forgetTouched() {
      for (let at = 0; at < touchedCount; at++) isTouched[touched[at]!] = 0
      touchedCount = 0
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
      for (let seed = 0; seed < anew.length; seed += 2) offer(anew[seed]!, anew[seed + 1]!)
      // nobody is told which nodes a whole sweep touches
      walk()
      isTouched.fill(0)
      touchedCount = 0
    },
  }
}
