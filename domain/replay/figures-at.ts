import type { Rate } from '#domain/contract/common.ts'
import { type CountFigure, type Figures, RATE_DAYS, type RateFigure, SPARK_DAYS } from '#domain/contract/figure.ts'
import type { Replay } from './read-replay.ts'
import { type ReplaySpans, spanFact } from './replay.ts'

/** Days that are counted: those of the rates, and as many before. */
export const COUNTED_DAYS = 2 * RATE_DAYS
const HOUR = 3_600
const DAY = 86_400
const QUARTER = 900
const DAY_QUARTERS = 96

/** Local days up to a moment, the newest first. */
export interface LocalDays {
  /** Local midnights, seconds since 1970: that of today first, then of the `COUNTED_DAYS` - 1 days before. */
  midnights: readonly number[]
  /** Their dates, `2026-11-21`. */
  dates: readonly string[]
}

interface Clock {
  due: number
  inTime: number
}

/**
 * Everything `GET /api/figures` says, as it was at a moment (seconds since 1970): the same rules over the spans of a replay.
 * One pass over them. Pure.
 */
export function figuresAt({ header, spans }: Replay, at: number, days: LocalDays): Figures {
  const { midnights, dates } = days
  const counts = count(spans, at, midnights, header.streets.length)
  const spark = (values: readonly number[]): CountFigure => ({
    value: values[0]!,
    weekBefore: values[7]!,
    spark: values.slice(0, SPARK_DAYS).reverse(),
  })
  return {
    county: header.county,
    area: header.area,
    feedSequence: header.feedSequence,
    now: new Date(at * 1_000).toISOString(),
    timeZone: header.timeZone,
    open: spark(counts.open),
    filedToday: spark(counts.filedUpToNow),
    answeredInTime: rateFigure(counts.answer),
    closedInTime: rateFigure(counts.finish),
    satisfied: rateFigure(counts.rating),
    dueWithinHour: { ...spark(counts.due), emergency: counts.dueEmergency },
    overdue: { ...spark(counts.overdue), longestSeconds: counts.longest < 0 ? null : counts.longest },
    day: Array.from({ length: DAY_QUARTERS + 1 }, (_, index) => {
      const quarter = DAY_QUARTERS - index
      return {
        at: new Date((at - quarter * QUARTER) * 1_000).toISOString(),
        filed: hourBefore(counts.filedQuarter, quarter),
        closed: hourBefore(counts.closedQuarter, quarter),
        filedWeekBefore: hourBefore(counts.filedWeekBeforeQuarter, quarter),
      }
    }),
    month: Array.from({ length: RATE_DAYS }, (_, index) => {
      const ago = RATE_DAYS - 1 - index
      return {
        date: dates[ago]!,
        filed: counts.filedDay[ago]!,
        closed: counts.closedDay[ago]!,
        filedBefore: counts.filedDay[ago + RATE_DAYS]!,
      }
    }),
    streets: header.streets
      .map(({ code, name }, index) => ({
        code,
        name,
        open: counts.streetOpen[index + 1]!,
        closedInTime: rateOf([counts.streetFinish[index + 1]!]),
      }))
      .sort((a, b) => (b.closedInTime.share ?? -1) - (a.closedInTime.share ?? -1) || (a.code < b.code ? -1 : 1)),
  }
}

function count(spans: ReplaySpans, at: number, midnights: readonly number[], streets: number) {
  const zeros = (length: number) => Array<number>(length).fill(0)
  const clocks = (length: number) => Array.from({ length }, (): Clock => ({ due: 0, inTime: 0 }))
  // the same local time on each of the last days
  const moments = midnights.slice(0, SPARK_DAYS).map((midnight) => midnight + at - midnights[0]!)
  const told = {
    ...{ open: zeros(SPARK_DAYS), due: zeros(SPARK_DAYS), overdue: zeros(SPARK_DAYS), dueEmergency: 0, longest: -1 },
    ...{ filedUpToNow: zeros(SPARK_DAYS), filedDay: zeros(COUNTED_DAYS), closedDay: zeros(COUNTED_DAYS) },
    ...{ answer: clocks(COUNTED_DAYS), finish: clocks(COUNTED_DAYS), rating: clocks(COUNTED_DAYS) },
    ...{ streetOpen: zeros(streets + 1), streetFinish: clocks(streets + 1) },
    ...{ filedQuarter: zeros(104), closedQuarter: zeros(104), filedWeekBeforeQuarter: zeros(104) },
  }
  const { answerBy, answered, finishBy, finished, place, facts } = spans
  const agoOf = (moment: number) => daysAgo(moment, midnights)
  for (let row = 0; row < spans.count; row++) {
    const [begin, end, fact] = [spans.begin[row]!, spans.end[row]!, facts[row]!]
    if (begin > at) continue
    const has = (one: number) => (fact & one) !== 0
    const street = place[row]! & 0xfff
    for (let ago = 0; ago < SPARK_DAYS && begin <= moments[ago]!; ago++) {
      const moment = moments[ago]!
      if (end <= moment) continue
      told.open[ago]!++
      if (ago === 0) told.streetOpen[street]!++
      if (has(spanFact.standing) || finished[row]! <= moment) continue
      const left = finishBy[row]! - moment
      if (left > HOUR) continue
      told[left <= 0 ? 'overdue' : 'due'][ago]!++
      if (ago > 0) continue
      if (left <= 0) told.longest = Math.max(told.longest, -left)
      else if (has(spanFact.emergency)) told.dueEmergency++
    }
    if (has(spanFact.filed)) {
      const ago = agoOf(begin)
      if (ago < COUNTED_DAYS) told.filedDay[ago]!++
      if (ago < SPARK_DAYS && begin <= moments[ago]!) told.filedUpToNow[ago]!++
      note(told.filedQuarter, at - begin)
      note(told.filedWeekBeforeQuarter, at - 7 * DAY - begin)
    }
    // what came after it tells the rest
    if (spans.next[row]! <= at) continue
    if (has(spanFact.closes) && end <= at) {
      const ago = agoOf(end)
      if (ago < COUNTED_DAYS) told.closedDay[ago]!++
      note(told.closedQuarter, at - end)
      if (has(spanFact.rated) && has(spanFact.counted)) add(told.rating[ago], has(spanFact.pleased))
    }
    if (has(spanFact.standing) || !has(spanFact.counted)) continue
    if (answerBy[row]! <= at) add(told.answer[agoOf(answerBy[row]!)], answered[row]! <= answerBy[row]!)
    if (finishBy[row]! > at) continue
    const ago = agoOf(finishBy[row]!)
    const stopped = has(spanFact.closes) ? Math.min(finished[row]!, end) : finished[row]!
    const inTime = stopped <= finishBy[row]! || has(spanFact.excused)
    add(told.finish[ago], inTime)
    if (ago < RATE_DAYS) add(told.streetFinish[street], inTime)
  }
  return told
}

/** Local days since a moment: 0 today; beyond those counted, some number as large or larger. */
function daysAgo(moment: number, midnights: readonly number[]): number {
  let ago = Math.max(0, Math.ceil((midnights[0]! - moment) / DAY))
  // days on which clocks move are an hour longer or shorter
  while (ago > 0 && ago <= midnights.length && midnights[ago - 1]! <= moment) ago--
  while (ago < midnights.length && midnights[ago]! > moment) ago++
  return ago
}

function note(quarters: number[], age: number): void {
  if (age < 0) return
  const quarter = Math.floor(age / QUARTER)
  if (quarter < quarters.length) quarters[quarter]!++
}

function add(clock: Clock | undefined, inTime: boolean): void {
  if (clock === undefined) return
  clock.due++
  if (inTime) clock.inTime++
}

function hourBefore(quarters: readonly number[], quarter: number): number {
  return [0, 1, 2, 3].reduce((sum, step) => sum + quarters[quarter + step]!, 0)
}

function rateFigure(days: readonly Clock[]): RateFigure {
  return {
    value: rateOf(days.slice(0, RATE_DAYS)),
    periodBefore: rateOf(days.slice(RATE_DAYS)),
    spark: Array.from({ length: SPARK_DAYS }, (_, index) => rateOf([days[SPARK_DAYS - 1 - index]!]).share),
  }
}

function rateOf(clocks: readonly Clock[]): Rate {
  const whole = clocks.reduce((sum, { due }) => sum + due, 0)
  const part = clocks.reduce((sum, { inTime }) => sum + inTime, 0)
  return { part, whole, share: whole === 0 ? null : part / whole }
}
