import { describe, expect, it } from 'vitest'
import { smoothRates, standardiseRates } from './empirical-bayes.ts'
import { falseDiscovery } from './false-discovery.ts'
import { gammaQuantile } from './gamma-quantile.ts'
import { incompleteGamma, normalTails } from './incomplete-gamma.ts'

// By hand: counts 2, 8 on bases 10, 20. Mean 10/30 = 1/3. Rates 0.2, 0.4.
// s² = (10 * (0.2 - 1/3)² + 20 * (0.4 - 1/3)²) / 30 = (0.17777... + 0.08888...) / 30 = 0.00888...
// That is less than mean / mean base = (1/3) / 15 = 0.0222...: chance explains it. With 10 times the issues
// (20, 80): mean 10/3, rates 2 and 4, s² = 0.888..., less (10/3) / 15 = 0.222... is 0.666... = 2/3.
const bases = [10, 20]
const many = [20, 80]

describe('empirical-Bayes smoothing', () => {
  it('equals a case by hand', () => {
    // weights: (2/3) / (2/3 + (10/3) / 10) = 2/3 and (2/3) / (2/3 + (10/3) / 20) = 4/5;
    // smoothed: 10/3 + 2/3 * (2 - 10/3) = 22/9 and 10/3 + 4/5 * (4 - 10/3) = 58/15
    const { mean, variance, weight, smoothed } = smoothRates(many, bases)
    expect(mean).toBeCloseTo(10 / 3, 12)
    expect(variance).toBeCloseTo(2 / 3, 12)
    expect(Array.from(weight, (value) => value.toFixed(9))).toEqual(['0.666666667', '0.800000000'])
    expect(smoothed[0]).toBeCloseTo(22 / 9, 12)
    expect(smoothed[1]).toBeCloseTo(58 / 15, 12)
  })

  it('gives the interval of the gamma posterior whose mean is the smoothed rate', () => {
    // prior shape (10/3)² / (2/3) = 50/3, rate (10/3) / (2/3) = 5; posterior of the first: shape 110/3, rate 15
    const { low, high, smoothed } = smoothRates(many, bases)
    expect(smoothed[0]).toBeCloseTo(110 / 3 / 15, 12)
    expect(low[0]).toBeCloseTo(gammaQuantile(110 / 3, 0.025) / 15, 12)
    expect(high[0]).toBeCloseTo(gammaQuantile(110 / 3, 0.975) / 15, 12)
  })

  it('gives every area the mean, with its interval, where chance explains all differences', () => {
    const { variance, smoothed, weight, low, high } = smoothRates([2, 8], bases)
    expect([variance, ...weight]).toEqual([0, 0, 0])
    expect(smoothed[0]).toBeCloseTo(1 / 3, 12)
    expect(smoothed[1]).toBeCloseTo(1 / 3, 12)
    expect(low[0]).toBeLessThan(1 / 3)
    expect(high[0]).toBeGreaterThan(1 / 3)
    expect([low[1], high[1]]).toEqual([low[0], high[0]])
  })

  it('says nothing of an area without base and lets it say nothing', () => {
    const { smoothed, mean } = smoothRates([...many, 7], [...bases, 0])
    expect(mean).toBeCloseTo(10 / 3, 12)
    expect(smoothed[2]).toBeNaN()
    expect(smoothRates([3], [0]).mean).toBeNull()
    expect(smoothRates([], []).mean).toBeNull()
  })

  it('is 0 up to a bound where there is no issue at all', () => {
    const { smoothed, low, high } = smoothRates([0, 0], bases)
    expect([smoothed[0], low[0]]).toEqual([0, 0])
    expect(high[0]).toBeGreaterThan(0)
    expect(high[0]).toBeLessThan(3.69 / 30)
  })
})

describe('standardised rates', () => {
  it('equal a case by hand', () => {
    // variances 2/3 + (10/3) / 10 = 1 and 2/3 + (10/3) / 20 = 5/6
    const values = standardiseRates([...many, 3], [...bases, 0])
    expect(values[0]).toBeCloseTo(-4 / 3, 12)
    expect(values[1]).toBeCloseTo(2 / 3 / Math.sqrt(5 / 6), 12)
    expect(values[2]).toBeNaN()
    expect(Array.from(standardiseRates([0, 0], bases))).toEqual([0, 0])
  })
})

describe('false discoveries', () => {
  it('are bounded as in the example of Benjamini and Hochberg (1995), section 3.2', () => {
    // 15 tests; at the rate 0.05 the four smallest are found: 0.0095 <= 4/15 * 0.05, 0.0201 > 5/15 * 0.05
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ]
    const q = falseDiscovery(Float64Array.from(p))
    expect(Array.from(q).filter((value) => value <= 0.05)).toHaveLength(4)
    expect(q[0]).toBeCloseTo(0.0015, 12)
    expect(q[3]).toBeCloseTo(0.035625, 12)
    // 0.0201 * 15 / 5 = 0.0603 and 0.0298 * 15 / 7 = 0.063857...; of 0.0278 * 15 / 6 = 0.0695 the later is less
    expect(q[5]).toBeCloseTo((0.0298 * 15) / 7, 12)
    expect(q[14]).toBe(1)
  })

  it('does not count what is no test', () => {
    expect(Array.from(falseDiscovery(Float64Array.of(0.02, Number.NaN, 0.9)))).toEqual([0.04, Number.NaN, 0.9])
  })
})

describe('the gamma and the normal law', () => {
  it('equal tables and closed forms', () => {
    // shape 1: 1 - exp(-x); shape 2: 1 - (1 + x) exp(-x); 2 Γ-variables of shape 5 have chi-square with 10 degrees
    expect(incompleteGamma(1, 3).upper).toBeCloseTo(Math.exp(-3), 14)
    expect(incompleteGamma(2, 0.7).lower).toBeCloseTo(1 - 1.7 * Math.exp(-0.7), 14)
    expect(gammaQuantile(1, 0.975)).toBeCloseTo(-Math.log(0.025), 9)
    expect(2 * gammaQuantile(5, 0.975)).toBeCloseTo(20.483177, 6)
    expect(2 * gammaQuantile(5, 0.025)).toBeCloseTo(3.246973, 6)
    expect(normalTails(1.959963984540054)).toBeCloseTo(0.05, 12)
    expect(normalTails(-6) / 1.973175290075396e-9).toBeCloseTo(1, 9)
  })

  it('come back from quantile to share', () => {
    for (const shape of [0.05, 0.5, 3, 40, 5000])
      for (const share of [0.025, 0.5, 0.975])
        expect(incompleteGamma(shape, gammaQuantile(shape, share)).lower).toBeCloseTo(share, 8)
  })
})
