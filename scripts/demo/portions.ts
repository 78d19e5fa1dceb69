/** Whole number shares of a total by largest remainder, each at least its minimum. */
export function portions(weights: readonly number[], total: number, least: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight) => (weight / sum) * total)
  const shares = exact.map((value, i) => Math.max(least[i]!, Math.floor(value)))
  let left = total - shares.reduce((a, b) => a + b, 0)
  while (left !== 0) {
    const step = Math.sign(left)
    let best = -1
    for (let i = 0; i < shares.length; i++) {
      if (step < 0 && shares[i]! <= least[i]!) continue
      const gain = (exact[i]! - shares[i]!) * step
      if (best < 0 || gain > (exact[best]! - shares[best]!) * step) best = i
    }
    if (best < 0) break
    shares[best] = shares[best]! + step
    left -= step
  }
  return shares
}

/** Shares of a total that keep the heaviest portion as light as possible: each next one goes where most is left. */
export function evenly(weights: readonly number[], total: number): number[] {
  const shares = weights.map(() => 1)
  for (let left = total - shares.length; left > 0; left--) {
    const heaviest = weights.reduce(
      (best, weight, i) => (weight / shares[i]! > weights[best]! / shares[best]! ? i : best),
      0,
    )
    shares[heaviest] = shares[heaviest]! + 1
  }
  return shares
}
