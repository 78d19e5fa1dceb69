import type { IssueEntry, IssueFiling } from './issue-entry.ts'

/** What an issue is now; everything in it follows from its entries. Moments are milliseconds since 1970. */
export interface IssueProjection extends IssueFiling {
  state: 'filed' | 'assigned' | 'handling' | 'checking' | 'closed' | 'suspended'
  filedAt: number
  answeredAt: number | null
  finishedAt: number | null
  closedAt: number | null
  /** While suspended: since when the clock stands. */
  suspendedAt: number | null
  rating: number | null
  /** Sequence of its last entry. */
  version: number
}

/** Adds up the entries of one issue, oldest first; null before it is filed. */
export function projectIssue(entries: readonly IssueEntry[]): IssueProjection | null {
  let issue: IssueProjection | null = null
  for (const entry of entries) issue = projectEntry(issue, entry)
  return issue
}

/** The issue after one more entry. */
export function projectEntry(issue: IssueProjection | null, entry: IssueEntry): IssueProjection | null {
  if (entry.kind === 'file') return filed(entry.filed, entry)
  if (issue === null) return null
  const { at } = entry
  const next = { ...issue, version: entry.sequence }
  switch (entry.kind) {
    case 'assign':
      return { ...next, state: 'assigned' }
    case 'answer':
      return { ...next, state: 'handling', answeredAt: issue.answeredAt ?? at }
    case 'finish':
      return { ...next, state: 'checking', finishedAt: at }
    case 'close':
      return { ...next, state: 'closed', closedAt: at, finishedAt: issue.finishedAt ?? at }
    case 'return':
      // not done after all, or not this unit's: the clock has run on
      return { ...next, state: issue.state === 'checking' ? 'handling' : 'filed', finishedAt: null }
    case 'extend':
      return { ...next, finishBy: Math.max(issue.finishBy, entry.finishBy) }
    case 'suspend':
      return { ...next, state: 'suspended', suspendedAt: at }
    case 'resume':
      // a pause never shortens what remains
      return {
        ...next,
        state: 'handling',
        finishBy: issue.finishBy + Math.max(0, at - (issue.suspendedAt ?? at)),
        suspendedAt: null,
      }
    case 'rate':
      return { ...next, rating: entry.rating }
    default:
      return next
  }
}

function filed(filing: IssueFiling, { at, sequence }: IssueEntry): IssueProjection {
  return {
    ...filing,
    state: 'filed',
    filedAt: at,
    answeredAt: null,
    finishedAt: null,
    closedAt: null,
    suspendedAt: null,
    rating: null,
    version: sequence,
  }
}
