/**
 * Seeded random numbers in [0, 1): the same seed gives the same numbers everywhere.
 * A counter with step 0x9e3779b9 (the golden ratio of 2³²) through the 32-bit mixer of Wellons (hash-prospector, 2018).
 */
export function seededRandom(seed: number): () => number {
  const state = Int32Array.of(mix32(seed | 0))
  return () => {
    state[0] = (state[0]! + 0x9e3779b9) | 0
    return (mix32(state[0]!) >>> 0) / 4294967296
  }
}

/** A bijection of 32-bit numbers whose every output bit depends on every input bit. */
export function mix32(number: number): number {
  let mixed = number ^ (number >>> 16)
  mixed = Math.imul(mixed, 0x7feb352d)
  mixed ^= mixed >>> 15
  mixed = Math.imul(mixed, 0x846ca68b)
  return mixed ^ (mixed >>> 16)
}
