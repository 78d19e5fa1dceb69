import type { PickedPhoto } from '#client/ui/photos/PhotoPicker.tsx'
import type { Answers } from '#domain/category/refuse-answers.ts'
import { refuseAnswers } from '#domain/category/refuse-answers.ts'
import type { CatalogueCategory } from '#domain/contract/category.ts'

export const steps = ['place', 'what', 'send'] as const
export type Step = (typeof steps)[number]

/** A report as far as it has been filled in; kept on the phone until the server has it. */
export interface ReportDraft {
  county: string
  step: Step
  /** Longitude, latitude in degrees; null before a place was chosen. */
  position: [number, number] | null
  /** Name of the grid or community at the place, as the map had it. */
  where: string
  category: string
  condition: string
  answers: Answers
  title: string
  place: string
  phone: string
  photos: readonly PickedPhoto[]
  /** Sent along each time: the same report is kept once. */
  key: string
  /** End of the link by which it will be followed: made here, so that a lost answer loses nothing. */
  follow: string
  /** It was sent off, and no answer has come yet. */
  sending: boolean
}

export function emptyReport(county: string, key: string, follow: string): ReportDraft {
  return {
    county,
    step: 'place',
    position: null,
    where: '',
    category: '',
    condition: '',
    answers: {},
    title: '',
    place: '',
    phone: '',
    photos: [],
    key,
    follow,
    sending: false,
  }
}

export type MissingField = 'category' | 'title' | 'phone' | { question: string }

const phoneNumber = /^[+\d][\d -]{4,20}$/

/** The first thing that still has to be filled in, or put right; null when all is there. `category` is the chosen one. */
export function missingIn(draft: ReportDraft, category: CatalogueCategory | undefined): MissingField | null {
  if (category === undefined) return 'category'
  const refused = refuseAnswers(category.questions, draft.answers)
  if (refused !== null) return { question: refused.question }
  if (draft.title.trim() === '') return 'title'
  if (draft.phone.trim() !== '' && !phoneNumber.test(draft.phone.trim())) return 'phone'
  return null
}
