import { addWorkingMinutes, localOf, momentOf, TEN_YEARS, type WorkingCalendar } from './working-calendar.ts'

/**
 * How the time of a limit is told. `emergency` runs nights and holidays too; `working` runs in office hours on working
 * days; `working-day` counts whole working days from the next one on; `natural` counts days of 24 hours.
 */
export const clocks = ['emergency', 'working', 'working-day', 'natural'] as const
export type Clock = (typeof clocks)[number]

/** A time limit. In `working-day` and `natural`, a day is 1,440 minutes. */
export interface Limit {
  clock: Clock
  minutes: number
}

export const MINUTES_A_DAY = 1440

/**
 * When a limit of `minutes` that starts at `at` runs out; milliseconds since 1970. Working days end with the closing
 * minute of the last one; a part of a day counts as a day. Throws a RangeError when `minutes` is not positive or no
 * working time is found within ten years.
 */
export function deadline(calendar: WorkingCalendar, clock: Clock, at: number, minutes: number): number {
  if (!(minutes > 0)) throw new RangeError(`minutes ${minutes}: expected more than 0`)
  switch (clock) {
    case 'emergency':
    case 'natural':
      return at + minutes * 60_000
    case 'working':
      return addWorkingMinutes(calendar, at, minutes)
    case 'working-day':
      return closeOfWorkingDay(calendar, at, Math.ceil(minutes / MINUTES_A_DAY))
  }
}

/** Closing moment of the `count`th working day after the day of `at`; 0 names that day itself, working or not. */
export function closeOfWorkingDay(calendar: WorkingCalendar, at: number, count: number): number {
  const closes = calendar.slots.at(-1)?.[1] ?? MINUTES_A_DAY
  let day = localOf(calendar, at).day
  let worked = day
  for (let left = count; left > 0; ) {
    day += 1
    if (day > worked + TEN_YEARS) throw new RangeError('no working day within ten years: look at the calendar')
    if (!calendar.isWorkingDay(day)) continue
    left -= 1
    worked = day
  }
  return momentOf(calendar, day, closes)
}
