import type { OpeningHours } from '#domain/contract/station.ts'

const DAY_MINUTES = 1440

/** Minute of a day as a time field shows it; past midnight as the next day's: 1500 is `01:00`. */
export function clockOf(minute: number): string {
  const pair = (value: number) => String(value).padStart(2, '0')
  return `${pair(Math.floor(minute / 60) % 24)}:${pair(minute % 60)}`
}

/** Minute of the day, 0 to 1439; null for what is no time. */
export function minuteOfClock(clock: string): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(clock) ?? []
  const minute = Number(hours) * 60 + Number(minutes)
  return minute >= 0 && minute < DAY_MINUTES ? minute : null
}

/** Hours of a station between two times of the clock: closing at or before opening is on the next day. */
export function stationHours(days: readonly number[], opensMinute: number, closesMinute: number): OpeningHours {
  const closes = closesMinute % DAY_MINUTES
  return {
    days: [...days].sort((a, b) => a - b),
    opensMinute,
    closesMinute: closes <= opensMinute ? closes + DAY_MINUTES : closes,
  }
}

/** Hours of a gate, every day, between two times of the clock: twice the same time is round the clock. */
export function gateHours(opensMinute: number, closesMinute: number): { opensMinute: number; closesMinute: number } {
  const closes = closesMinute % DAY_MINUTES
  return opensMinute === closes ? { opensMinute: 0, closesMinute: DAY_MINUTES } : { opensMinute, closesMinute: closes }
}
