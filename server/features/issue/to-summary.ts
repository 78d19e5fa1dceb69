import type { IssueSummary } from '#domain/contract/issue.ts'
import type { IssueRow } from './issue.query.ts'

export function toSummary(row: IssueRow): IssueSummary {
  return {
    number: row.number,
    version: row.version,
    category: row.category,
    categoryName: row.category_name,
    categoryNameEn: row.category_name_en,
    source: row.source,
    state: row.state,
    title: row.title,
    place: row.place,
    emergency: row.emergency,
    street: row.street,
    streetName: row.street_name,
    community: row.community,
    communityName: row.community_name,
    grid: row.grid,
    gridName: row.grid_name,
    microGrid: row.micro_grid,
    position: [row.longitude, row.latitude],
    filedAt: row.filed_at.toISOString(),
    answerBy: row.answer_by.toISOString(),
    finishBy: row.finish_by.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    rating: row.rating,
    callers: row.callers,
    outcome: row.outcome,
    level: row.level,
    unit: row.unit,
    unitName: row.unit_name,
    notice: row.notice,
  }
}
