import { expect, it } from 'vitest'
import { calendarYear } from './calendar-year.ts'
import { isAnnounced } from './chinese-calendar.ts'
import { keepsChineseHolidays } from './country-days.ts'

it('a year says of every day who decides it and what it is called', () => {
  const days = calendarYear(2026, [{ day: '2026-11-23', working: false, name: '渔家节' }], true)
  const of = (day: string) => days.find((one) => one.day === day)
  expect(days).toHaveLength(365)
  expect(of('2026-10-01')).toMatchObject({ working: false, source: 'country', countryName: '国庆节' })
  expect(of('2026-10-10')).toMatchObject({ working: true, source: 'country', countryNameEn: 'National Day' })
  expect(of('2026-11-22')).toMatchObject({ working: false, source: 'week', countryName: '' })
  expect(of('2026-11-23')).toMatchObject({ working: false, source: 'county', name: '渔家节', workingOtherwise: true })
})

it('a year that nobody has announced is Monday to Friday, and says so', () => {
  expect(isAnnounced(2026)).toBe(true)
  expect(isAnnounced(2040)).toBe(false)
  expect(calendarYear(2040, [], true).every(({ source }) => source === 'week')).toBe(true)
})

it('a county abroad works from Monday to Friday and knows no holiday of China', () => {
  expect([keepsChineseHolidays('America/New_York'), keepsChineseHolidays('Asia/Urumqi')]).toEqual([false, true])
  const days = calendarYear(2026, [], false)
  expect(days.every(({ source }) => source === 'week')).toBe(true)
  const working = (day: string) => days.find((one) => one.day === day)?.working
  expect([working('2026-10-01'), working('2026-10-10'), working('2026-11-22')]).toEqual([true, false, false])
})
