import { z } from 'zod'
import { countyCode, moment, nothing, rate } from './common.ts'
import { endpoint } from './endpoint.ts'

/** Days a figure looks back in its spark line; the last value is now. */
export const SPARK_DAYS = 14
/** Days over which rates are counted, up to now. */
export const RATE_DAYS = 30

/** A count now, at the same time a week ago, and at the same time of each of the last days (oldest first, now last). */
const countFigure = z.object({
  value: z.int(),
  weekBefore: z.int(),
  spark: z.array(z.int()),
})
export type CountFigure = z.infer<typeof countFigure>

/** A rate over the last 30 days, over the 30 days before, and by the day it fell due (null: nothing fell due). */
const rateFigure = z.object({
  value: rate,
  periodBefore: rate,
  spark: z.array(z.number().nullable()),
})
export type RateFigure = z.infer<typeof rateFigure>

export const figures = z.object({
  county: countyCode,
  /** Street or community that they are of; null: the whole county. Kept by screens from before there were any. */
  area: z.string().nullable().default(null),
  /** Number of the feed up to which changes are counted. */
  feedSequence: z.int(),
  now: moment,
  timeZone: z.string(),
  /** Not closed. */
  open: countFigure,
  /** Filed since local midnight; compared up to the same time of day. */
  filedToday: countFigure,
  /** Answered by the time set / those whose time to answer has come. */
  answeredInTime: rateFigure,
  /** Finished by the time set / those whose time to finish has come; suspended ones stand apart. */
  closedInTime: rateFigure,
  /** Rated 4 or 5 of 5 / all that were rated, of those closed in the last 30 days. */
  satisfied: rateFigure,
  /** Unfinished and due within the hour. */
  dueWithinHour: countFigure.extend({ emergency: z.int() }),
  /** Unfinished past their time. */
  overdue: countFigure.extend({ longestSeconds: z.int().nullable() }),
  /** Issues filed and closed in the hour before each moment, a point each quarter of an hour over 24 hours; `filedWeekBefore` 7 days earlier. */
  day: z.array(z.object({ at: moment, filed: z.int(), closed: z.int(), filedWeekBefore: z.int() })),
  /** Issues filed and closed on each of the last 30 local days; the last is today, not over yet. `filedBefore`: filed 30 days earlier. */
  month: z.array(z.object({ date: z.iso.date(), filed: z.int(), closed: z.int(), filedBefore: z.int() })),
  /** Streets by share closed in time over the last 30 days, best first; those where nothing fell due stand last. Of a street its communities. */
  streets: z.array(z.object({ code: z.string(), name: z.string(), closedInTime: rate, open: z.int() })),
})
export type Figures = z.infer<typeof figures>

export const getFigures = endpoint({
  method: 'GET',
  path: '/api/figures',
  summary:
    'Key figures of a county, or of one street or community, with comparisons, trends and the ranking of its streets.',
  tag: 'figure',
  params: nothing,
  query: z.object({
    county: countyCode,
    /** Code of a street or community. */
    area: z.string().min(1).max(40).optional(),
  }),
  body: nothing,
  answer: figures,
})

export const figureEndpoints = [getFigures]
