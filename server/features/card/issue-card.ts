import type { Card } from '#domain/contract/card.ts'
import { clockStateOf } from '#domain/contract/issue.ts'
import type { IssueRow } from './place.query.ts'

/** What a card says of an issue: its state, its clocks and what happened last. */
export function issueCard(row: IssueRow, now: Date): NonNullable<Card['issue']> {
  const finishBy = row.finish_by.toISOString()
  const finishedAt = row.finished_at?.toISOString() ?? null
  return {
    categoryName: row.category_name,
    categoryNameEn: row.category_name_en,
    source: row.source,
    state: row.state,
    clock: clockStateOf({ state: row.state, finishBy, finishedAt }, now.getTime()),
    place: row.place,
    emergency: row.emergency,
    callers: row.callers,
    filedAt: row.filed_at.toISOString(),
    answerBy: row.answer_by.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    finishBy,
    finishedAt,
    closedAt: row.closed_at?.toISOString() ?? null,
    rating: row.rating,
    entries: row.entries,
    last:
      row.last_kind && row.last_at
        ? { kind: row.last_kind, at: row.last_at.toISOString(), actor: row.last_actor ?? '' }
        : null,
  }
}
