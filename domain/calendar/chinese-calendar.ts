import chineseDays from 'chinese-days'
import { officeSlots, type WorkingCalendar } from './working-calendar.ts'

/**
 * Working days of the People's Republic of China, with public holidays and make-up days, in UTC+8.
 * Years that the State Council has not announced yet fall back to Monday to Friday.
 */
export const chineseCalendar: WorkingCalendar = {
  offsetMinutes: 480,
  slots: officeSlots,
  isWorkingDay: isChineseWorkingDay,
}

const known = new Map<number, boolean>()

/** Whether China's offices work on a day, counted from 1970-01-01. */
export function isChineseWorkingDay(day: number): boolean {
  let working = known.get(day)
  if (working === undefined) {
    working = chineseDays.isWorkday(new Date(day * 86_400_000).toISOString().slice(0, 10))
    known.set(day, working)
  }
  return working
}
