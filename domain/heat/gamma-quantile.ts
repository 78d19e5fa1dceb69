import { incompleteGamma, logGamma } from './incomplete-gamma.ts'

/**
 * The value below which a gamma variable of this shape and scale 1 lies with chance `share`.
 * Starts from Wilson and Hilferty (1931), then Newton's steps kept inside a bracket; relative error below 1e-9.
 */
export function gammaQuantile(shape: number, share: number): number {
  if (!(share > 0 && share < 1)) throw new Error(`quantile ${share}: between 0 and 1`)
  let low = 0
  let high = Infinity
  let x = startOf(shape, share)
  for (let step = 0; step < 100; step++) {
    const { lower, upper } = incompleteGamma(shape, x)
    // of the smaller tail, which has more digits
    const error = share < 0.5 ? lower - share : 1 - share - upper
    if (error > 0) high = x
    else low = x
    const slope = Math.exp((shape - 1) * Math.log(x) - x - logGamma(shape))
    let next = x - error / slope
    if (!(next > low && next < high)) next = high === Infinity ? x * 2 : (low + high) / 2
    if (Math.abs(next - x) <= 1e-12 * x) return next
    x = next
  }
  return x
}

function startOf(shape: number, share: number): number {
  const cube = 1 - 1 / (9 * shape) + normalQuantile(share) / (3 * Math.sqrt(shape))
  if (cube > 0.1) return shape * cube ** 3
  // P(a, x) is near x^a / Γ(a + 1) for small x
  return Math.max(Number.MIN_VALUE * 1e10, Math.exp((Math.log(share) + logGamma(shape + 1)) / shape))
}

/** Rough: within 0.003, enough for a start. Source: Hastings, Approximations for Digital Computers (1955), sheet 67. */
function normalQuantile(share: number): number {
  const t = Math.sqrt(-2 * Math.log(Math.min(share, 1 - share)))
  const size = t - (2.30753 + 0.27061 * t) / (1 + 0.99229 * t + 0.04481 * t * t)
  return share < 0.5 ? -size : size
}
