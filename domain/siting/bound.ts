import { largestGains } from './largest-gains.ts'
import type { Reach } from './reach.ts'
import type { Watch } from './watch.ts'

/** A proof that no choice of so many sites has more. */
export interface Bound {
  /** No choice of `sites` candidates has a larger total. */
  atMost: number
  /** The price of each demand that proves it. */
  price: Float64Array
  steps: number
}

export interface BoundOptions {
  sites: number
  /** Total of a known choice: says how long a step may be, and when the bound is near enough. */
  known: number
  /** What each demand has from that choice. */
  has: Float64Array
  /** Relative gap (share of the known total) at which to stop. */
  near: number
  steps: number
  /** Every total is a whole number, so that the bound may be rounded down. */
  whole: boolean
  /** A bound below this is near enough. */
  below?: number
  /** Shown the candidates that look best at each step; answers the best total known by then. */
  onSites?(sites: readonly number[]): number
}

const SCALINGS = 3
/** Shares of a site that are tried, as parts of the known total over all sites. */
const SHARES = Array.from({ length: 40 }, (_, index) => 0.5 + 0.025 * index)
const SMOOTHING = 0.3
const FIRST_PACE = 0.5
const LAST_PACE = 0.002
const PATIENCE = 12

/**
 * Upper bound by Lagrangian relaxation of "a demand takes one of its sites" (Cornuejols, Fisher and Nemhauser 1977; for
 * covering Galvao and ReVelle 1996). At any prices of 0 or more no choice has more than the sum of prices and, for the `sites`
 * candidates that give most, what they give above the prices. Prices start where no candidate gives much more than a site's
 * share of the known total, then follow the subgradient, smoothed over steps, by Polyak's step.
 */
export function boundSites(reach: Reach, options: BoundOptions, watch: Watch): Bound {
  const { sites, near, steps, whole, below = 0, onSites } = options
  let { known } = options
  const most = reach.mostBenefit
  const price = firstPrices(reach, options)
  const gain = new Float64Array(reach.candidateCount)
  const slope = new Float64Array(reach.demandCount)
  const best: Bound = { atMost: Number.POSITIVE_INFINITY, price: price.slice(), steps: 0 }
  let pace = FIRST_PACE
  let waited = 0
  while (best.steps < steps) {
    watch(best.steps++ / steps)
    gain.fill(0)
    reach.addGains(price, gain, 1)
    const top = largestGains(gain, sites)
    const value = sum(price) + top.reduce((total, candidate) => total + gain[candidate]!, 0)
    if (++waited >= PATIENCE) {
      pace /= 2
      waited = 0
    }
    if (value < best.atMost) {
      if (value < best.atMost * (1 - 1e-4)) waited = 0
      best.atMost = value
      best.price.set(price)
    }
    if (onSites) known = Math.max(known, onSites(top))
    if (claim(best.atMost, whole) < below) break
    if (best.atMost - known <= Math.max(near * known, whole ? 0.999 : 0) || pace < LAST_PACE) break
    const square = turnSlope(reach, price, top, slope)
    if (square === 0) break
    const length = (pace * (value - known)) / square
    for (let demand = 0; demand < price.length; demand++)
      price[demand] = Math.min(most[demand]!, Math.max(0, price[demand]! - length * slope[demand]!))
  }
  return { ...best, atMost: claim(best.atMost, whole) }
}

/** A bound that was summed from many floating numbers: nothing is claimed below their rounding. */
function claim(value: number, whole: boolean): number {
  const safe = value * (1 + 1e-9) + 1e-6
  return whole ? Math.floor(safe) : safe
}

/**
 * Prices to begin with. Where a demand's benefit is the same from every candidate that serves it, what it gives above its
 * price is scaled until no candidate that serves it gets more than a site's share. Elsewhere: what the known choice gives.
 */
function firstPrices(reach: Reach, { has, sites, known }: BoundOptions): Float64Array {
  const gain = new Float64Array(reach.candidateCount)
  let price: Float64Array = new Float64Array(reach.demandCount)
  // of one site the largest gain is the best possible
  if (sites === 1) return price
  for (let scaling = 0; scaling < SCALINGS; scaling++) {
    gain.fill(0)
    reach.addGains(price, gain, 1)
    const top = reach.topGains(gain)
    if (top === null) return has.slice()
    price = scalePrices(reach.mostBenefit, price, top, sites, known / sites)
  }
  return price
}

/** The best of several shares that a site may get: the sum of what remains as prices and of all sites' shares is least. */
function scalePrices(most: Float64Array, price: Float64Array, top: Float64Array, sites: number, fair: number) {
  let best = { value: Number.POSITIVE_INFINITY, price }
  for (const factor of SHARES) {
    const share = factor * fair
    const scaled = price.map((before, demand) =>
      Math.max(0, most[demand]! - ((most[demand]! - before) * share) / top[demand]!),
    )
    const value = sum(scaled) + sites * share
    if (value < best.value) best = { value, price: scaled }
  }
  return best.price
}

/** Turns the slope towards the subgradient, 1 - sites that serve a demand above its price; returns its square where prices may move. */
function turnSlope(reach: Reach, price: Float64Array, top: readonly number[], slope: Float64Array): number {
  const fresh = new Float64Array(slope.length).fill(1)
  for (const candidate of top) {
    const { count, demand, benefit } = reach.benefitsOf(candidate)
    for (let index = 0; index < count; index++) if (benefit[index]! > price[demand[index]!]!) fresh[demand[index]!]!--
  }
  let square = 0
  for (let demand = 0; demand < slope.length; demand++) {
    const turned = (1 - SMOOTHING) * slope[demand]! + SMOOTHING * fresh[demand]!
    slope[demand] = turned
    const stuck = turned > 0 ? price[demand] === 0 : price[demand] === reach.mostBenefit[demand]
    if (!stuck) square += turned ** 2
  }
  return square
}

function sum(values: Float64Array): number {
  let total = 0
  for (let index = 0; index < values.length; index++) total += values[index]!
  return total
}
