import { chance, poisson } from './chance.ts'

const MINUTE = 60_000
export const HOURS_OF_WEEK = 168

/** Issues an hour, by hour of the local week: Monday 00-01 first, as far as history tells. */
export type WeekRhythm = readonly number[]

export interface Arrival {
  /** Milliseconds since 1970. */
  at: number
  /** Seeds everything else about the issue. */
  seed: string
}

export interface ArrivalSource {
  county: string
  timeZone: string
  rhythm: WeekRhythm
}

/**
 * Issues that arrive in [from, to), oldest first: the same for the same minutes however the time is cut, so that a
 * server that slept and one that was awake tell the same story.
 */
export function arrivalsBetween(source: ArrivalSource, from: number, to: number): Arrival[] {
  const hourOfWeek = localHourOfWeek(source.timeZone)
  const arrivals: Arrival[] = []
  for (let minute = Math.floor(from / MINUTE) * MINUTE; minute < to; minute += MINUTE) {
    const random = chance('arrival', source.county, minute)
    const mean = (source.rhythm[hourOfWeek(minute)] ?? 0) / 60
    const count = poisson(mean, random)
    for (let index = 0; index < count; index++)
      arrivals.push({ at: minute + Math.floor(random() * MINUTE), seed: `${source.county}/${minute}/${index}` })
  }
  return arrivals.filter(({ at }) => at >= from && at < to).sort((a, b) => a.at - b.at)
}

/** Hour of the local week, 0 to 167 from Monday midnight, of a moment. */
export function localHourOfWeek(timeZone: string): (moment: number) => number {
  const made = hoursOfZone.get(timeZone) ?? makeHourOfWeek(timeZone)
  hoursOfZone.set(timeZone, made)
  return made
}

const hoursOfZone = new Map<string, (moment: number) => number>()
const REMEMBERED_HALVES = 20_000

function makeHourOfWeek(timeZone: string): (moment: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' })
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
  // an hour's answer holds for the whole hour in every zone with whole or half hours of offset: ask by half hours
  const known = new Map<number, number>()
  return (moment) => {
    const half = Math.floor(moment / (30 * MINUTE))
    const before = known.get(half)
    if (before !== undefined) return before
    const parts = format.formatToParts(moment)
    const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
    const hour = days.indexOf(part('weekday')) * 24 + Number(part('hour'))
    if (known.size > REMEMBERED_HALVES) known.clear()
    known.set(half, hour)
    return hour
  }
}
