import type { IssueAct, Notice } from './issue-entry.ts'
import { above, type IssueProjection } from './project-issue.ts'

const HOUR = 3_600_000
/** How long after the finishing clock ran out the notice turns yellow, and red. */
export const YELLOW_AFTER = 24 * HOUR
export const RED_AFTER = 72 * HOUR

/**
 * What the clock does with an issue at `at` (milliseconds since 1970): an answer that never came hands it one level up,
 * a late end raises the notice from blue to yellow to red. Null when nothing has to happen.
 */
export function escalation(issue: IssueProjection, at: number): Extract<IssueAct, { kind: 'escalate' }> | null {
  if (issue.state === 'assigned' && at > issue.answerBy && issue.level !== 'county')
    return { kind: 'escalate', ran: 'answer', level: above(issue.level), notice: louder(issue.notice, 'blue') }
  if (!['filed', 'assigned', 'handling'].includes(issue.state) || at <= issue.finishBy) return null
  const late = at - issue.finishBy
  const wanted = late > RED_AFTER ? 'red' : late > YELLOW_AFTER ? 'yellow' : 'blue'
  if (louder(issue.notice, wanted) === issue.notice) return null
  return { kind: 'escalate', ran: 'finish', level: issue.level, notice: wanted }
}

const notices: readonly Notice[] = ['none', 'blue', 'yellow', 'red']

function louder(one: Notice, other: Notice): Notice {
  return notices.indexOf(other) > notices.indexOf(one) ? other : one
}
