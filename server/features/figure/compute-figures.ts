import type { Rate } from '#domain/contract/common.ts'
import { type CountFigure, type Figures, RATE_DAYS, type RateFigure, SPARK_DAYS } from '#domain/contract/figure.ts'
import type { Queryable } from '#server/db.types.ts'
import {
  type DayRow,
  type DueRow,
  dayRows,
  dueRows,
  type MomentRow,
  momentRows,
  type QuarterRow,
  quarterRows,
  type StreetRow,
  streetRows,
} from './figure.query.ts'

const DAY_QUARTERS = 96
const QUARTER_MILLISECONDS = 900_000

/** Everything `GET /api/figures` says, counted at `now` in the county's own time zone by five set-based statements; of a street or community when told. */
export async function computeFigures(
  db: Queryable,
  county: string,
  timeZone: string,
  now: Date,
  feedSequence: number,
  area: string | null = null,
): Promise<Figures> {
  const moments = await momentRows(db, county, now, timeZone, SPARK_DAYS, area)
  const due = await dueRows(db, county, now, timeZone, 2 * RATE_DAYS, area)
  const quarters = await quarterRows(db, county, now, DAY_QUARTERS + 4, area)
  const month = await dayRows(db, county, now, timeZone, 2 * RATE_DAYS, area)
  const streets = await streetRows(db, county, area)
  const current = moments[0]!
  return {
    county,
    area,
    feedSequence,
    now: now.toISOString(),
    timeZone,
    open: countFigure(moments, (row) => row.open),
    filedToday: countFigure(moments, (row) => row.filed_today),
    answeredInTime: rateFigure(due.filter((row) => row.clock === 'answer')),
    closedInTime: rateFigure(due.filter((row) => row.clock === 'finish')),
    satisfied: rateFigure(due.filter((row) => row.clock === 'rating')),
    dueWithinHour: { ...countFigure(moments, (row) => row.due), emergency: current.due_emergency },
    overdue: { ...countFigure(moments, (row) => row.overdue), longestSeconds: current.longest_seconds },
    day: dayTrend(quarters, now),
    month: monthTrend(month),
    streets: rankStreets(streets, due),
  }
}

/** Rows come now first; a spark line runs towards now. */
function countFigure(moments: MomentRow[], count: (row: MomentRow) => number): CountFigure {
  return {
    value: count(moments[0]!),
    weekBefore: count(moments[7]!),
    spark: moments.map(count).reverse(),
  }
}

function rateFigure(rows: DueRow[]): RateFigure {
  return {
    value: rateOf(rows.filter((row) => row.days_ago < RATE_DAYS)),
    periodBefore: rateOf(rows.filter((row) => row.days_ago >= RATE_DAYS)),
    spark: Array.from(
      { length: SPARK_DAYS },
      (_, index) => rateOf(rows.filter((row) => row.days_ago === SPARK_DAYS - 1 - index)).share,
    ),
  }
}

function rateOf(rows: { due: number; in_time: number }[]): Rate {
  const whole = rows.reduce((sum, row) => sum + row.due, 0)
  const part = rows.reduce((sum, row) => sum + row.in_time, 0)
  return { part, whole, share: whole === 0 ? null : part / whole }
}

/** A point each quarter of an hour over 24 hours: what happened in the hour before it. */
function dayTrend(rows: QuarterRow[], now: Date): Figures['day'] {
  const counts = new Map(rows.map((row) => [`${row.kind} ${row.quarter}`, row.issues]))
  const hourBefore = (kind: QuarterRow['kind'], quarter: number) =>
    [0, 1, 2, 3].reduce((sum, step) => sum + (counts.get(`${kind} ${quarter + step}`) ?? 0), 0)
  return Array.from({ length: DAY_QUARTERS + 1 }, (_, index) => {
    const quarter = DAY_QUARTERS - index
    return {
      at: new Date(now.getTime() - quarter * QUARTER_MILLISECONDS).toISOString(),
      filed: hourBefore('filed', quarter),
      closed: hourBefore('closed', quarter),
      filedWeekBefore: hourBefore('filed-week-before', quarter),
    }
  })
}

/** The last 30 days, each with what was filed 30 days before it; rows are 60 days, oldest first. */
function monthTrend(rows: DayRow[]): Figures['month'] {
  return rows.slice(RATE_DAYS).map((row, index) => ({ ...row, filedBefore: rows[index]!.filed }))
}

function rankStreets(streets: StreetRow[], due: DueRow[]): Figures['streets'] {
  const ranked = streets.map(({ code, name, open }) => ({
    code,
    name,
    open,
    closedInTime: rateOf(due.filter((row) => row.clock === 'finish' && row.place === code && row.days_ago < RATE_DAYS)),
  }))
  return ranked.sort(
    (a, b) => (b.closedInTime.share ?? -1) - (a.closedInTime.share ?? -1) || a.code.localeCompare(b.code),
  )
}
