import { addWorkingMinutes, type WorkingCalendar } from './working-calendar.ts'

/** Emergency clocks run nights and holidays too; working clocks run in office hours on working days. */
export type Clock = 'emergency' | 'working'

/** When a limit of `minutes` that starts at `at` runs out; milliseconds since 1970. */
export function deadline(calendar: WorkingCalendar, clock: Clock, at: number, minutes: number): number {
  return clock === 'emergency' ? at + minutes * 60_000 : addWorkingMinutes(calendar, at, minutes)
}
