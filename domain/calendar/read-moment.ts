import { localReadings } from './local-readings.ts'

/** Which number comes first in a date like 03/04/2015. */
export type DateOrder = 'month-first' | 'day-first'

export type MomentRefusal = 'not-a-date' | 'day-or-month-first' | 'no-time-of-day' | 'no-such-time'

export type ReadMoment =
  | {
      ok: true
      /** Milliseconds since 1970: one, or two (earlier first) where clocks were set back and the text does not say which. */
      readings: [number] | [number, number]
      /** The clocks jumped over this time: it was read as if they had not yet. */
      skipped: boolean
    }
  | { ok: false; reason: MomentRefusal }

const time = String.raw`(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?:\s*([AaPp])\.?[Mm]\.?)?)?`
const zone = String.raw`\s*(Z|[+-]\d{2}:?\d{2})?`
const yearFirst = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${time}${zone}$`)
const yearLast = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})${time}${zone}$`)

/**
 * Reads a moment as files have it: `2015-01-05 12:40:41`, `2015-01-05T12:40:41Z`, `01/05/2015 12:40:41 PM`. A text
 * without an offset is local time of `timeZone` (IANA). Refuses what could be read in two ways: a date whose first
 * number may be day or month while `order` is unknown, a date without its time of day, a bare number, a month's name.
 */
export function readMoment(text: string, timeZone: string, order: DateOrder | undefined): ReadMoment {
  const trimmed = text.trim()
  const first = yearFirst.exec(trimmed)
  const last = first === null ? yearLast.exec(trimmed) : null
  const found = first ?? last
  if (found === null) return { ok: false, reason: 'not-a-date' }
  if (last !== null && order === undefined) return { ok: false, reason: 'day-or-month-first' }
  const [, one, two, three, hourText, minuteText, secondText = '0', half, offset] = found
  if (hourText === undefined) return { ok: false, reason: 'no-time-of-day' }
  const [year, month, day] =
    first !== null ? [one, two, three] : order === 'month-first' ? [three, one, two] : [three, two, one]
  const hour = hourOf(Number(hourText), half)
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), hour, Number(minuteText), Number(secondText))
  const back = new Date(local)
  const stands =
    back.getUTCMonth() + 1 === Number(month) &&
    back.getUTCDate() === Number(day) &&
    back.getUTCHours() === hour &&
    back.getUTCMinutes() === Number(minuteText)
  if (!stands) return { ok: false, reason: 'no-such-time' }
  if (offset !== undefined) return { ok: true, readings: [local - offsetMinutes(offset) * 60_000], skipped: false }
  return { ok: true, ...localReadings(local, timeZone) }
}

/** 12 AM is midnight; NaN for an hour no clock shows. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour
  if (hour < 1 || hour > 12) return Number.NaN
  return (hour % 12) + (half.toUpperCase() === 'P' ? 12 : 0)
}

function offsetMinutes(offset: string): number {
  if (offset === 'Z') return 0
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))
  return offset.startsWith('-') ? -minutes : minutes
}
