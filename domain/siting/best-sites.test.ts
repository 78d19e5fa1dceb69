import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestSites, greedy } from './best-sites.ts'
import { boundSites } from './bound.ts'
import { fewestSites } from './fewest-sites.ts'
import { type Reach, reachOfRows } from './reach.ts'
import { Stopped, unwatched } from './watch.ts'

/** A small case: what each demand has from each candidate, 0 for nothing. */
const cases = fc
  .record({ demands: fc.integer({ min: 1, max: 14 }), candidates: fc.integer({ min: 1, max: 9 }) })
  .chain(({ demands, candidates }) =>
    fc.record({
      sites: fc.integer({ min: 1, max: 4 }),
      benefit: fc.array(
        fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 })), {
          minLength: candidates,
          maxLength: candidates,
        }),
        { minLength: demands, maxLength: demands },
      ),
      weight: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: demands, maxLength: demands }),
      covering: fc.boolean(),
    }),
  )
type Case = typeof cases extends fc.Arbitrary<infer Made> ? Made : never

describe('the best sites', () => {
  it('are never below 63.2 % of brute force by greedy alone', () => {
    fc.assert(
      fc.property(cases, (made) => {
        const reach = reachOf(made)
        const optimum = bruteForce(reach, made.sites)
        expect(greedy(reach, made.sites, unwatched).total).toBeGreaterThanOrEqual((1 - 1 / Math.E) * optimum - 1e-9)
      }),
      { numRuns: 400 },
    )
  })

  it('lie between greedy and brute force, and the bound never below brute force', () => {
    fc.assert(
      fc.property(cases, (made) => {
        const reach = reachOf(made)
        const optimum = bruteForce(reach, made.sites)
        const found = bestSites(reach, { sites: made.sites, whole: true, seed: 1, near: 0 }, unwatched)
        const total = found.totals.at(-1) ?? 0
        expect(total).toBeLessThanOrEqual(optimum)
        expect(total).toBeGreaterThanOrEqual(greedy(reach, made.sites, unwatched).total)
        expect(found.atMost).toBeGreaterThanOrEqual(optimum)
        expect(total).toBe(totalOf(reach, found.sites))
      }),
      { numRuns: 400 },
    )
  })

  it('have a bound that holds after any number of steps', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 30 }), (made, steps) => {
        const reach = reachOf(made)
        const { total, has } = greedy(reach, made.sites, unwatched)
        const asked = { sites: made.sites, known: total, has, near: 0, steps, whole: true }
        expect(boundSites(reach, asked, unwatched).atMost).toBeGreaterThanOrEqual(bruteForce(reach, made.sites))
      }),
      { numRuns: 400 },
    )
  })

  it('are the same for the same seed', () => {
    fc.assert(
      fc.property(cases, (made) => {
        const find = () => bestSites(reachOf(made), { sites: made.sites, whole: true, seed: 7 }, unwatched)
        expect(find()).toEqual(find())
      }),
    )
  })

  it('are told in the order of what each adds', () => {
    fc.assert(
      fc.property(cases, (made) => {
        const { totals } = bestSites(reachOf(made), { sites: made.sites, whole: true, seed: 1 }, unwatched)
        const more = totals.map((total, index) => total - (totals[index - 1] ?? 0))
        expect(more).toEqual([...more].sort((a, b) => b - a))
      }),
    )
  })

  it('stop when nobody waits for them any more', () => {
    const reach = reachOf({ sites: 2, covering: true, benefit: [[1, 1]], weight: [1] })
    const watch = () => {
      throw new Stopped()
    }
    expect(() => bestSites(reach, { sites: 2, whole: true, seed: 1 }, watch)).toThrow(Stopped)
  })
})

describe('the fewest sites for a total', () => {
  it('are as few as brute force needs or more, and never fewer than what is proven', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0.05, max: 1, noNaN: true }), (made, share) => {
        const reach = reachOf({ ...made, covering: true })
        const all = bruteForce(reach, reach.candidateCount)
        const target = Math.ceil(share * all)
        fc.pre(target > 0)
        const counts = Array.from({ length: reach.candidateCount }, (_, index) => index + 1)
        const needed = counts.find((count) => bruteForce(reach, count) >= target)!
        const found = fewestSites(reach, { target, whole: true, seed: 1, mostSites: reach.candidateCount }, unwatched)
        if (!found.ok) throw new Error('out of reach')
        expect(found.best.sites.length).toBeGreaterThanOrEqual(needed)
        expect(found.atLeast).toBeLessThanOrEqual(needed)
        expect(found.best.totals.at(-1)).toBeGreaterThanOrEqual(target)
      }),
      { numRuns: 150 },
    )
  })

  it('say what can be had where the total is out of reach', () => {
    const reach = reachOf({ sites: 1, covering: true, benefit: [[1], [0]], weight: [3, 5] })
    const asked = { target: 8, whole: true, seed: 1, mostSites: 10 }
    expect(fewestSites(reach, asked, unwatched)).toEqual({ ok: false, reason: 'out-of-reach', most: 3 })
  })
})

function reachOf({ benefit, weight, covering }: Case): Reach {
  const start = new Int32Array(benefit.length + 1)
  const candidate: number[] = []
  const saved: number[] = []
  benefit.forEach((row, demand) => {
    row.forEach((value, index) => {
      if (value === 0) return
      candidate.push(index)
      saved.push(value)
    })
    start[demand + 1] = candidate.length
  })
  return reachOfRows({
    candidateCount: benefit[0]!.length,
    start,
    candidate: Int32Array.from(candidate),
    saved: covering ? null : Int32Array.from(saved),
    weight: Float64Array.from(weight),
  })
}

function bruteForce(reach: Reach, sites: number, from = 0, chosen: number[] = []): number {
  let best = totalOf(reach, chosen)
  if (chosen.length === sites) return best
  for (let candidate = from; candidate < reach.candidateCount; candidate++)
    best = Math.max(best, bruteForce(reach, sites, candidate + 1, [...chosen, candidate]))
  return best
}

function totalOf(reach: Reach, sites: readonly number[]): number {
  const has = new Float64Array(reach.demandCount)
  for (const site of sites) {
    const { count, demand, benefit } = reach.benefitsOf(site)
    for (let at = 0; at < count; at++) has[demand[at]!] = Math.max(has[demand[at]!]!, benefit[at]!)
  }
  return has.reduce((sum, value) => sum + value, 0)
}
