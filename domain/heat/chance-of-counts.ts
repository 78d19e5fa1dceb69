import { drawGamma } from './draw-gamma.ts'
import type { RateMoments } from './empirical-bayes.ts'
import { logGamma } from './incomplete-gamma.ts'

/** Rates drawn at least, so that few areas still tell a spread. */
const LEAST_DRAWN = 1024

/** Rates and how often they occur. */
export interface RateMixture {
  rates: Float64Array
  /** Adds up to 1. */
  shares: Float64Array
}

/**
 * The true rates of a county's areas as far as they can be known, whatever their place: drawn from every area's posterior
 * (gamma, see `smoothRates`). One rate where chance explains all differences.
 * @param moments of the areas, with a mean above 0
 */
export function mixRates(
  counts: ArrayLike<number>,
  bases: ArrayLike<number>,
  { mean, variance }: RateMoments,
  random: () => number,
): RateMixture {
  if (variance === 0) return { rates: Float64Array.of(mean), shares: Float64Array.of(1) }
  // rates that differ by less than 5 %, and by less than a quarter of their spread, are one
  const width = Math.min(0.05, Math.sqrt(variance) / mean / 4)
  const times = Math.ceil(LEAST_DRAWN / counts.length)
  const found = new Map<number, number>()
  let all = 0
  for (let area = 0; area < counts.length; area++) {
    if (!(bases[area]! > 0)) continue
    for (let time = 0; time < times; time++, all++) {
      const rate = drawGamma((mean * mean) / variance + counts[area]!, random) / (mean / variance + bases[area]!)
      // a rate below a thousandth of the mean is as good as that
      const step = Math.round(Math.log(Math.max(rate / mean, 0.001)) / width)
      found.set(step, (found.get(step) ?? 0) + 1)
    }
  }
  return {
    rates: Float64Array.from(found.keys(), (step) => mean * Math.exp(step * width)),
    shares: Float64Array.from(found.values(), (times) => times / all),
  }
}

/** Chance of every count from 0 on where the rate is one of a mixture and chance makes the rest (Poisson). */
export function chanceOfCounts({ rates, shares }: RateMixture, base: number): Float64Array {
  const chances: number[] = []
  for (const [index, rate] of rates.entries()) {
    const expected = rate * base
    const reach = 9 * Math.sqrt(expected) + 20
    const mode = Math.floor(expected)
    const least = Math.max(0, Math.ceil(expected - reach))
    const most = Math.floor(expected + reach)
    while (chances.length <= most) chances.push(0)
    const peak = shares[index]! * Math.exp(mode * Math.log(expected) - expected - logGamma(mode + 1))
    for (let count = mode, chance = peak; count <= most; count++, chance *= expected / count) chances[count]! += chance
    for (let count = mode - 1, chance = (peak * mode) / expected; count >= least; chance *= count-- / expected)
      chances[count]! += chance
  }
  return Float64Array.from(chances)
}
