/** The candidates of the `count` largest gains above 0 (fewer where fewer gain), in no order; by a heap whose root is the least. */
export function largestGains(gain: Float64Array, count: number): number[] {
  const heap: number[] = []
  for (let candidate = 0; candidate < gain.length; candidate++) {
    if (gain[candidate]! <= 0) continue
    if (heap.length < count) {
      heap.push(candidate)
      if (heap.length === count) for (let at = count >> 1; at >= 0; at--) sink(heap, gain, at)
    } else if (count > 0 && gain[candidate]! > gain[heap[0]!]!) {
      heap[0] = candidate
      sink(heap, gain, 0)
    }
  }
  return heap
}

function sink(heap: number[], gain: Float64Array, from: number): void {
  for (let at = from; ; ) {
    const left = 2 * at + 1
    if (left >= heap.length) return
    const child = left + 1 < heap.length && gain[heap[left + 1]!]! < gain[heap[left]!]! ? left + 1 : left
    if (gain[heap[child]!]! >= gain[heap[at]!]!) return
    const held = heap[at]!
    heap[at] = heap[child]!
    heap[child] = held
    at = child
  }
}
