import type { z } from 'zod'
import { refuseAnswers } from '#domain/category/refuse-answers.ts'
import { fileIssue } from '#domain/contract/act.ts'
import type { CatalogueCategory } from '#domain/contract/category.ts'
import type { IssueSource } from '#domain/contract/issue.ts'

/** A case while it is written down. */
export interface CaseDraft {
  /** Longitude, latitude in degrees; null before one was chosen. */
  position: readonly [number, number] | null
  category: string
  condition: string
  title: string
  place: string
  source: IssueSource
  /** How to reach the caller; '' where nobody called. */
  phone: string
  answers: Readonly<Record<string, string | number | boolean>>
}

export const emptyCase: CaseDraft = {
  position: null,
  category: '',
  condition: '',
  title: '',
  place: '',
  source: 'hotline',
  phone: '',
  answers: {},
}

export type CaseGap = { field: 'position' | 'category' | 'title' | 'phone' } | { field: 'answer'; question: string }

/** The case as it is sent, or the first thing that it lacks. `kind` is its category. Pure. */
export function caseOf(
  draft: CaseDraft,
  kind: CatalogueCategory | undefined,
  county: string,
  key: string,
): { ok: true; body: z.input<typeof fileIssue.body> } | { ok: false; gap: CaseGap } {
  const { position, category, condition, title, place, source } = draft
  if (position === null) return { ok: false, gap: { field: 'position' } }
  if (kind === undefined) return { ok: false, gap: { field: 'category' } }
  if (title.trim() === '') return { ok: false, gap: { field: 'title' } }
  // answers to another category's questions do not go along
  const answers = Object.fromEntries(
    Object.entries(draft.answers).filter(
      ([code, answer]) => answer !== '' && kind.questions.some((question) => question.code === code),
    ),
  )
  const phone = draft.phone.trim()
  if (phone !== '' && !fileIssue.body.shape.phone.safeParse(phone).success)
    return { ok: false, gap: { field: 'phone' } }
  const refused = refuseAnswers(kind.questions, answers)
  if (refused !== null) return { ok: false, gap: { field: 'answer', question: refused.question } }
  const [longitude, latitude] = position
  return {
    ok: true,
    body: {
      county,
      category,
      ...(condition === '' ? {} : { condition }),
      title: title.trim(),
      place: place.trim(),
      position: [longitude, latitude],
      source,
      ...(phone === '' ? {} : { phone }),
      answers,
      key,
    },
  }
}
