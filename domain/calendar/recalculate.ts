import type { Clock } from './deadline.ts'
import { dueWithRemaining, remainingMinutes } from './remaining.ts'
import type { WorkingCalendar } from './working-calendar.ts'

/** One clock of an issue; moments are milliseconds since 1970. */
export interface IssueClock {
  clock: Clock
  due: number
  /** Since when it stands still; null while it runs. */
  suspendedAt: number | null
  /** When that was done for which it runs; null while it is open. */
  doneAt: number | null
}

/**
 * The deadline of a clock after its calendar changed at `now`: what remained of it remains, counted on the changed
 * calendar. A standing clock is counted from where it stopped. What is done keeps the deadline it was judged by, and a
 * deadline already past stays; any other lies after `now`, or after the moment its clock stopped.
 */
export function recalculate(
  { clock, due, suspendedAt, doneAt }: IssueClock,
  old: WorkingCalendar,
  changed: WorkingCalendar,
  now: number,
): number {
  if (doneAt !== null) return due
  const at = suspendedAt ?? now
  const remaining = remainingMinutes(old, clock, at, due)
  if (remaining === 0) return due
  const moved = dueWithRemaining(changed, clock, at, remaining)
  // a deadline set by hand to an hour of its own stays there unless the change concerns it
  return moved === dueWithRemaining(old, clock, at, remaining) ? due : moved
}
