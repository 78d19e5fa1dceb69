/**
 * A table that draws `index` with a chance in proportion to its weight in one step: a place is chosen evenly, and gives
 * itself with chance `keep`, else `other`.
 * Source: Vose, A linear algorithm for generating random numbers with a given distribution,
 * IEEE Transactions on Software Engineering 17 (1991) 972-975.
 * @param weights at least one, from 0 on, not all 0
 */
export function aliasTable(weights: Float64Array): { keep: Float64Array; other: Int32Array } {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const keep = weights.map((weight) => (weight * weights.length) / sum)
  const other = Int32Array.from(weights.keys())
  const poor: number[] = []
  const rich: number[] = []
  for (const [index, chance] of keep.entries()) (chance < 1 ? poor : rich).push(index)
  while (poor.length > 0 && rich.length > 0) {
    const taker = poor.pop()!
    const giver = rich.at(-1)!
    other[taker] = giver
    keep[giver]! -= 1 - keep[taker]!
    if (keep[giver]! < 1) poor.push(rich.pop()!)
  }
  // what is left differs from 1 by rounding only
  for (const index of [...poor, ...rich]) keep[index] = 1
  return { keep, other }
}
