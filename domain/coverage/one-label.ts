import { dearCodeFor, LAST_LABEL, type LabelRows, NO_LABEL, targetMaskFor } from './label-rows.ts'

/** The soonest label at every node that was reached, for questions one after another; only what was reached is cleared between them. */
export interface OneLabel {
  /** Packed label of each node, NO_LABEL where it was not reached; overwritten by the next search. */
  readonly labels: Int32Array
  /** Nodes reached; the first `reachedCount` entries. */
  readonly reached: Int32Array
  readonly reachedCount: number
  /** Searches from nodes with labels (in turn), no farther than `lastLabel`. */
  search(seeds: ArrayLike<number>, lastLabel?: number): void
}

export function createOneLabel(rows: LabelRows): OneLabel {
  const labels = new Int32Array(rows.capacity).fill(NO_LABEL)
  let room = 64
  while (room <= rows.capacity) room *= 2
  const ring = new Int32Array(room)
  const waits = new Uint8Array(rows.capacity)
  /** How many nodes were reached, then those. */
  const reached = new Int32Array(1 + rows.capacity)

  function search(seeds: ArrayLike<number>, lastLabel = LAST_LABEL): void {
    for (let at = 1; at <= reached[0]!; at++) labels[reached[at]!] = NO_LABEL
    reached[0] = 0
    let tail = 0
    for (let seed = 0; seed < seeds.length; seed += 2) {
      const node = seeds[seed]!
      const label = seeds[seed + 1]!
      if (label > lastLabel || label >= labels[node]!) continue
      if (labels[node] === NO_LABEL) {
        reached[0] = reached[0]! + 1
        reached[reached[0]] = node
      }
      labels[node] = label
      if (waits[node] === 1) continue
      waits[node] = 1
      ring[tail++] = node
    }
    const { memory, targetBits, ownerBits } = rows
    const { bounds, arcs, dear } = memory
    reached[0] = walkRing(
      labels,
      ring,
      room - 1,
      tail,
      waits,
      bounds,
      arcs,
      dear,
      targetBits,
      ownerBits,
      lastLabel,
      reached,
      reached[0]!,
    )
  }

  return {
    labels,
    reached: reached.subarray(1),
    get reachedCount() {
      return reached[0]!
    },
    search,
  }
}

/**
 * Walks until nobody waits in the ring; how many nodes are reached then. A function of its own over plain arrays that reads
 * and writes no property: V8 compiles it while its first call runs, with nothing known of what stands around the loop.
 */
function walkRing(
  labels: Int32Array,
  ring: Int32Array,
  wrap: number,
  past: number,
  waits: Uint8Array,
  bounds: Int32Array,
  arcs: Int32Array,
  dear: Int32Array,
  targetBits: number,
  ownerBits: number,
  lastLabel: number,
  reached: Int32Array,
  reachedBefore: number,
): number {
  const targetMask = targetMaskFor(targetBits)
  const dearCode = dearCodeFor(targetBits)
  let count = reachedBefore
  let head = 0
  let tail = past
  while (head !== tail) {
    const node = ring[head]!
    head = (head + 1) & wrap
    waits[node] = 0
    const now = labels[node]!
    const end = bounds[2 * node + 1]!
    for (let arc = bounds[2 * node]!; arc < end; arc++) {
      const word = arcs[arc]!
      const target = word & targetMask
      const code = word >>> targetBits
      const label = now + (code === dearCode ? dear[arc]! : code << ownerBits)
      const held = labels[target]!
      if (label >= held || label > lastLabel) continue
      if (held === NO_LABEL) reached[++count] = target
      labels[target] = label
      if (waits[target] === 1) continue
      waits[target] = 1
      ring[tail] = target
      tail = (tail + 1) & wrap
    }
  }
  return count
}
