import { LAST_LABEL, type LabelRows, NO_LABEL } from './label-rows.ts'

/** The soonest label at every node that was reached, for questions one after another; only what was reached is cleared between them. */
export interface OneLabel {
  /** Packed label of each node, NO_LABEL where it was not reached; overwritten by the next search. */
  readonly labels: Int32Array
  /** Nodes reached; the first `reachedCount` entries. */
  readonly reached: Int32Array
  readonly reachedCount: number
  /** Searches from nodes with labels (in turn), no farther than `lastLabel`. */
  search(seeds: readonly number[], lastLabel?: number): void
}

export function createOneLabel(rows: LabelRows): OneLabel {
  const labels = new Int32Array(rows.capacity).fill(NO_LABEL)
  const reached = new Int32Array(rows.capacity)
  let reachedCount = 0
  let room = 64
  while (room <= rows.capacity) room *= 2
  const ring = new Int32Array(room)
  const mask = room - 1
  const waits = new Uint8Array(rows.capacity)

  function search(seeds: readonly number[], lastLabel = LAST_LABEL): void {
    for (let at = 0; at < reachedCount; at++) labels[reached[at]!] = NO_LABEL
    let count = 0
    let head = 0
    let tail = 0
    for (let seed = 0; seed < seeds.length; seed += 2) {
      const node = seeds[seed]!
      const label = seeds[seed + 1]!
      if (label > lastLabel || label >= labels[node]!) continue
      if (labels[node] === NO_LABEL) reached[count++] = node
      labels[node] = label
      if (waits[node] === 1) continue
      waits[node] = 1
      ring[tail] = node
      tail = (tail + 1) & mask
    }
    const { bounds, arcs } = rows
    while (head !== tail) {
      const node = ring[head]!
      head = (head + 1) & mask
      waits[node] = 0
      const now = labels[node]!
      const end = bounds[2 * node + 1]!
      for (let arc = bounds[2 * node]!; arc < end; arc += 2) {
        const target = arcs[arc]!
        const label = now + arcs[arc + 1]!
        const held = labels[target]!
        if (label >= held || label > lastLabel) continue
        if (held === NO_LABEL) reached[count++] = target
        labels[target] = label
        if (waits[target] === 1) continue
        waits[target] = 1
        ring[tail] = target
        tail = (tail + 1) & mask
      }
    }
    reachedCount = count
  }

  return {
    labels,
    reached,
    get reachedCount() {
      return reachedCount
    },
    search,
  }
}
