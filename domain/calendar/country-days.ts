import { chineseHoliday, isAnnounced, isChineseWorkingDay } from './chinese-calendar.ts'

const mainland: readonly string[] = [
  'Asia/Shanghai',
  'Asia/Urumqi',
  'Asia/Chongqing',
  'Asia/Chungking',
  'Asia/Harbin',
  'Asia/Kashgar',
  'PRC',
]

/** Whether a county in a time zone (IANA) keeps China's public holidays. */
export function keepsChineseHolidays(timeZone: string): boolean {
  return mainland.includes(timeZone)
}

/** Whether offices work on a day, counted from 1970-01-01, before a county says otherwise; abroad Monday to Friday. */
export function isUsualWorkingDay(day: number, chinese: boolean): boolean {
  // 1970-01-01 was a Thursday
  return chinese ? isChineseWorkingDay(day) : ((day % 7) + 10) % 7 < 5
}

/** The country's holiday to which a day belongs, as one off or as one made up for it; '' where none is known. */
export function usualHoliday(day: number, chinese: boolean): { name: string; nameEn: string } {
  return chinese ? chineseHoliday(day) : { name: '', nameEn: '' }
}

/** Whether all is known of the country's holidays in a year that will be. */
export function isYearKnown(year: number, chinese: boolean): boolean {
  return !chinese || isAnnounced(year)
}
