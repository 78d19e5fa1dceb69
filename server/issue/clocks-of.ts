import type { WorkingCalendar } from '#domain/calendar/working-calendar.ts'
import type { Clocks } from '#domain/issue/complete-act.ts'
import type { IssueProjection } from '#domain/issue/project-issue.ts'
import type { Queryable } from '#server/db.types.ts'
import { limitsOf } from './limits.ts'

const MINUTE = 60_000
const KEPT_MILLISECONDS = 5_000
const MOST_KEPT = 500

type Times = Omit<Clocks, 'calendar'>

interface Kept {
  until: number
  times: Times
}
const kept = new WeakMap<object, Map<string, Kept>>()

/**
 * The clocks an issue runs by, on the county's calendar: those its filing condition had when it came in. `memory` is the
 * database whose limits are kept for five seconds. A catalogue that no longer knows the kind leaves the issue the time it
 * was given.
 */
export async function clocksOf(
  memory: object,
  transaction: Queryable,
  calendar: WorkingCalendar,
  county: string,
  issue: Pick<IssueProjection, 'category' | 'condition' | 'filedAt' | 'answerBy' | 'finishBy' | 'emergency'>,
): Promise<Clocks> {
  const known = kept.get(memory) ?? new Map<string, Kept>()
  kept.set(memory, known)
  const day = Math.floor(issue.filedAt / (1_440 * MINUTE))
  const name = `${county}/${issue.category}/${issue.condition}/${day}`
  const now = performance.now()
  const before = known.get(name)
  if (before !== undefined && before.until > now) return { calendar, ...before.times }
  const times = await readTimes(transaction, county, issue)
  if (known.size >= MOST_KEPT) known.clear()
  known.set(name, { until: now + KEPT_MILLISECONDS, times })
  return { calendar, ...times }
}

async function readTimes(
  transaction: Queryable,
  county: string,
  issue: Parameters<typeof clocksOf>[4],
): Promise<Times> {
  const condition = issue.condition === '' ? null : issue.condition
  const limits = await limitsOf(transaction, county, issue.category, condition, issue.filedAt)
  if (!('refused' in limits)) return limits
  const given = (due: number) => Math.max(1, (due - issue.filedAt) / MINUTE)
  return {
    answer: { clock: 'natural', minutes: given(issue.answerBy) },
    finish: { clock: 'natural', minutes: given(issue.finishBy) },
    emergency: issue.emergency,
  }
}
