import { describe, expect, it } from 'vitest'
import { arrivalsBetween, localHourOfWeek } from './arrivals.ts'
import { chance, poisson } from './chance.ts'
import { followUp, intoWorkingDay, nextStep, type Progressing } from './next-step.ts'

const HOUR = 3_600_000
const timeZone = 'Asia/Shanghai'
const now = Date.parse('2026-11-20T02:00:00Z')
const rhythm = Array.from({ length: 168 }, (_, hour) => (hour % 24 >= 8 && hour % 24 < 18 ? 9 : 1))

describe('arrivals', () => {
  const source = { county: '370699', timeZone, rhythm }

  it('are the same however the time is cut', () => {
    const whole = arrivalsBetween(source, now, now + 24 * HOUR)
    const cuts = Array.from({ length: 1_000 }, (_, index) =>
      arrivalsBetween(source, now + index * 86_400, now + (index + 1) * 86_400),
    )
    expect(cuts.flat()).toEqual(whole)
  })

  it('follow the rhythm of the week', () => {
    const week = arrivalsBetween(source, now, now + 7 * 24 * HOUR)
    const expected = rhythm.reduce((sum, rate) => sum + rate, 0)
    expect(Math.abs(week.length - expected)).toBeLessThan(4 * Math.sqrt(expected))
    const hourOf = localHourOfWeek(timeZone)
    const byDay = week.filter(({ at }) => hourOf(at) % 24 >= 8 && hourOf(at) % 24 < 18).length
    expect(byDay / week.length).toBeGreaterThan(0.8)
  })
})

describe('the next step of an issue', () => {
  const world = { timeZone, since: now, pressure: 1 }
  const issue = (number: number, parts: Partial<Progressing> = {}): Progressing => ({
    number: `T${number}`,
    version: 3,
    state: 'handling',
    emergency: false,
    filedAt: now - 5 * HOUR,
    answerBy: now - 3 * HOUR,
    finishBy: now + 60 * HOUR,
    lastAt: now - 4 * HOUR,
    level: 'county',
    extensions: 0,
    whistle: null,
    ...parts,
  })

  it('is decided once: the same for the same number and version, never before the last entry or the present', () => {
    for (const state of ['reported', 'filed', 'assigned', 'handling', 'checking', 'suspended'] as const)
      for (let number = 0; number < 50; number++) {
        const step = nextStep(issue(number, { state }), world)
        expect(nextStep(issue(number, { state }), world)).toEqual(step)
        expect(step.at).toBeGreaterThanOrEqual(now)
      }
  })

  it('finishes about nineteen of twenty in time, and clears what is late within two days', () => {
    const steps = Array.from({ length: 2_000 }, (_, number) => nextStep(issue(number), world)).filter((step) =>
      step.kinds.includes('finish'),
    )
    expect(steps.length).toBeGreaterThan(1_900)
    // moved into the next morning, some miss their hour: people do
    const inTime = steps.filter((step) => step.at <= now + 60 * HOUR).length / steps.length
    expect(inTime).toBeGreaterThan(0.9)
    expect(inTime).toBeLessThan(0.97)
    for (let number = 0; number < 200; number++) {
      const late = nextStep(issue(number, { finishBy: now - 40 * HOUR }), world)
      expect(late.at - now).toBeLessThan(48 * HOUR)
    }
  })

  it('takes most reports on, hands some matters up, and calls others now and then where a community has it', () => {
    const kinds = (parts: Partial<Progressing>) => {
      const counts = new Map<string, number>()
      for (let number = 0; number < 1_000; number++) {
        const [kind] = nextStep(issue(number, parts), world).kinds
        counts.set(kind!, (counts.get(kind!) ?? 0) + 1)
      }
      return Object.fromEntries(counts)
    }
    const reported = kinds({ state: 'reported' })
    expect(reported.file! + reported.decline!).toBe(1_000)
    expect(reported.decline).toBeLessThan(80)
    expect(kinds({ state: 'filed' })).toEqual({ assign: 1_000 })
    expect(kinds({ state: 'filed', level: 'grid' }).hand_up).toBeGreaterThan(60)
    const worked = kinds({ level: 'community' })
    expect(worked.whistle).toBeGreaterThan(10)
    expect(worked.whistle).toBeLessThan(80)
    expect(worked.extend).toBeLessThan(50)
    const answer = { unit: 'D01', answer: 'coming' as const, at: null, reason: '' }
    const whistle = { at: now, by: '', reason: '', answerBy: null, units: [answer] }
    expect(kinds({ level: 'community', whistle })).toEqual({ whistle_answer: 1_000 })
    expect(kinds({ level: 'community', whistle: { ...whistle, units: [{ ...answer, answer: 'done' }] } }).finish).toBe(
      1_000 - (kinds({ level: 'community', whistle: { ...whistle, units: [] } }).extend ?? 0),
    )
  })

  it('comes sooner under pressure', () => {
    const mean = (pressure: number) =>
      Array.from({ length: 500 }, (_, number) => nextStep(issue(number), { ...world, pressure }).at - now).reduce(
        (sum, wait) => sum + wait / 500,
        0,
      )
    expect(mean(1.5)).toBeLessThan(mean(1))
    expect(mean(1)).toBeLessThan(mean(0.6))
  })

  it('happens by day, unless it is an emergency', () => {
    const hourOf = localHourOfWeek(timeZone)
    for (let hour = 0; hour < 48; hour++) {
      const at = intoWorkingDay(now + hour * HOUR, timeZone, chance(hour))
      expect(at).toBeGreaterThanOrEqual(now + hour * HOUR)
      expect(hourOf(at) % 24).toBeGreaterThanOrEqual(8)
      expect(hourOf(at) % 24).toBeLessThan(20)
    }
  })

  it('is a visit to nearly half of the closed, mostly content', () => {
    const visits = Array.from({ length: 1_000 }, (_, n) => followUp({ number: `T${n}`, closedAt: now }, timeZone))
    const made = visits.filter((visit) => visit !== null)
    expect(made.length).toBeGreaterThan(380)
    expect(made.length).toBeLessThan(520)
    expect(made.filter((visit) => (visit.rating ?? 0) >= 4).length / made.length).toBeGreaterThan(0.85)
  })
})

describe('poisson', () => {
  it('has its mean', () => {
    const random = chance('poisson')
    const counts = Array.from({ length: 4_000 }, () => poisson(1.7, random))
    expect(counts.reduce((sum, count) => sum + count, 0) / 4_000).toBeCloseTo(1.7, 1)
  })
})
