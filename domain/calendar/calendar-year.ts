import { isUsualWorkingDay, usualHoliday } from './country-days.ts'
import { dateOfDay, dayNumber } from './day-number.ts'

/** A day that a county has decided by itself, written 2026-10-01. */
export interface CountyDay {
  day: string
  working: boolean
  name: string
}

/** The days of a year in order: who says of each whether offices work, and what it is called. `chinese`: by China's public holidays. */
export function calendarYear(year: number, own: readonly CountyDay[], chinese: boolean) {
  const byDay = new Map(own.map((one) => [one.day, one]))
  const first = dayNumber(`${year}-01-01`)
  const after = dayNumber(`${year + 1}-01-01`)
  return Array.from({ length: after - first }, (_, index) => dayOf(first + index, byDay, chinese))
}

function dayOf(number: number, own: ReadonlyMap<string, CountyDay>, chinese: boolean) {
  const day = dateOfDay(number)
  const { name: countryName, nameEn: countryNameEn } = usualHoliday(number, chinese)
  const workingOtherwise = isUsualWorkingDay(number, chinese)
  const county = own.get(day)
  const source: 'county' | 'country' | 'week' = county ? 'county' : countryName === '' ? 'week' : 'country'
  const working = county?.working ?? workingOtherwise
  return { day, working, source, name: county?.name ?? '', countryName, countryNameEn, workingOtherwise }
}
