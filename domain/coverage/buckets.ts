/** Deciseconds a bucket spans, as a power of two: 64. Measured best of 1 to 1,024 on 182,000 edges. */
export const BUCKET_BITS = 6

/** A ring of buckets of nodes, each a list; an entry that has been taken out is used again. */
export interface Buckets {
  /** First entry of each bucket, -1 when empty; the length is a power of two. */
  head: Int32Array
  /** Entry after each entry, -1 at the end. */
  next: Int32Array
  node: Int32Array
  /** Bucket (not its place in the ring) that holds the newest entry of each node of the graph, -1 for none. */
  waitsIn: Int32Array
}

/**
 * Room for a sweep over `nodes` nodes and `arcs` arcs whose times lie at most `span` deciseconds ahead. A node has one
 * entry from its seed, one in the bucket at work, and for each arc two more at most: an arc's times lie within 64 of
 * each other, so in two buckets, and no bucket takes a node again while it waits there.
 */
export function makeBuckets(nodes: number, arcs: number, span: number): Buckets {
  const entries = 2 * nodes + 2 * arcs
  return {
    head: new Int32Array(slotsFor(span)).fill(-1),
    next: new Int32Array(entries),
    node: new Int32Array(entries),
    waitsIn: new Int32Array(nodes),
  }
}

/** The same buckets with a ring that reaches `span` deciseconds ahead. */
export function ensureSpan(buckets: Buckets, span: number): Buckets {
  const slots = slotsFor(span)
  return slots <= buckets.head.length ? buckets : { ...buckets, head: new Int32Array(slots).fill(-1) }
}

function slotsFor(span: number): number {
  let slots = 64
  while (slots <= (span >> BUCKET_BITS) + 1) slots *= 2
  return slots
}

/** Puts every node that has a time (is not `unreached`) into its bucket; returns how many. */
export function pushAll(times: Int32Array, unreached: number, { head, next, node, waitsIn }: Buckets): number {
  waitsIn.fill(-1)
  const mask = head.length - 1
  let pushed = 0
  for (let at = 0; at < times.length; at++) {
    if (times[at] === unreached) continue
    const bucket = times[at]! >> BUCKET_BITS
    const slot = bucket & mask
    waitsIn[at] = bucket
    node[pushed] = at
    next[pushed] = head[slot]!
    head[slot] = pushed++
  }
  return pushed
}
