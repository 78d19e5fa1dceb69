import { z } from 'zod'
import { countyCode, nothing } from './common.ts'
import { officeHours } from './county.ts'
import { endpoint } from './endpoint.ts'

const dayName = z.string().trim().max(40)

/** One day of a county's year. */
export const calendarDay = z.object({
  /** 2026-10-01 */
  day: z.iso.date(),
  working: z.boolean(),
  /** Who says so: the week's usual order, the country's announcement, or the county. */
  source: z.enum(['week', 'country', 'county']),
  /** What the county calls the day; '' where the county says nothing. */
  name: z.string(),
  /** What the country calls it, '' on a usual day. */
  countryName: z.string(),
  countryNameEn: z.string(),
  /** Whether offices would work without the county's word. */
  workingOtherwise: z.boolean(),
})
export type CalendarDay = z.infer<typeof calendarDay>

export const calendarYear = z.object({
  county: countyCode,
  year: z.int(),
  /** Today in the county. */
  today: z.iso.date(),
  /** Whether the country's holidays of the year are known; before that, Monday to Friday are working days. */
  announced: z.boolean(),
  slots: officeHours,
  days: z.array(calendarDay),
  /** Changes with any change of the county's days or hours. */
  version: z.string(),
})
export type CalendarYear = z.infer<typeof calendarYear>

export const getCalendar = endpoint({
  method: 'GET',
  path: '/api/calendar',
  summary: 'A year of working days, holidays and make-up days of a county, and its office hours.',
  tag: 'calendar',
  params: nothing,
  query: z.object({ county: countyCode, year: z.coerce.number().int().min(2000).max(2100) }),
  body: nothing,
  answer: calendarYear,
})

export const calendarEdit = z.object({
  /** The version the editor saw. */
  version: z.string(),
  /** Absent: the hours stay. */
  slots: officeHours.optional(),
  /** Days that change; `working` null gives a day back to the country's order. */
  days: z.array(z.object({ day: z.iso.date(), working: z.boolean().nullable(), name: dayName.default('') })).max(800),
  /** Only tells what would happen. */
  dryRun: z.boolean(),
})
export type CalendarEdit = z.infer<typeof calendarEdit>

/** What a changed calendar does to the clocks of open issues. */
export const clocksMoved = z.object({
  /** Open issues of the county. */
  open: z.int(),
  /** Issues with a deadline that becomes later, and with one that becomes earlier. */
  later: z.int(),
  earlier: z.int(),
  /** Some of them, those that move farthest first. */
  examples: z.array(
    z.object({
      number: z.string(),
      title: z.string(),
      clock: z.enum(['answer', 'finish']),
      from: z.iso.datetime({ offset: true }),
      to: z.iso.datetime({ offset: true }),
    }),
  ),
})
export type ClocksMoved = z.infer<typeof clocksMoved>

export const putCalendar = endpoint({
  method: 'PUT',
  path: '/api/calendar',
  summary:
    'Changes days and office hours of a county; open clocks keep what remained of them, finished cases are not touched. With `dryRun` it only tells.',
  tag: 'calendar',
  params: nothing,
  query: z.object({ county: countyCode }),
  body: calendarEdit,
  answer: z.object({ saved: z.boolean(), changedDays: z.int(), version: z.string(), clocks: clocksMoved }),
})

export const calendarEndpoints = [getCalendar, putCalendar]
