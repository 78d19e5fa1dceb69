import { isChineseWorkingDay } from './chinese-calendar.ts'
import type { Slots, WorkingCalendar } from './working-calendar.ts'

export interface CountyDays {
  /** Minutes ahead of UTC. */
  offsetMinutes: number
  slots: Slots
  /** Days that the county has decided by itself: true where it works. Days since 1970-01-01 in local time. */
  overrides: ReadonlyMap<number, boolean>
}

/** A county's calendar: its own days first, China's public holidays and make-up days where it says nothing. */
export function countyCalendar({ offsetMinutes, slots, overrides }: CountyDays): WorkingCalendar {
  return { offsetMinutes, slots, isWorkingDay: (day) => overrides.get(day) ?? isChineseWorkingDay(day) }
}
