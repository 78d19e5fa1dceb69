import { isUsualWorkingDay } from './country-days.ts'
import type { Slots, WorkingCalendar } from './working-calendar.ts'

export interface CountyDays {
  zone: WorkingCalendar['zone']
  slots: Slots
  /** Days that the county has decided by itself: true where it works. Days since 1970-01-01 in local time. */
  overrides: ReadonlyMap<number, boolean>
  /** Whether it keeps China's public holidays; it does unless told. */
  chinese?: boolean
}

/** A county's calendar: its own days first, its country's working days where it says nothing. */
export function countyCalendar({ zone, slots, overrides, chinese = true }: CountyDays): WorkingCalendar {
  return { zone, slots, isWorkingDay: (day) => overrides.get(day) ?? isUsualWorkingDay(day, chinese) }
}
