import type { IssueEntry } from '#domain/issue/issue-entry.ts'
import { type IssueProjection, projectEntry } from '#domain/issue/project-issue.ts'

/** One row of a replay. Moments are milliseconds since 1970; null: not yet. */
export interface IssueSpan {
  longitude: number
  latitude: number
  category: string
  begin: number
  end: number | null
  next: number | null
  answerBy: number
  answered: number | null
  finishBy: number
  finished: number | null
  standing: boolean
  emergency: boolean
  filed: boolean
  closes: boolean
  counted: boolean
  excused: boolean
  rating: number | null
}

/**
 * For how long an issue stood open with the same clocks, oldest first, from its entries. A clock that is only answered or
 * finished stays the same one; a new deadline, a pause, a return and a reopening begin another span.
 */
export function spansOf(entries: readonly IssueEntry[]): IssueSpan[] {
  const spans: IssueSpan[] = []
  let issue: IssueProjection | null = null
  for (const entry of entries) {
    issue = projectEntry(issue, entry)
    if (issue === null) continue
    const last = spans.at(-1)
    const running = last !== undefined && last.end === null
    if (issue.state === 'closed') {
      if (running) Object.assign(last, { end: entry.at, closes: true, finished: issue.finishedAt ?? last.finished })
      if (last) Object.assign(last, endingOf(issue))
    } else if (!running || isAnother(last, issue)) {
      if (running) last.end = entry.at
      if (last) last.next = entry.at
      spans.push(begun(issue, spans.length === 0 ? issue.filedAt : entry.at, spans.length === 0))
    } else Object.assign(last, { answered: issue.answeredAt, finished: issue.finishedAt, excused: issue.excused })
  }
  return spans
}

function isAnother(span: IssueSpan, issue: IssueProjection): boolean {
  return (
    span.answerBy !== issue.answerBy ||
    span.finishBy !== issue.finishBy ||
    span.standing !== (issue.state === 'suspended') ||
    (span.answered !== null && span.answered !== issue.answeredAt) ||
    (span.finished !== null && span.finished !== issue.finishedAt)
  )
}

function endingOf({ outcome, rating, excused }: IssueProjection): Partial<IssueSpan> {
  return { counted: outcome === '' || outcome === 'solved', rating, excused }
}

function begun(issue: IssueProjection, begin: number, filed: boolean): IssueSpan {
  return {
    longitude: issue.longitude,
    latitude: issue.latitude,
    category: issue.category,
    begin,
    end: null,
    next: null,
    answerBy: issue.answerBy,
    answered: issue.answeredAt,
    finishBy: issue.finishBy,
    finished: issue.finishedAt,
    standing: issue.state === 'suspended',
    emergency: issue.emergency,
    filed,
    closes: false,
    counted: true,
    excused: issue.excused,
    rating: null,
  }
}
