import { describe, expect, it } from 'vitest'
import { findEmerging } from './emerging.ts'
import { neighboursOf } from './neighbours.ts'
import { seededRandom } from './random.ts'
import { redistribute } from './redistribute.ts'
import { findSignificance } from './significance.ts'

/** Areas of 500 m in a square of so many by so many. */
function townOf(side: number) {
  const areas = side * side
  const east = Float64Array.from({ length: areas }, (_, area) => (area % side) * 500)
  const north = Float64Array.from({ length: areas }, (_, area) => Math.floor(area / side) * 500)
  return { areas, side, east, north, neighbours: neighboursOf(east, north, { withinMeters: 500, atLeast: 6 }) }
}

/** Households from a handful to hundreds, with large and small areas lying together: the hard case. */
function households({ areas, side }: { areas: number; side: number }, random: () => number): Float64Array {
  const quarter = (area: number) => Math.sin((area % side) / 3) * Math.cos(Math.floor(area / side) / 3)
  return Float64Array.from({ length: areas }, (_, area) =>
    Math.max(1, Math.round(30 * Math.exp(1.9 * quarter(area) + random() - 0.5))),
  )
}

/** So many issues fall on areas in proportion to these weights. */
function scatter(issues: number, weights: Float64Array, random: () => number): Int32Array {
  const upTo = weights.slice()
  for (let area = 1; area < upTo.length; area++) upTo[area]! += upTo[area - 1]!
  const counts = new Int32Array(weights.length)
  for (let issue = 0; issue < issues; issue++) {
    const place = random() * upTo.at(-1)!
    counts[upTo.findIndex((end) => place < end)]!++
  }
  return counts
}

const town = townOf(7)
const rate = 0.05
/** Of 1,000 sets at the stated rate, by chance of the test itself: 50 + 2.6 standard deviations. */
const mostSets = 68

function setsWithFindings(bases: (random: () => number) => Float64Array, issues: number, seed: number): number {
  const random = seededRandom(seed)
  let sets = 0
  for (let set = 0; set < 1000; set++) {
    const base = bases(random)
    const { class: found } = findSignificance({
      counts: scatter(issues, base, random),
      bases: base,
      neighbours: town.neighbours,
      permutations: 499,
      falseDiscoveryRate: rate,
      seed: set,
    })
    if (found.some((value) => value !== 0)) sets++
  }
  return sets
}

describe('significance of pure chance', () => {
  it('finds something in at most the stated share of 1,000 sets of uniform points on square cells', () => {
    const ground = new Float64Array(town.areas).fill(250_000)
    expect(setsWithFindings(() => ground, 100, 1)).toBeLessThanOrEqual(mostSets)
  }, 60_000)

  it('finds something in at most the stated share of 1,000 sets of issues by households, large and small areas apart', () => {
    expect(setsWithFindings((random) => households(town, random), 40, 2)).toBeLessThanOrEqual(mostSets)
  }, 60_000)

  it('names almost no emerging pattern: at most in the stated share of counties', () => {
    const random = seededRandom(3)
    const bases = households(town, random)
    let counties = 0
    for (let county = 0; county < 60; county++) {
      const counts = Array.from({ length: 8 }, () => scatter(60, bases, random))
      const { patterns } = findEmerging({
        counts,
        bases,
        neighbours: town.neighbours,
        falseDiscoveryRate: rate,
        seed: county,
      })
      if (patterns.some((pattern) => pattern !== null)) counties++
    }
    // 3 + 2.4 standard deviations
    expect(counties).toBeLessThanOrEqual(7)
  })
})

describe('significance of what is there', () => {
  const wide = townOf(70)
  const spot = new Set(Array.from({ length: 12 }, (_, index) => (30 + Math.floor(index / 4)) * 70 + 40 + (index % 4)))
  const even = new Float64Array(wide.areas).fill(25)
  const planted = even.map((base, area) => (spot.has(area) ? 3 * base : base))
  const task = { bases: even, neighbours: wide.neighbours, permutations: 999, falseDiscoveryRate: rate, seed: 1 }

  it('finds a dozen areas of three times the rate among 4,900, and next to nothing else', () => {
    const { class: found, p, q, z } = findSignificance({ ...task, counts: scatter(20_000, planted, seededRandom(4)) })
    const hot = Array.from(found.keys()).filter((area) => found[area] === 1)
    expect(hot.filter((area) => spot.has(area)).length).toBeGreaterThanOrEqual(9)
    // a neighbour of the spot is hot as well: its neighbourhood is
    const near = (area: number) =>
      [...spot].some((at) => Math.abs((at % 70) - (area % 70)) + Math.abs(at - area) / 70 < 3)
    expect(hot.filter((area) => !near(area)).length).toBeLessThanOrEqual(1)
    expect(found.includes(-1)).toBe(false)
    // further redistributions reach below the floor of 999
    expect(Math.min(...p)).toBeLessThan(0.001)
    for (const area of hot) expect([q[area]! <= rate, z[area]! > 0]).toEqual([true, true])
  })

  it('finds a cold spot where a dozen areas have next to nothing, and of what it finds few is false', () => {
    const country = townOf(30)
    const bases = new Float64Array(country.areas).fill(25)
    const cold = new Set(Array.from({ length: 12 }, (_, index) => (10 + Math.floor(index / 4)) * 30 + 10 + (index % 4)))
    const isNear = (area: number) =>
      country.neighbours.list
        .subarray(country.neighbours.offsets[area]!, country.neighbours.offsets[area + 1]!)
        .some((other) => cold.has(other))
    const weights = bases.map((base, area) => (cold.has(area) ? base / 20 : base))
    const random = seededRandom(5)
    const shares = Array.from({ length: 8 }, (_, seed) => {
      const counts = scatter(8 * country.areas, weights, random)
      const { class: found } = findSignificance({ ...task, counts, bases, neighbours: country.neighbours, seed })
      expect(Array.from(cold).filter((area) => found[area] === -1).length).toBeGreaterThanOrEqual(7)
      const all = Array.from(found.keys()).filter((area) => found[area] !== 0)
      return all.filter((area) => found[area] === 1 || !isNear(area)).length / all.length
    })
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeLessThanOrEqual(rate)
  })

  it('answers the same for the same seed', () => {
    const counts = scatter(20_000, planted, seededRandom(4))
    expect(redistribute({ ...task, counts, permutations: 99 })).toEqual(
      redistribute({ ...task, counts, permutations: 99 }),
    )
  })

  it('says nothing without issues, of an area without base, and of one area', () => {
    const none = new Int32Array(wide.areas)
    const silent = findSignificance({ ...task, counts: none })
    expect([silent.class.some((value) => value !== 0), Math.min(...silent.q), Math.max(...silent.z)]).toEqual([
      false,
      1,
      0,
    ])
    const bare = findSignificance({ ...task, counts: [9, 1, 1], bases: [0, 20, 20], neighbours: townOf(2).neighbours })
    expect([bare.z[0], bare.p[0], bare.q[0], bare.class[0]]).toEqual([0, 1, 1, 0])
    const sliver = findSignificance({ ...task, judged: even.map((_, area) => (area === 2 ? 0 : 1)), counts: planted })
    expect([sliver.p[2], sliver.q[2], sliver.class[2]]).toEqual([1, 1, 0])
    const only = { offsets: Int32Array.of(0, 1), list: Int32Array.of(0) }
    const one = findSignificance({ ...task, counts: [5], bases: [10], neighbours: only })
    expect([one.z[0], one.class[0]]).toEqual([0, 0])
  })

  it('names a spot of the last weeks consecutive and one that ended sporadic', () => {
    const small = townOf(14)
    const bases = new Float64Array(small.areas).fill(25)
    const here = new Set([31, 32, 45, 46, 59, 60, 33, 47, 61])
    const there = new Set(Array.from(here, (area) => area + 105))
    const random = seededRandom(6)
    const counts = Array.from({ length: 13 }, (_, week) =>
      scatter(
        600,
        bases.map((base, area) =>
          (week > 9 && here.has(area)) || (week > 2 && week < 6 && there.has(area)) ? 5 * base : base,
        ),
        random,
      ),
    )
    const { patterns } = findEmerging({
      counts,
      bases,
      neighbours: small.neighbours,
      falseDiscoveryRate: rate,
      seed: 1,
    })
    expect(patterns[46]).toEqual({ kind: 'hot', pattern: 'consecutive' })
    expect(patterns[46 + 105]).toEqual({ kind: 'hot', pattern: 'sporadic' })
    expect(patterns.filter((pattern) => pattern !== null).length).toBeLessThan(50)
  })
})
