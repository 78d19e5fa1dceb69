import { describe, expect, it } from 'vitest'
import { haveKnownProblems, orLibraryProblem, sanFrancisco, savingReach } from '#scripts/bench/known-problems.ts'
import { bestSites } from './best-sites.ts'
import { exactBest, exactFewest } from './exact-sites.ts'
import { coverWithin, nearestFarthest } from './farthest.ts'
import { fewestSites } from './fewest-sites.ts'
import { openHighs } from './open-highs.ts'
import { unwatched } from './watch.ts'

describe.skipIf(!haveKnownProblems)('the p-median problems of the OR-Library', () => {
  it.each(Array.from({ length: 20 }, (_, index) => index + 1))(
    'are solved within one percent, with the bound on its side of the optimum: pmed%i',
    (number) => {
      const { distance, sites, optimum } = orLibraryProblem(number)
      const { reach, worst } = savingReach(distance)
      const { totals, atMost } = bestSites(reach, { sites, whole: true, seed: 1, near: 0, kicks: 12 }, unwatched)
      const length = worst - totals.at(-1)!
      const atLeast = worst - atMost
      expect(length).toBeGreaterThanOrEqual(optimum)
      expect(length).toBeLessThanOrEqual(1.01 * optimum)
      expect(atLeast).toBeLessThanOrEqual(optimum)
      expect(atLeast).toBeGreaterThanOrEqual(0.99 * optimum)
    },
  )
})

describe.skipIf(!haveKnownProblems)('San Francisco, 205 tracts and 16 sites by road', () => {
  const { distance, people, siteNumber } = haveKnownProblems
    ? sanFrancisco()
    : { distance: [], people: new Float64Array(), siteNumber: [] }
  const names = (sites: readonly number[]) => sites.map((site) => siteNumber[site]).sort((a, b) => a! - b!)

  it('has 875,247 people within 5,000 m of the best four', async () => {
    const reach = coverWithin(distance, 5000, people)
    const found = bestSites(reach, { sites: 4, whole: true, seed: 1, near: 0 }, unwatched)
    expect(found.totals.at(-1)).toBe(875_247)
    expect(found.atMost).toBeGreaterThanOrEqual(875_247)
    expect(names(found.sites)).toEqual([2, 11, 12, 15])
    const outside = distance.filter((row) => found.sites.every((site) => row[site]! > 5000))
    expect(outside).toHaveLength(21)
    const proven = exactBest(reach, 4, await openHighs())
    expect(proven?.total).toBeCloseTo(875_247, 3)
    expect(names(proven?.sites ?? [])).toEqual([2, 11, 12, 15])
  })

  it('walks 2,848,268,129.7145 person-metres to the best four', () => {
    const { reach, worst } = savingReach(distance, people)
    const found = bestSites(reach, { sites: 4, whole: false, seed: 1, near: 0 }, unwatched)
    expect(worst - found.totals.at(-1)!).toBeCloseTo(2_848_268_129.7145, 3)
    expect(worst - found.atMost).toBeLessThanOrEqual(2_848_268_129.7145)
    expect(names(found.sites)).toEqual([2, 11, 12, 15])
  })

  it('has its farthest tract 7,403.063811 m from the four that leave nobody far', async () => {
    const found = nearestFarthest(distance, 4, await openHighs())
    expect(found?.distance).toBeCloseTo(7403.063811, 6)
    expect(names(found?.sites ?? [])).toEqual([7, 11, 13, 15])
  })

  it('needs eight sites to have everybody within 5,000 m', async () => {
    const reach = coverWithin(distance, 5000)
    expect(exactFewest(reach, 205, await openHighs())).toHaveLength(8)
    const found = fewestSites(reach, { target: 205, whole: true, seed: 1, mostSites: 16 }, unwatched)
    expect(found.ok && found.best.sites.length).toBe(8)
    expect(found.ok && found.atLeast).toBeLessThanOrEqual(8)
  })
})
