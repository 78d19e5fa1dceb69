import type { Post } from '#domain/account/post.ts'
import type { Clock } from '#domain/calendar/deadline.ts'
import { recalculate } from '#domain/calendar/recalculate.ts'
import type { WorkingCalendar } from '#domain/calendar/working-calendar.ts'
import type { IssueProjection } from '#domain/issue/project-issue.ts'
import type { Queryable } from '#server/db.types.ts'
import type { WrittenIssue } from '#server/issue/write.query.ts'
import { judge, putDown, readKnown } from '#server/issue/write-issues.ts'

const AT_ONCE = 500

export interface CalendarChange {
  county: string
  old: WorkingCalendar
  changed: WorkingCalendar
  /** When it changes, milliseconds since 1970. */
  at: number
  /** Who changed it, and why: written into every history whose clocks move. */
  post: Post
  reason: string
}

/** One deadline that a changed calendar moves. */
export interface MovedClock {
  number: string
  title: string
  clock: 'answer' | 'finish'
  from: number
  to: number
}

export interface MovedClocks {
  /** Open issues of the county. */
  open: number
  moved: MovedClock[]
  /** What the issues have become, not yet written. */
  written: WrittenIssue[]
}

/**
 * What a changed calendar makes of the clocks of a county's open issues: each keeps what remained of it. The issues are
 * locked until the transaction ends; `putDownMoved` writes them.
 */
export async function moveClocks(transaction: Queryable, change: CalendarChange): Promise<MovedClocks> {
  const { county, at } = change
  const clocks = await clocksOf(transaction)
  const numbers = await transaction.query<{ number: string; running: boolean }>(
    `
    select number, state = 'suspended' or finish_by > $2::timestamptz
      or answered_at is null and answer_by > $2::timestamptz as running
    from issue where county = $1::text and state <> 'closed' order by id`,
    [county, new Date(at)],
  )
  const running = numbers.filter((one) => one.running).map((one) => one.number)
  const result: MovedClocks = { open: numbers.length, moved: [], written: [] }
  for (let first = 0; first < running.length; first += AT_ONCE) {
    const known = await readKnown(transaction, county, running.slice(first, first + AT_ONCE))
    for (const [number, { row, issue }] of known) {
      const { answerBy, finishBy } = deadlinesAfter(issue, clocks(issue.category, issue.condition), change)
      if (answerBy === issue.answerBy && finishBy === issue.finishBy) continue
      const act = { kind: 'reclock', answerBy, finishBy, reason: change.reason } as const
      const acted = { act, at: Math.max(at, issue.lastAt), actor: change.post.name, role: change.post.role }
      const outcome = judge(county, { number, version: null, acts: [acted] }, { row, issue })
      // closed between the two questions
      if (!outcome.ok) continue
      result.written.push(outcome.written)
      const { title } = issue
      if (answerBy !== issue.answerBy)
        result.moved.push({ number, title, clock: 'answer', from: issue.answerBy, to: answerBy })
      if (finishBy !== issue.finishBy)
        result.moved.push({ number, title, clock: 'finish', from: issue.finishBy, to: finishBy })
    }
  }
  return result
}

/** Writes what `moveClocks` made; the feed is told by the caller, last. */
export async function putDownMoved(transaction: Queryable, county: string, { written }: MovedClocks): Promise<void> {
  for (let first = 0; first < written.length; first += AT_ONCE)
    await putDown(transaction, county, written.slice(first, first + AT_ONCE))
}

interface ClockPair {
  answer: Clock
  finish: Clock
}

function deadlinesAfter(issue: IssueProjection, clock: ClockPair, { old, changed, at }: CalendarChange) {
  const { suspendedAt, answerBy, answeredAt, finishBy, finishedAt } = issue
  const answer = { clock: clock.answer, due: answerBy, suspendedAt, doneAt: answeredAt }
  const finish = { clock: clock.finish, due: finishBy, suspendedAt, doneAt: finishedAt }
  return { answerBy: recalculate(answer, old, changed, at), finishBy: recalculate(finish, old, changed, at) }
}

/** The clocks of every category and filing condition. */
async function clocksOf(db: Queryable): Promise<(category: string, condition: string) => ClockPair> {
  const rows = await db.query<{ category: string; condition: string } & ClockPair>(
    `select code as category, '' as condition, answer_clock as answer, clock as finish from category
     union all
     select category, code, answer_clock, finish_clock from filing_condition`,
  )
  const known = new Map(
    rows.map(({ category, condition, answer, finish }) => [`${category}/${condition}`, { answer, finish }]),
  )
  return (category, condition) =>
    known.get(`${category}/${condition}`) ?? known.get(`${category}/`) ?? { answer: 'natural', finish: 'natural' }
}
