import { expect, it } from 'vitest'
import { localHourOfWeek } from './arrivals.ts'
import { chance } from './chance.ts'
import { inRhythm } from './in-rhythm.ts'
import { nextStep } from './next-step.ts'

const HOUR = 3_600_000
const timeZone = 'Asia/Shanghai'
const friday = Date.parse('2026-11-20T16:00:00+08:00')
/** Nine to five on working days, three times as much from nine to ten. */
const office = Array.from({ length: 168 }, (_, hour) => {
  const clock = hour % 24
  if (hour >= 120 || clock < 9 || clock >= 17) return 0
  return clock === 9 ? 30 : 10
})

it('lets work wait through nights and weekends that have none in the past', () => {
  // five days of 100 are 500 a week, 71 a usual day: 10 are done by five on Friday, 30 by ten on Monday
  expect(inRhythm(friday, 10 / (500 / 7), office, timeZone)).toBe(Date.parse('2026-11-20T17:00:00+08:00'))
  expect(inRhythm(friday, 40 / (500 / 7), office, timeZone)).toBe(Date.parse('2026-11-23T10:00:00+08:00'))
  expect(inRhythm(friday, 1, [], timeZone)).toBeNull()
})

it('closes issues in the hours in which the past did, a seeded thousand finished around the clock', () => {
  const hourOf = localHourOfWeek(timeZone)
  const random = chance('finished')
  const counts = new Array<number>(24).fill(0)
  for (let number = 0; number < 1_000; number++) {
    const lastAt = friday - 4 * 24 * HOUR + random() * 3 * 24 * HOUR
    const issue = {
      number: `T${number}`,
      version: 5,
      state: 'checking',
      emergency: number % 5 === 0,
      filedAt: lastAt - HOUR,
    } as const
    const clocks = {
      answerBy: lastAt,
      finishBy: lastAt + HOUR,
      lastAt,
      level: 'county',
      extensions: 0,
      whistle: null,
    } as const
    const step = nextStep({ ...issue, ...clocks }, { timeZone, since: lastAt, pressure: 1, closing: office })
    if (step.kinds.includes('close')) counts[hourOf(step.at) % 24]! += 1
  }
  const all = counts.reduce((sum, count) => sum + count, 0)
  expect(all).toBeGreaterThan(980)
  expect(counts.filter((_, hour) => hour < 9 || hour >= 17)).toEqual(new Array(16).fill(0))
  // a share of 0.3 in the past; what came in by night waits for that hour, none of it for a minute
  expect(counts[9]! / all).toBeGreaterThan(0.25)
  expect(counts[9]! / all).toBeLessThan(0.55)
})
