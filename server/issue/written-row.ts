import type { IssueColumns } from './standing.ts'
import type { Ladder, WrittenIssue } from './write.query.ts'

/** An issue as its row stands, without names. */
export interface WrittenRow extends Ladder, IssueColumns {
  id: number
  number: string
}

/**
 * The row that was just written, without reading it back; null where it is not known where the issue lies. Field by field:
 * an object that grows by a spread is made anew for each of its thirty fields.
 */
export function rowOf({ id, number, issue, ladder }: WrittenIssue): WrittenRow | null {
  if (ladder === undefined) return null
  return {
    street: ladder.street,
    community: ladder.community,
    grid: ladder.grid,
    micro_grid: ladder.micro_grid,
    id,
    number,
    version: issue.version,
    category: issue.category,
    source: issue.source,
    state: issue.state,
    title: issue.title,
    place: issue.place,
    emergency: issue.emergency,
    longitude: issue.longitude,
    latitude: issue.latitude,
    filed_at: new Date(issue.filedAt),
    answer_by: new Date(issue.answerBy),
    finish_by: new Date(issue.finishBy),
    answered_at: moment(issue.answeredAt),
    finished_at: moment(issue.finishedAt),
    closed_at: moment(issue.closedAt),
    rating: issue.rating,
    callers: issue.callers,
    outcome: issue.outcome,
    level: issue.level,
    unit: issue.unit,
    notice: issue.notice,
  }
}

function moment(at: number | null): Date | null {
  return at === null ? null : new Date(at)
}
