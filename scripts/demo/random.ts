/** A seeded stream of numbers; the same seed and name give the same stream on every machine. */
export interface Random {
  /** 0 <= x < 1. */
  next(): number
  /** low <= x < high. */
  between(low: number, high: number): number
  /** Whole number, low <= n <= high. */
  whole(low: number, high: number): number
  chance(share: number): boolean
  pick<Item>(items: readonly Item[]): Item
  /** Picks by weight; weights are not negative and not all zero. */
  weighted<Item>(items: readonly Item[], weightOf: (item: Item) => number): Item
  /** Normal deviate by Box and Muller. */
  normal(mean: number, deviation: number): number
  shuffle<Item>(items: readonly Item[]): Item[]
  /** An independent stream, so that a change in one part does not move another. */
  fork(name: string): Random
}

/** mulberry32 over a hash of seed and name. */
export function seededRandom(seed: number | string): Random {
  let state = hash(String(seed))
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const random: Random = {
    next,
    between: (low, high) => low + (high - low) * next(),
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (share) => next() < share,
    pick: (items) => items[Math.floor(next() * items.length)]!,
    weighted(items, weightOf) {
      let left = next() * items.reduce((sum, item) => sum + weightOf(item), 0)
      for (const item of items) {
        left -= weightOf(item)
        if (left < 0) return item
      }
      return items[items.length - 1]!
    },
    normal: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle(items) {
      const order = [...items]
      for (let i = order.length - 1; i > 0; i--) {
        const j = Math.floor(next() * (i + 1))
        ;[order[i], order[j]] = [order[j]!, order[i]!]
      }
      return order
    },
    fork: (name) => seededRandom(`${seed}/${name}`),
  }
  return random
}

/** FNV-1a, 32 bits. */
export function hash(text: string): number {
  let value = 2166136261
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619)
  return value >>> 0
}
