import { HOURS_OF_WEEK, localHourOfWeek, type WeekRhythm } from './arrivals.ts'

const HOUR = 3_600_000
const LONGEST_HOURS = 3 * HOURS_OF_WEEK

/**
 * The moment after `start` by which so many usual days (`days`) of work have been done at the pace of the week's rhythm:
 * nights and weekends without any let it wait, busy mornings are soon through. Null where the rhythm is empty. Pure.
 */
export function inRhythm(start: number, days: number, rhythm: WeekRhythm, timeZone: string): number | null {
  const week = rhythm.reduce((sum, rate) => sum + rate, 0)
  if (week <= 0) return null
  const hourOf = localHourOfWeek(timeZone)
  let left = (days * week) / 7
  let at = start
  for (let hours = 0; hours < LONGEST_HOURS; hours++) {
    const ends = (Math.floor(at / HOUR) + 1) * HOUR
    const rate = rhythm[hourOf(at)] ?? 0
    const done = (rate * (ends - at)) / HOUR
    if (done > 0 && done >= left) return at + Math.round((left / done) * (ends - at))
    left -= done
    at = ends
  }
  return at
}
