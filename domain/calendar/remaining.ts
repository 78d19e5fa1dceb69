import { type Clock, closeOfWorkingDay, MINUTES_A_DAY } from './deadline.ts'
import { addWorkingMinutes, localOf, type WorkingCalendar, workingMinutesBetween } from './working-calendar.ts'

const MINUTE = 60_000

/**
 * What is left of a clock at a moment, in its own minutes: 0 from `due` on, more than 0 before. Working days after the
 * day of `at` count 1,440 each; on the last of them, what counts is its working minutes still to come. A deadline set by
 * hand into closed hours leaves at most one minute once no working time is left before it.
 */
export function remainingMinutes(calendar: WorkingCalendar, clock: Clock, at: number, due: number): number {
  if (at >= due) return 0
  if (clock === 'emergency' || clock === 'natural') return (due - at) / MINUTE
  if (clock === 'working-day') {
    const days = workingDaysAfter(calendar, at, due)
    if (days > 0) return days * MINUTES_A_DAY
  }
  const working = wholeMilliseconds(workingMinutesBetween(calendar, at, due))
  return working > 0 ? working : Math.min(1, (due - at) / MINUTE)
}

/**
 * The deadline of a clock with `minutes` left at `at`, as `remainingMinutes` counts them. `minutes` 0 or less is a
 * deadline at `at`.
 */
export function dueWithRemaining(calendar: WorkingCalendar, clock: Clock, at: number, minutes: number): number {
  if (minutes <= 0) return at
  if (clock === 'emergency' || clock === 'natural') return Math.round(at + minutes * MINUTE)
  if (clock === 'working') return addWorkingMinutes(calendar, at, minutes)
  const days = Math.floor(minutes / MINUTES_A_DAY)
  if (days > 0) return closeOfWorkingDay(calendar, at, days)
  const today = closeOfWorkingDay(calendar, at, 0)
  const enough = wholeMilliseconds(workingMinutesBetween(calendar, at, today)) >= minutes
  return enough ? today : closeOfWorkingDay(calendar, at, 1)
}

/**
 * The deadline after a pause: what remained at `suspendedAt` remains at `resumedAt`. Never earlier than `due`; a
 * deadline already past when the clock stopped stays past.
 */
export function resumeDeadline(
  calendar: WorkingCalendar,
  clock: Clock,
  suspendedAt: number,
  resumedAt: number,
  due: number,
): number {
  if (suspendedAt >= due || resumedAt <= suspendedAt) return due
  const remaining = remainingMinutes(calendar, clock, suspendedAt, due)
  return Math.max(due, dueWithRemaining(calendar, clock, resumedAt, remaining))
}

/** Working days after the day of `at` up to and with the day of `due`. */
function workingDaysAfter(calendar: WorkingCalendar, at: number, due: number): number {
  const last = localOf(calendar, due).day
  let count = 0
  for (let day = localOf(calendar, at).day + 1; day <= last; day++) if (calendar.isWorkingDay(day)) count += 1
  return count
}

/** Minutes rounded to a whole millisecond: what is added is what was counted. */
function wholeMilliseconds(minutes: number): number {
  return Math.round(minutes * MINUTE) / MINUTE
}
