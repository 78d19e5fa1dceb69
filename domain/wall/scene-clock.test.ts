import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IssueSummary } from '#domain/contract/issue.ts'
import { usualProgram, type WallRule, type WallScene, type WallStep, wallProgram } from '#domain/contract/wall.ts'
import { arrivalsOf, isWithin, toldIssues } from './arrivals.ts'
import { isOffered, offeredSteps } from './offered-steps.ts'
import { beginningOf, LEAD_MILLISECONDS, sceneAt } from './scene-clock.ts'

const step = (scene: WallScene, seconds: number): WallStep => ({ scene, seconds, transition: 'fly' })
const county: WallScene = { kind: 'county' }
const spots: WallScene = { kind: 'hot-spots' }
const circles: WallScene = { kind: 'circles' }
const steps = Object.freeze([step(county, 30), step(spots, 20), step(circles, 10)])
const running = { startedAt: 1_000_000, hold: null, effectiveAt: 0 }
const at = (seconds: number) => running.startedAt + seconds * 1_000

describe('the scenes of a wall', () => {
  it('follow the playlist round and round, whenever a wall is switched on', () => {
    expect(sceneAt(steps, running, [], at(0))).toMatchObject({ scene: county, until: at(30), step: 0 })
    expect(sceneAt(steps, running, [], at(49.999))).toMatchObject({ scene: spots, since: at(30), until: at(50) })
    expect(sceneAt(steps, running, [], at(55 + 60 * 400)).scene).toEqual(circles)
    expect(sceneAt(steps, running, [], at(-5)).scene).toEqual(circles)
  })

  it('show an emergency for its time and then go on where the playlist is', () => {
    const burst = { scene: { kind: 'issue', number: 'B1' } as const, at: at(10), seconds: 60 }
    const begins = burst.at + LEAD_MILLISECONDS
    expect(sceneAt(steps, running, [burst], begins - 1)).toMatchObject({ scene: county, until: begins })
    expect(sceneAt(steps, running, [burst], begins)).toMatchObject({ scene: burst.scene, because: 'arrival' })
    expect(sceneAt(steps, running, [burst], begins + 59_999).scene).toEqual(burst.scene)
    const after = sceneAt(steps, running, [burst], begins + 60_000)
    expect(after).toMatchObject({ scene: county, since: begins + 60_000, until: at(90) })
  })

  it('show two emergencies one after the other, and what a person holds before everything else', () => {
    const two = ['B1', 'B2'].map((number, index) => ({
      scene: { kind: 'issue', number } as const,
      at: at(10 + index),
      seconds: 60,
    }))
    expect(sceneAt(steps, running, two, at(12.5)).scene).toEqual(two[0]!.scene)
    expect(sceneAt(steps, running, two, at(72.5)).scene).toEqual(two[1]!.scene)
    expect(sceneAt(steps, { ...running, hold: circles }, two, at(12.5))).toMatchObject({ scene: circles, until: null })
  })

  it('change exactly when they said they would, at every moment and with every playlist', () => {
    const anySteps = fc.array(fc.integer({ min: 5, max: 90 }), { minLength: 2, maxLength: 6 })
    fc.assert(
      fc.property(anySteps, fc.array(fc.nat(600), { maxLength: 5 }), fc.nat(2_000), (lengths, comings, moment) => {
        const list = lengths.map((seconds, index) => step({ kind: 'category', category: `c${index}` }, seconds))
        const arrivals = comings.map((second, index) => ({
          scene: { kind: 'issue', number: `N${index}` } as const,
          at: at(second),
          seconds: 20,
        }))
        const now = sceneAt(list, running, arrivals, at(moment))
        expect(now.since).toBeLessThanOrEqual(at(moment))
        expect(now.until).toBeGreaterThan(at(moment))
        expect(sceneAt(list, running, arrivals, now.until! - 1).scene).toEqual(now.scene)
        expect(sceneAt(list, running, arrivals, now.since).scene).toEqual(now.scene)
      }),
      { seed: 9, numRuns: 300 },
    )
  })

  it('can be let go on from any step', () => {
    expect(beginningOf(steps, 2)).toBe(50_000)
    const from = { ...running, startedAt: at(777) - beginningOf(steps, 2) }
    expect(sceneAt(steps, from, [], at(777))).toMatchObject({ step: 2, since: at(777) })
  })
})

describe('what a wall offers', () => {
  const facts = { streets: ['1', '2'], categories: ['lamp'], stations: 0, grids: 3, area: null }
  it('leaves out scenes whose data is not there, and takes each street in turn', () => {
    const asked = [county, { kind: 'each-street' }, circles, { kind: 'category', category: 'gone' }] as WallScene[]
    expect(
      offeredSteps(
        asked.map((scene) => step(scene, 9)),
        facts,
      ).map(({ scene }) => scene),
    ).toEqual([county, { kind: 'street', street: '1' }, { kind: 'street', street: '2' }])
    expect(isOffered(spots, { ...facts, grids: 0 })).toBe(false)
  })

  it('shows the area that a screen was given to where the whole county would stand, and no other street', () => {
    const given = { ...facts, streets: ['2'], area: '2' }
    const scenes = (asked: WallScene[]) =>
      offeredSteps(
        asked.map((scene) => step(scene, 9)),
        given,
      ).map(({ scene }) => scene)
    const home = { kind: 'street', street: '2' }
    expect(scenes([county, { kind: 'street', street: '1' }, spots])).toEqual([home, spots])
    expect(scenes([{ kind: 'each-street' }])).toEqual([home])
    expect(scenes([{ kind: 'street', street: '1' }])).toEqual([home])
  })
})

describe('the rules of a wall', () => {
  const rule = (part: Partial<WallRule>): WallRule => ({ ...usualProgram.rules[0]!, emergencyOnly: false, ...part })
  const issue = (part: Partial<IssueSummary>) =>
    ({
      number: 'A',
      emergency: false,
      category: 'lamp',
      street: '1',
      community: '11',
      filedAt: new Date(at(0)).toISOString(),
      finishBy: new Date(at(7_200)).toISOString(),
      finishedAt: null,
      closedAt: null,
      ...part,
    }) as IssueSummary

  it('speak of what was filed, is due within the hour or is late, of a category and an area', () => {
    const number = (rules: WallRule[], seconds: number, part: Partial<IssueSummary> = {}) =>
      toldIssues([issue(part)], rules, at(seconds)).map((told) => [told.issue.number, told.at - at(0)])
    expect(number([rule({})], 1)).toEqual([['A', 0]])
    expect(number([rule({ emergencyOnly: true })], 1)).toEqual([])
    expect(number([rule({ area: '11' })], 1)).toHaveLength(1)
    expect(number([rule({ area: '2' })], 1)).toEqual([])
    expect(number([rule({ category: 'burst' })], 1)).toEqual([])
    expect(number([rule({ on: 'soon' })], 3_601)).toEqual([['A', 3_600_000]])
    expect(number([rule({ on: 'late' })], 7_199)).toEqual([])
    expect(number([rule({ on: 'late' })], 7_201)).toEqual([['A', 7_200_000]])
    expect(number([rule({ on: 'late' })], 7_201, { finishedAt: new Date(at(1)).toISOString() })).toEqual([])
    expect(number([rule({})], 601)).toEqual([])
  })

  it('of a kind of matter speak of those below it', () => {
    const kinds = [
      { code: 'pipes', parent: null },
      { code: 'lamp', parent: 'pipes' },
    ]
    expect(toldIssues([issue({})], [rule({ category: 'pipes' })], at(1), kinds)).toHaveLength(1)
    expect(toldIssues([issue({})], [rule({ category: 'order' })], at(1), kinds)).toEqual([])
  })

  it('take the wall only where they are given seconds', () => {
    const told = toldIssues([issue({})], [rule({ sceneSeconds: 0 }), rule({})], at(1))
    expect(told).toHaveLength(1)
    expect(arrivalsOf(told)).toEqual([])
  })

  it('are silent in quiet hours, also past midnight', () => {
    const night = { from: 22 * 60, to: 7 * 60 }
    expect([21, 22, 23, 0, 6, 7].map((hour) => isWithin(night, hour * 60))).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
    ])
    expect(isWithin(null, 0)).toBe(false)
  })

  it('of a wall without a program are legal themselves', () => {
    expect(wallProgram.parse(usualProgram)).toEqual(usualProgram)
  })
})
