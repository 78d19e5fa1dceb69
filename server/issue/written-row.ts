import type { IssueSource, IssueState } from '#domain/contract/issue.ts'
import type { IssueProjection } from '#domain/issue/project-issue.ts'
import type { Ladder, WrittenIssue } from './write.query.ts'

/** An issue as its row stands, without names. */
export interface WrittenRow extends Ladder {
  id: number
  number: string
  version: number
  category: string
  source: IssueSource
  state: IssueState
  title: string
  place: string
  emergency: boolean
  longitude: number
  latitude: number
  filed_at: Date
  answer_by: Date
  finish_by: Date
  answered_at: Date | null
  finished_at: Date | null
  closed_at: Date | null
  rating: number | null
  callers: number
  outcome: IssueProjection['outcome']
  level: IssueProjection['level']
  unit: string
  notice: IssueProjection['notice']
}

/** The row that was just written, without reading it back; null where it is not known where the issue lies. */
export function rowOf({ id, number, issue, ladder }: WrittenIssue): WrittenRow | null {
  if (ladder === undefined) return null
  return {
    ...ladder,
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
