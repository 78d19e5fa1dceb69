import { gammaQuantile } from './gamma-quantile.ts'

/**
 * The 95 % interval of a density that was read from a surface, issues per km²: how much of it chance may have made, were the
 * issues of a place independent of each other. What the kernel blurs is no part of it.
 * A quartic kernel of bandwidth h over an even density d varies by d x 9 / (5 π h²); as many independent counts vary so, and
 * theirs is the exact interval of a Poisson count.
 * Source: Silverman, Density Estimation for Statistics and Data Analysis (1986), section 4.3.1 (variance of a kernel
 * estimate); Garwood, Fiducial limits for the Poisson distribution, Biometrika 28 (1936) 437-442.
 */
export function densityInterval(perSquareKilometer: number, bandwidthMeters: number): [low: number, high: number] {
  const one = 9e6 / (5 * Math.PI * bandwidthMeters ** 2)
  const count = perSquareKilometer / one
  return [count > 0 ? gammaQuantile(count, 0.025) * one : 0, gammaQuantile(count + 1, 0.975) * one]
}
