import { type MomentRefusal, readMoment } from '#domain/calendar/read-moment.ts'
import { layerFields } from '#domain/contract/import-fields.ts'
import type { IssueSource } from '#domain/contract/issue.ts'
import type { ImportSource, Manifest } from '#domain/contract/manifest.ts'
import type { CategoryWords } from './catalogue.ts'
import type { RefusalReason, Repair } from './report.ts'

/** What a source says of one issue; moments are ISO 8601 in UTC. Its number is the row's key. */
export interface SaidIssue {
  category: string
  source: IssueSource
  title: string
  place: string
  emergency: boolean
  filedAt: string
  answerBy: string
  finishBy: string
  closedAt: string | null
  filedBy: string
  closedBy: string
}

export type IssueRow =
  | { ok: true; said: SaidIssue; repairs: Repair['what'][] }
  | { ok: false; reason: RefusalReason; value: string }

/** Stands for a limit that the source does not set: such an issue is never late, and in no rate. */
export const NEVER_DUE = '9999-12-31T00:00:00.000Z'

/** Crews close at the spot what the office files a moment later; more than this is a wrong time. */
const CLOSED_EARLY_MILLISECONDS = 600_000

/**
 * Takes mapped fields to what the source says of an issue: categories by their codes, moments out of local time, in
 * order. A missing limit to answer is the limit to finish, and where that is missing too there is none.
 */
export function readIssueRow(
  mapped: Record<string, unknown>,
  { timeZone }: Manifest['county'],
  { dates }: ImportSource,
  categories: CategoryWords,
  now: number,
): IssueRow {
  const fields = layerFields.issue.parse(mapped)
  const repairs: Repair['what'][] = []
  const category = categories.get(fields.category)
  if (category === undefined) return { ok: false, reason: 'unknown-category', value: fields.category }
  const moments: Record<(typeof momentFields)[number], number[]> = {
    filedAt: [],
    answerBy: [],
    finishBy: [],
    closedAt: [],
  }
  for (const field of momentFields) {
    const text = fields[field]
    if (text === '') continue
    const read = readMoment(text, timeZone, dates)
    if (!read.ok) return { ok: false, reason: 'wrong-moment', value: `${field} = ${text}: ${words[read.reason]}` }
    if (read.skipped) repairs.push('clock-skipped')
    moments[field] = read.readings
  }
  const filedAt = moments.filedAt[0]!
  const outOfOrder = (field: (typeof momentFields)[number], why: string): IssueRow => ({
    ok: false,
    reason: 'times-out-of-order',
    value: `${field} = ${fields[field]} ${why}`,
  })
  if (filedAt > now) return outOfOrder('filedAt', 'lies in the future')
  const [answerBy, finishBy] = [moments.answerBy, moments.finishBy].map((readings) => notBefore(filedAt, readings))
  if (answerBy !== undefined && answerBy < filedAt) return outOfOrder('answerBy', `is before it was filed`)
  if (finishBy !== undefined && finishBy < filedAt) return outOfOrder('finishBy', `is before it was filed`)
  let closedAt = notBefore(filedAt, moments.closedAt)
  if (closedAt !== undefined && closedAt > now) return outOfOrder('closedAt', 'lies in the future')
  if (closedAt !== undefined && closedAt < filedAt) {
    if (filedAt - closedAt > CLOSED_EARLY_MILLISECONDS) return outOfOrder('closedAt', 'is before it was filed')
    closedAt = filedAt
    repairs.push('closed-when-filed')
  }
  const due = finishBy === undefined ? NEVER_DUE : iso(finishBy)
  return {
    ok: true,
    repairs,
    said: {
      category,
      source: fields.source,
      title: fields.title,
      place: fields.place,
      emergency: fields.emergency,
      filedAt: iso(filedAt),
      answerBy: answerBy === undefined ? due : iso(answerBy),
      finishBy: due,
      closedAt: closedAt === undefined ? null : iso(closedAt),
      filedBy: fields.filedBy,
      closedBy: fields.closedBy,
    },
  }
}

const momentFields = ['filedAt', 'answerBy', 'finishBy', 'closedAt'] as const

const words: Record<MomentRefusal, string> = {
  'not-a-date': 'neither 2015-01-05 12:40:41 nor 01/05/2015 12:40:41 PM',
  'day-or-month-first': 'day or month first? "dates" in the manifest says it',
  'no-time-of-day': 'a day without its time',
  'no-such-time': 'no clock or calendar shows it',
}

/** Of two readings of a repeated hour the one that keeps the order; undefined where nothing is said. */
function notBefore(filedAt: number, readings: readonly number[]): number | undefined {
  return readings.find((reading) => reading >= filedAt) ?? readings.at(-1)
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
