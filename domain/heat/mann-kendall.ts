import { normalTails } from './incomplete-gamma.ts'

export interface Trend {
  /** Pairs that rise less pairs that fall. */
  s: number
  /** As a z-value, above 0 when rising, with the correction for continuity. */
  z: number
  /** Two-sided. */
  p: number
}

/**
 * Mann-Kendall test for a trend that only rises or only falls, whatever its form; ties correct the variance.
 * Source: Mann, Nonparametric tests against trend, Econometrica 13 (1945) 245-259; Kendall, Rank Correlation Methods
 * (4th ed. 1975), section 4.9 (ties).
 * @param series values in order of time, evenly spaced; the normal law is good from about 8 on
 */
export function mannKendall(series: ArrayLike<number>): Trend {
  const n = series.length
  let s = 0
  for (let early = 0; early < n; early++)
    for (let late = early + 1; late < n; late++) s += Math.sign(series[late]! - series[early]!)
  const tied = new Map<number, number>()
  for (let index = 0; index < n; index++) tied.set(series[index]!, (tied.get(series[index]!) ?? 0) + 1)
  let variance = pairSpread(n)
  for (const times of tied.values()) variance -= pairSpread(times)
  const z = variance > 0 ? (s - Math.sign(s)) / Math.sqrt(variance) : 0
  return { s, z, p: normalTails(z) }
}

function pairSpread(n: number): number {
  return (n * (n - 1) * (2 * n + 5)) / 18
}
