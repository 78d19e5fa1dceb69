import { Router } from 'express'
import { calendarYear } from '#domain/calendar/calendar-year.ts'
import { isYearKnown, keepsChineseHolidays } from '#domain/calendar/country-days.ts'
import { dateOfDay } from '#domain/calendar/day-number.ts'
import { localOf } from '#domain/calendar/working-calendar.ts'
import { getCalendar, putCalendar } from '#domain/contract/calendar.ts'
import { asCalendar, readCountyDays, versionOf } from '#server/calendar/county-days.ts'
import { editorFor } from '#server/calendar/editor-for.ts'
import type { Context } from '#server/context.ts'
import { mount, notFound } from '#server/http.ts'
import { changeCalendar } from './change-calendar.ts'

export function calendarRoutes(context: Context): Router {
  const router = Router()
  mount(router, getCalendar, async ({ query: { county, year } }) => {
    const own = await readCountyDays(context.db, county)
    if (own === null) throw notFound(`There is no county ${county} on this server.`, 'unknown-county', 'query.county')
    const chinese = keepsChineseHolidays(own.timeZone)
    return {
      county,
      year,
      today: dateOfDay(localOf(asCalendar(own), context.now().getTime()).day),
      announced: isYearKnown(year, chinese),
      slots: own.slots,
      days: calendarYear(year, own.days, chinese),
      version: versionOf(own),
    }
  })
  mount(router, putCalendar, (asked) => {
    const { county } = asked.query
    return changeCalendar(context, county, editorFor(asked, county), asked.body)
  })
  return router
}
