import chineseDays from 'chinese-days'
import { dateOfDay, dayNumber } from './day-number.ts'
import { officeSlots, type WorkingCalendar } from './working-calendar.ts'

/**
 * Working days of the People's Republic of China, with public holidays and make-up days, in UTC+8.
 * Years that the State Council has not announced yet fall back to Monday to Friday.
 */
export const chineseCalendar: WorkingCalendar = {
  zone: 480,
  slots: officeSlots,
  isWorkingDay: isChineseWorkingDay,
}

const known = new Map<number, boolean>()

/** Whether China's offices work on a day, counted from 1970-01-01. */
export function isChineseWorkingDay(day: number): boolean {
  let working = known.get(day)
  if (working === undefined) {
    working = chineseDays.isWorkday(dateOfDay(day))
    known.set(day, working)
  }
  return working
}

/** The holiday to which a day belongs, as one off or as one made up for it; '' on a usual day of the week. */
export function chineseHoliday(day: number): { name: string; nameEn: string } {
  // a holiday is told as `National Day,国庆节,3`, a usual day as `Sunday`
  const [nameEn = '', name = ''] = chineseDays.getDayDetail(dateOfDay(day)).name.split(',')
  return name === '' ? { name: '', nameEn: '' } : { name, nameEn }
}

/** Whether the holidays of a year have been announced. */
export function isAnnounced(year: number): boolean {
  return chineseHoliday(dayNumber(`${year}-01-01`)).name !== ''
}
