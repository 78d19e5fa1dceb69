import type { IssueAct } from './issue-entry.ts'
import type { IssueProjection } from './project-issue.ts'

const allowed: Record<IssueProjection['state'], readonly IssueAct['kind'][]> = {
  filed: ['assign', 'extend', 'suspend', 'supervise', 'whistle'],
  assigned: ['answer', 'return', 'extend', 'suspend', 'supervise', 'whistle'],
  handling: ['finish', 'return', 'extend', 'suspend', 'supervise', 'whistle'],
  checking: ['check', 'close', 'return', 'supervise'],
  closed: ['follow_up', 'rate'],
  suspended: ['resume', 'supervise'],
}

/** Why an act cannot happen now; null when it can. `not-now`: the issue stands elsewhere; `before-last`: time runs forward. */
export function refuseAct(
  issue: IssueProjection,
  lastAt: number,
  act: IssueAct,
  at: number,
): 'not-now' | 'before-last' | null {
  if (!allowed[issue.state].includes(act.kind)) return 'not-now'
  return at < lastAt ? 'before-last' : null
}
