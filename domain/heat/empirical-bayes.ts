import { gammaQuantile } from './gamma-quantile.ts'

/** Rates are issues per one unit of base (a household, a square metre). NaN where an area has no base. */
export interface SmoothedRates {
  /** Of all areas with base together; null when there is none. */
  mean: number | null
  /** Of the true rates between areas, beyond what chance makes; 0 when chance explains all. */
  variance: number
  /** Each area's rate drawn towards the mean, the more the smaller its base. */
  smoothed: Float64Array
  /** Ends of the 95 % interval of the true rate. */
  low: Float64Array
  high: Float64Array
  /** Share of `smoothed` that is the area's own rate, 0 to 1; the rest is the mean. */
  weight: Float64Array
}

/**
 * Empirical-Bayes smoothing towards the global mean: smoothed = mean + weight * (raw - mean),
 * weight = variance / (variance + mean / base), mean and variance by the method of moments.
 * Source: Marshall, Mapping disease and mortality rates using empirical Bayes estimators,
 * Journal of the Royal Statistical Society C 40 (1991) 283-294, section 2.
 *
 * The estimator is the posterior mean of a Poisson count under a gamma prior of that mean and variance
 * (shape mean²/variance + count, rate mean/variance + base), whence the interval. Where the variance is not above 0
 * all areas have one rate, and the interval is that of the mean: gamma of shape count + 1/2 (Jeffreys), 0 without issues.
 * @param counts issues by area; of an area without base they are left out
 * @param bases households, or square metres
 */
export function smoothRates(counts: ArrayLike<number>, bases: ArrayLike<number>): SmoothedRates {
  const areas = counts.length
  const { mean, variance, count, base } = momentsOf(counts, bases)
  const smoothed = new Float64Array(areas).fill(Number.NaN)
  const low = smoothed.slice()
  const high = smoothed.slice()
  const weight = smoothed.slice()
  if (base === 0) return { mean: null, variance, smoothed, low, high, weight }
  const common = intervalOfOne(count, base)
  for (let area = 0; area < areas; area++) {
    const own = bases[area]!
    if (!(own > 0)) continue
    weight[area] = variance > 0 ? variance / (variance + mean / own) : 0
    smoothed[area] = mean + weight[area]! * (counts[area]! / own - mean)
    const [from, to] =
      variance > 0 ? intervalOf((mean * mean) / variance + counts[area]!, mean / variance + own) : common
    low[area] = from
    high[area] = to
  }
  return { mean, variance, smoothed, low, high, weight }
}

/**
 * Rates less their mean, in units of the standard deviation that chance and the areas' variance give a rate of that base:
 * (count / base - mean) / sqrt(variance + mean / base). NaN without base; all 0 when no area has an issue.
 * Source: Assunção and Reis, A new proposal to adjust Moran's I for population density,
 * Statistics in Medicine 18 (1999) 2147-2162. A negative variance is taken as 0, as Marshall does: taken as it is,
 * areas with a large base would be blown up.
 */
export function standardiseRates(counts: ArrayLike<number>, bases: ArrayLike<number>): Float64Array {
  const { mean, variance } = momentsOf(counts, bases)
  const values = new Float64Array(counts.length).fill(Number.NaN)
  for (let area = 0; area < values.length; area++) {
    const base = bases[area]!
    if (!(base > 0)) continue
    values[area] = mean > 0 ? (counts[area]! / base - mean) / Math.sqrt(variance + mean / base) : 0
  }
  return values
}

/** Of areas with base. */
export interface RateMoments {
  /** All issues by all base; 0 when there is no base. */
  mean: number
  /** Of the true rates, by the method of moments; from 0 on. */
  variance: number
  count: number
  base: number
}

/** Mean and variance of the areas' rates; areas without base are left out. */
export function momentsOf(counts: ArrayLike<number>, bases: ArrayLike<number>): RateMoments {
  if (counts.length !== bases.length) throw new Error(`${counts.length} counts of areas but ${bases.length} bases`)
  let count = 0
  let base = 0
  let areas = 0
  for (let area = 0; area < counts.length; area++) {
    if (!(bases[area]! > 0)) continue
    count += counts[area]!
    base += bases[area]!
    areas++
  }
  if (areas === 0) return { mean: 0, variance: 0, count, base }
  const mean = count / base
  let squares = 0
  for (let area = 0; area < counts.length; area++) {
    const own = bases[area]!
    if (own > 0) squares += own * (counts[area]! / own - mean) ** 2
  }
  return { mean, variance: Math.max(0, squares / base - (mean * areas) / base), count, base }
}

function intervalOf(shape: number, rate: number): [number, number] {
  return [gammaQuantile(shape, 0.025) / rate, gammaQuantile(shape, 0.975) / rate]
}

function intervalOfOne(count: number, base: number): [number, number] {
  const [from, to] = intervalOf(count + 0.5, base)
  return [count === 0 ? 0 : from, to]
}
