/** Deciseconds a bucket spans, as a power of two: 64. Measured best of 1 to 1,024 on 182,000 edges. */
export const BUCKET_BITS = 6

/** A ring of buckets of nodes, each a list; an entry that has been taken out is used again. */
export interface Buckets {
  /** First entry of each bucket, -1 when empty; the length is a power of two. */
  head: Int32Array
  /** Entry after each entry, -1 at the end. */
  next: Int32Array
  node: Int32Array
}

/** Room for `entries` nodes that wait at once, and for times that lie at most `span` deciseconds ahead. */
export function makeBuckets(entries: number, span: number): Buckets {
  return { head: new Int32Array(slotsFor(span)).fill(-1), next: new Int32Array(entries), node: new Int32Array(entries) }
}

/** Makes room for twice as many waiting nodes; what waits keeps its place. */
export function growBuckets(buckets: Buckets): void {
  const twice = (entries: Int32Array) => {
    const larger = new Int32Array(2 * entries.length)
    larger.set(entries)
    return larger
  }
  buckets.next = twice(buckets.next)
  buckets.node = twice(buckets.node)
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
export function pushAll(times: Int32Array, unreached: number, { head, next, node }: Buckets): number {
  const mask = head.length - 1
  let pushed = 0
  for (let at = 0; at < times.length; at++) {
    if (times[at] === unreached) continue
    const slot = (times[at]! >> BUCKET_BITS) & mask
    node[pushed] = at
    next[pushed] = head[slot]!
    head[slot] = pushed++
  }
  return pushed
}
