import { startOfDay } from '#client/ui/heat/start-of-day.ts'
import type { IssueState } from '#domain/contract/issue.ts'
import type { ActRequest, ActRequestKind } from '#domain/issue/act-request.ts'
import type { RequestWhat } from '#domain/issue/issue-entry.ts'

/** What has been filled in for an act; what the act does not ask for stays as it was. */
export interface ActDraft {
  reason: string
  note: string
  /** Code of the unit it goes to, or that is responsible. */
  unit: string
  units: readonly string[]
  /** Hours of the issue's own finishing clock, as typed. */
  hours: string
  /** Last day of a suspension, `2026-03-01`. */
  untilDay: string
  what: RequestWhat
  answer: 'coming' | 'refused' | 'done' | ''
  rating: number
  /** Number of the issue it is merged with. */
  into: string
  category: string
  condition: string
}

export const emptyDraft: ActDraft = {
  reason: '',
  note: '',
  unit: '',
  units: [],
  hours: '8',
  untilDay: '',
  what: 'extend',
  answer: '',
  rating: 0,
  into: '',
  category: '',
  condition: '',
}

export type ActField =
  | 'reason'
  | 'note'
  | 'unit'
  | 'units'
  | 'hours'
  | 'untilDay'
  | 'what'
  | 'answer'
  | 'rating'
  | 'into'
  | 'category'

export interface AskedField {
  field: ActField
  required: boolean
}

/** What has to be filled in for an act, in order; [] where a press is enough. `state` is the issue's. Pure. */
export function fieldsOf(kind: ActRequestKind, state: IssueState, draft: ActDraft): readonly AskedField[] {
  switch (kind) {
    case 'file':
      return [must('category')]
    case 'assign':
      return [must('unit')]
    case 'finish':
    case 'check':
    case 'close':
    case 'follow_up':
    case 'grant':
      return [may('note')]
    case 'rate':
      return [must('rating'), may('note')]
    case 'return':
      // work sent back after the check stays with whoever did it
      return state === 'checking' ? [must('reason')] : [must('unit'), must('reason')]
    case 'extend':
      return [must('hours'), must('reason')]
    case 'suspend':
      return [must('untilDay'), must('reason')]
    case 'ask':
      return [
        must('what'),
        ...(draft.what === 'extend' ? [must('hours')] : []),
        ...(draft.what === 'suspend' ? [must('untilDay')] : []),
        must('reason'),
      ]
    case 'whistle':
      return [must('units'), must('reason')]
    case 'whistle_answer':
      return [must('answer'), draft.answer === 'refused' ? must('reason') : may('reason')]
    case 'merge':
      return [must('into'), may('reason')]
    case 'note':
      return [must('note')]
    case 'answer':
    case 'resume':
    case 'join':
      return []
    default:
      return [must('reason')]
  }
}

/** The act as it is sent, or the first field that still has to be filled in. `timeZone` is the county's. Pure. */
export function requestOf(
  kind: ActRequestKind,
  state: IssueState,
  draft: ActDraft,
  timeZone: string,
): { ok: true; act: ActRequest } | { ok: false; missing: ActField } {
  const missing = fieldsOf(kind, state, draft).find(({ field, required }) => required && isMissing(field, draft))
  if (missing) return { ok: false, missing: missing.field }
  return { ok: true, act: actOf(kind, state, draft, timeZone) }
}

function actOf(kind: ActRequestKind, state: IssueState, draft: ActDraft, timeZone: string): ActRequest {
  const reason = draft.reason.trim()
  const note = draft.note.trim() === '' ? {} : { note: draft.note.trim() }
  const hours = Number(draft.hours)
  switch (kind) {
    case 'file':
      return { kind, category: draft.category, ...(draft.condition === '' ? {} : { condition: draft.condition }) }
    case 'assign':
      return { kind, unit: draft.unit }
    case 'answer':
    case 'resume':
    case 'join':
      return { kind }
    case 'finish':
    case 'check':
    case 'close':
    case 'follow_up':
    case 'grant':
      return { kind, ...note }
    case 'rate':
      return { kind, rating: draft.rating, ...note }
    case 'return':
      return { kind, reason, ...(state === 'checking' ? {} : { responsible: draft.unit }) }
    case 'extend':
      return { kind, hours, reason }
    case 'suspend':
      return { kind, until: endOfDay(draft.untilDay, timeZone), reason }
    case 'ask':
      return {
        kind,
        what: draft.what,
        reason,
        ...(draft.what === 'extend' ? { hours } : {}),
        ...(draft.what === 'suspend' ? { until: endOfDay(draft.untilDay, timeZone) } : {}),
      }
    case 'whistle':
      return { kind, units: [...draft.units], reason }
    case 'whistle_answer':
      return {
        kind,
        answer: draft.answer === '' ? 'coming' : draft.answer,
        ...(reason === '' ? {} : { reason }),
      }
    case 'merge':
      return { kind, into: draft.into, ...(reason === '' ? {} : { reason }) }
    case 'note':
      return { kind, note: draft.note.trim() }
    default:
      return { kind, reason }
  }
}

function isMissing(field: ActField, draft: ActDraft): boolean {
  switch (field) {
    case 'hours':
      return !(Number(draft.hours) > 0)
    case 'rating':
      return draft.rating < 1
    case 'units':
      return draft.units.length === 0
    default:
      return draft[field].trim() === ''
  }
}

/** The last moment of a day of the county. */
function endOfDay(day: string, timeZone: string): string {
  return new Date(startOfDay(day, timeZone, 1) - 1_000).toISOString()
}

function must(field: ActField): AskedField {
  return { field, required: true }
}

function may(field: ActField): AskedField {
  return { field, required: false }
}
