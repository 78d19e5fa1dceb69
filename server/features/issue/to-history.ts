import { z } from 'zod'
import { type IssueHistoryEntry, type IssueStanding, issueEventKind } from '#domain/contract/issue.ts'
import type { IssueEntry } from '#domain/issue/issue-entry.ts'
import type { IssueProjection } from '#domain/issue/project-issue.ts'
import type { EntryOfIssue, PrivateRow } from './issue.query.ts'

const rated = z.object({ rating: z.int().optional().catch(undefined) })

/** What everybody may read of an entry: what happened, when, by which post, and how it was rated. */
export function toPublicEntry(row: EntryOfIssue): IssueHistoryEntry {
  const { rating } = rated.parse(row.detail)
  return {
    sequence: row.sequence,
    at: row.at.toISOString(),
    kind: issueEventKind.parse(row.kind),
    actor: row.actor,
    ...(rating === undefined ? {} : { rating }),
  }
}

/** An entry with the words, units and deadlines in it, for posts that have the issue in their scope. */
export function toEntry(entry: IssueEntry): IssueHistoryEntry {
  const { photos, role } = entry
  return {
    sequence: entry.sequence,
    at: iso(entry.at),
    kind: entry.kind,
    actor: entry.actor,
    ...(entry.kind === 'rate' ? { rating: entry.rating } : {}),
    ...(role === undefined ? {} : { role }),
    ...(photos === undefined ? {} : { photos: [...photos] }),
    ...detailOf(entry),
  }
}

function detailOf(entry: IssueEntry): Partial<IssueHistoryEntry> {
  const detail: Partial<IssueHistoryEntry> = {}
  if ('reason' in entry && entry.reason !== undefined) detail.reason = entry.reason
  if ('note' in entry && entry.note !== undefined) detail.note = entry.note
  const units = unitsOf(entry)
  if (units.length > 0) detail.units = units
  if ('answerBy' in entry && entry.answerBy !== undefined) detail.answerBy = iso(entry.answerBy)
  if ('finishBy' in entry && entry.finishBy !== undefined) detail.finishBy = iso(entry.finishBy)
  if ('until' in entry && entry.until !== undefined) detail.until = iso(entry.until)
  if (entry.kind === 'ask') detail.what = entry.what
  if (entry.kind === 'whistle_answer') detail.what = entry.answer
  if (entry.kind === 'escalate') detail.what = entry.ran
  if (entry.kind === 'merge') detail.number = entry.into
  if (entry.kind === 'join' && entry.from !== undefined) detail.number = entry.from
  return detail
}

/** Units that an entry names. */
export function unitsOf(entry: IssueEntry): string[] {
  switch (entry.kind) {
    case 'assign':
    case 'whistle_answer':
      return [entry.unit]
    case 'return':
      return entry.responsible === undefined ? [] : [entry.responsible]
    case 'whistle':
      return entry.units ?? (entry.unit === undefined ? [] : [entry.unit])
    case 'regrid':
      return [entry.to]
    default:
      return []
  }
}

/** How an issue stands beyond its summary. */
export function toStanding(issue: IssueProjection, kept: PrivateRow): IssueStanding {
  const { request, whistle } = issue
  return {
    condition: issue.condition,
    answers: issue.answers,
    acceptedAt: iso(issue.acceptedAt),
    checkedAt: iso(issue.checkedAt),
    suspendedAt: iso(issue.suspendedAt),
    suspendedUntil: iso(issue.suspendedUntil),
    extensions: issue.extensions,
    returns: issue.returns,
    rework: issue.rework,
    reopens: issue.reopens,
    supervisions: issue.supervisions,
    excused: issue.excused,
    mergedInto: issue.mergedInto,
    request: request && {
      what: request.what,
      at: iso(request.at),
      by: request.by,
      reason: request.reason,
      hours: request.minutes === null ? null : request.minutes / 60,
      until: iso(request.until),
    },
    whistle: whistle && {
      at: iso(whistle.at),
      by: whistle.by,
      reason: whistle.reason,
      answerBy: iso(whistle.answerBy),
      units: whistle.units.map((one) => ({ ...one, at: iso(one.at) })),
    },
    ...kept,
  }
}

function iso(moment: number): string
function iso(moment: number | null): string | null
function iso(moment: number | null): string | null {
  return moment === null ? null : new Date(moment).toISOString()
}
