import { aliasTable } from './alias-table.ts'
import { chanceOfCounts, type RateMixture } from './chance-of-counts.ts'
import type { RateMoments } from './empirical-bayes.ts'

/**
 * Tables to draw an area's standardised rate from in one step. Area `i` has the places `from[i]` to
 * `from[i] + length[i] - 1`: a place, chosen evenly, gives `value` with chance `keep`, else `otherValue`.
 */
export interface ChanceWorld {
  from: Int32Array
  length: Int32Array
  keep: Float64Array
  value: Float64Array
  otherValue: Float64Array
  /** Standardised rate of the area as it is, on the base of its table; 0 without base. */
  observed: Float64Array
}

/**
 * What chance makes of every area whose rate is one of `mixture`. Areas share a table when their bases differ by less than
 * 2 %, and by so little that expected counts differ by less than a twentieth of their standard deviation.
 * @param mixture made with a mean above 0
 */
export function chanceWorld(
  counts: ArrayLike<number>,
  bases: ArrayLike<number>,
  { mean, variance }: RateMoments,
  mixture: RateMixture,
): ChanceWorld {
  const from = new Int32Array(counts.length)
  const length = new Int32Array(counts.length)
  const observed = new Float64Array(counts.length)
  const keep: number[] = []
  const value: number[] = []
  const otherValue: number[] = []
  let least = 0
  let most = 0
  let begins = 0
  const standard = (count: number) => (count / least - mean) / Math.sqrt(variance + mean / least)
  const rising = Array.from(from.keys())
    .filter((area) => bases[area]! > 0)
    .sort((a, b) => bases[a]! - bases[b]!)
  for (const area of rising) {
    if (bases[area]! > most) {
      least = bases[area]!
      most = least * (1 + Math.min(0.02, 0.05 / Math.sqrt(mean * least)))
      begins = keep.length
      const table = aliasTable(chanceOfCounts(mixture, least))
      for (const [count, chance] of table.keep.entries()) {
        keep.push(chance)
        value.push(standard(count))
        otherValue.push(standard(table.other[count]!))
      }
    }
    from[area] = begins
    length[area] = keep.length - begins
    observed[area] = standard(counts[area]!)
  }
  return {
    from,
    length,
    keep: Float64Array.from(keep),
    value: Float64Array.from(value),
    otherValue: Float64Array.from(otherValue),
    observed,
  }
}
