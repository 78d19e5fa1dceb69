import { localReadings, offsetAt } from './local-readings.ts'

/** Hours of a working day in which working clocks run, one after the other; minutes of the local day. */
export type Slots = readonly (readonly [opens: number, closes: number])[]

/** When an office works. Days are counted from 1970-01-01 in local time. */
export interface WorkingCalendar {
  /** Minutes ahead of UTC all year, or the IANA zone whose clocks are set for summer. */
  zone: number | string
  slots: Slots
  isWorkingDay(day: number): boolean
}

/** 08-12 and 14-18, as the time-limit tables of city management say. */
export const officeSlots: Slots = [
  [480, 720],
  [840, 1080],
]

const MINUTE = 60_000
const DAY = 1440
/** Minutes; what fractions of minutes leave over does not reach into the next slot. */
const HALF_MILLISECOND = 1 / 120_000
/** Days; a calendar that rests longer has no working time. */
export const TEN_YEARS = 3660

/** Whether working clocks run at a moment (milliseconds since 1970). A slot ends just before its closing minute. */
export function isWorkingMoment(calendar: WorkingCalendar, at: number): boolean {
  const { day, minute } = localOf(calendar, at)
  return calendar.isWorkingDay(day) && calendar.slots.some(([opens, closes]) => minute >= opens && minute < closes)
}

/**
 * The moment at which `minutes` of working time have passed since `at`; both in milliseconds since 1970, the answer whole.
 * The answer never lies in closed hours, save that it may be the very end of a slot. Throws a RangeError when
 * `minutes` is not positive or the calendar rests for ten years on end.
 */
export function addWorkingMinutes(calendar: WorkingCalendar, at: number, minutes: number): number {
  if (!(minutes > 0)) throw new RangeError(`minutes ${minutes}: expected more than 0`)
  const start = localOf(calendar, at)
  let left = minutes
  let worked = start.day
  for (let day = start.day; day <= worked + TEN_YEARS; day++) {
    if (!calendar.isWorkingDay(day)) continue
    for (const [opens, closes] of calendar.slots) {
      const from = day === start.day ? Math.max(opens, start.minute) : opens
      if (from >= closes) continue
      if (left <= closes - from + HALF_MILLISECOND) return Math.round(momentOf(calendar, day, from + left, at))
      left -= closes - from
      worked = day
    }
  }
  throw new RangeError('no working time within ten years: look at the calendar')
}

/** Working minutes between two moments, 0 when the second is not later. */
export function workingMinutesBetween(calendar: WorkingCalendar, from: number, to: number): number {
  if (to <= from) return 0
  const start = localOf(calendar, from)
  const end = localOf(calendar, to)
  let sum = 0
  for (let day = start.day; day <= end.day; day++) {
    if (!calendar.isWorkingDay(day)) continue
    for (const [opens, closes] of calendar.slots) {
      const low = day === start.day ? Math.max(opens, start.minute) : opens
      const high = day === end.day ? Math.min(closes, end.minute) : closes
      sum += Math.max(0, high - low)
    }
  }
  return sum
}

/** Local day since 1970 and minute of that day, with its fraction. */
export function localOf(calendar: WorkingCalendar, at: number): { day: number; minute: number } {
  const { zone } = calendar
  const minutes = at / MINUTE + (typeof zone === 'number' ? zone : offsetAt(at, zone) / MINUTE)
  const day = Math.floor(minutes / DAY)
  return { day, minute: minutes - day * DAY }
}

/**
 * When clocks show a minute of a local day. Of an hour that comes twice, the first reading that is not before `since`;
 * an hour that clocks jump over is read as if they had not yet, so that office hours are as long as the clock says.
 */
export function momentOf({ zone }: WorkingCalendar, day: number, minute: number, since = 0): number {
  const local = (day * DAY + minute) * MINUTE
  if (typeof zone === 'number') return local - zone * MINUTE
  const { readings } = localReadings(Math.round(local), zone)
  return readings.find((reading) => reading >= since) ?? readings.at(-1)!
}
