import { setTimeout as rest } from 'node:timers/promises'
import { deadline } from '#domain/calendar/deadline.ts'
import { countySettings } from '#domain/contract/county.ts'
import { escalation, RED_AFTER, YELLOW_AFTER } from '#domain/issue/escalate.ts'
import { type IssueProjection, projectIssue } from '#domain/issue/project-issue.ts'
import { calendarOf } from '#server/calendar/calendar-of.ts'
import type { Db } from '#server/db.types.ts'
import { clocksOf } from '#server/issue/clocks-of.ts'
import type { ActJob, IssueWriter } from '#server/issue/issue-writer.ts'
import { issueOfRow } from '#server/issue/standing.ts'
import { type History, readHistories } from '#server/issue/write-issues.ts'
import { countyRows, type DueRow, dueRows } from './due.query.ts'

/** Who speaks in a history for the clock: it has no post. */
const CLOCK = { role: 'clock', unit: '', path: '', name: '' } as const
const READ_AT_ONCE = 200
/** So many are written together: whoever presses a button meanwhile waits for few. */
const WRITTEN_AT_ONCE = 20
const LONGEST_REST_MILLISECONDS = 100

export interface Ran {
  /** Issues on which the clock acted. */
  acted: number
  /** Issues that somebody else, perhaps another server's clock, had changed in the meantime. */
  left: number
}

/**
 * Acts on every issue whose answering or finishing clock ran out before `at` (milliseconds since 1970), and ends
 * suspensions that were to last no longer, until `stopped`. Few at a time, with a rest as long as each time took: after a
 * long stop thousands may be late, and people come before them. Each is acted on at the version that was read: of several
 * servers one succeeds, and the others leave it.
 */
export async function runClock(db: Db, writer: IssueWriter, at: number, stopped?: AbortSignal): Promise<Ran> {
  const ran: Ran = { acted: 0, left: 0 }
  for (const { code, settings } of await countyRows(db)) {
    const { escalate } = countySettings.parse(settings ?? {})
    const before = { now: new Date(at), yellow: new Date(at - YELLOW_AFTER), red: new Date(at - RED_AFTER), escalate }
    let last: DueRow | null = null
    while (!stopped?.aborted) {
      const rows: DueRow[] = await dueRows(db, code, before, last, READ_AT_ONCE)
      for (let from = 0; from < rows.length && !stopped?.aborted; from += WRITTEN_AT_ONCE) {
        const begun = performance.now()
        const jobs = await jobsFor(db, code, rows.slice(from, from + WRITTEN_AT_ONCE), at)
        const done = await Promise.all(jobs.map((job) => writer.act(code, job)))
        ran.acted += done.filter((one) => one.ok).length
        ran.left += done.filter((one) => !one.ok).length
        if (jobs.length === WRITTEN_AT_ONCE) await rest(Math.min(performance.now() - begun, LONGEST_REST_MILLISECONDS))
      }
      last = rows.at(-1) ?? null
      if (rows.length < READ_AT_ONCE) break
    }
  }
  return ran
}

async function jobsFor(db: Db, county: string, rows: readonly DueRow[], at: number): Promise<ActJob[]> {
  const unread = rows.filter((row) => row.standing === null || row.state === 'assigned').map((row) => row.number)
  const histories = unread.length === 0 ? new Map<string, History>() : await readHistories(db, county, unread)
  const jobs: ActJob[] = []
  for (const row of rows) {
    const history = histories.get(row.number)
    const issue = issueOfRow(row) ?? projectIssue(history?.entries ?? [])
    const act = issue && (await actFor(db, county, issue, history, at))
    if (act)
      jobs.push({
        number: row.number,
        version: row.version,
        act,
        at,
        actor: CLOCK,
        person: null,
        reopenDays: 0,
        trusted: true,
      })
  }
  return jobs
}

async function actFor(
  db: Db,
  county: string,
  issue: IssueProjection,
  history: History | undefined,
  at: number,
): Promise<ActJob['act'] | null> {
  if (issue.state === 'suspended')
    return issue.suspendedUntil !== null && issue.suspendedUntil <= at ? { kind: 'resume' } : null
  const answerBy = issue.state === 'assigned' ? await ownAnswerBy(db, county, issue, history) : issue.answerBy
  const act = escalation({ ...issue, answerBy }, at)
  return act && { kind: 'given', act }
}

/**
 * Until when the unit that has an issue must answer. Whoever gets it late has no new time on paper, and would be passed
 * over at the next tick: before it is handed up again, the unit has had one answering time of its own.
 */
async function ownAnswerBy(
  db: Db,
  county: string,
  issue: IssueProjection,
  history: History | undefined,
): Promise<number> {
  const given = history?.entries.findLast((entry) => entry.kind === 'assign')?.at ?? issue.lastAt
  if (given <= issue.answerBy) return issue.answerBy
  const { calendar, answer } = await clocksOf(db, db, await calendarOf(db, county), county, issue)
  return deadline(calendar, answer.clock, given, answer.minutes)
}
