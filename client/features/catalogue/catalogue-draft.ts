import type { CatalogueCategory, CategoryEdit, FilingCondition, Question } from '#domain/contract/category.ts'
import { categoryEdit } from '#domain/contract/category.ts'

/** What is being edited: a category of the catalogue, or one that is to be (`version` 0). */
export interface Draft {
  code: string
  version: number
  category: CategoryEdit
}

/** Why a draft cannot be saved; the words are the view's. */
export type DraftFault = 'code' | 'code-taken' | 'name' | 'dates' | 'codes' | 'choices' | 'other'

export function draftOf({ code, version, ...category }: CatalogueCategory): Draft {
  return { code, version, category }
}

export function newDraft(parent: string | null, today: string): Draft {
  const category: CategoryEdit = {
    parent,
    name: '',
    nameEn: '',
    department: '',
    answer: { clock: 'working', minutes: 120 },
    finish: { clock: 'working-day', minutes: 7200 },
    effectiveFrom: today,
    effectiveTo: null,
    conditions: [],
    questions: [],
    privatePhotos: false,
  }
  return { code: '', version: 0, category }
}

/** A condition with the category's own limits, to be changed. */
export function newCondition({ answer, finish, conditions }: CategoryEdit, today: string): FilingCondition {
  const code = freeCode('c', conditions)
  return { code, name: '', nameEn: '', answer, finish, effectiveFrom: today, effectiveTo: null }
}

export function newQuestion({ questions }: CategoryEdit): Question {
  return { kind: 'text', code: freeCode('q', questions), name: '', nameEn: '', required: false }
}

/** The question as another kind, with what both kinds have. */
export function asKind(question: Question, kind: Question['kind']): Question {
  const { code, name, nameEn, required } = question
  const asked = { code, name, nameEn, required }
  switch (kind) {
    case 'text':
    case 'yes-no':
      return { kind, ...asked }
    case 'number':
      return { kind, ...asked, unit: '' }
    case 'choice':
      return { kind, ...asked, choices: [newChoice([]), newChoice([{ code: 'a1' }])] }
  }
}

export function newChoice(choices: readonly { code: string }[]) {
  return { code: freeCode('a', choices), name: '', nameEn: '' }
}

/** The first fault of a draft; null when it can be saved. `taken`: codes that a new category may not have. */
export function faultOf({ code, version, category }: Draft, taken: ReadonlySet<string>): DraftFault | null {
  if (!/^[\w-]{1,40}$/.test(code)) return 'code'
  if (version === 0 && taken.has(code)) return 'code-taken'
  const { conditions, questions } = category
  const choices = questions.flatMap((one) => (one.kind === 'choice' ? one.choices : []))
  const named = [category, ...conditions, ...questions, ...choices]
  if (named.some(({ name, nameEn }) => name.trim() === '' || nameEn.trim() === '')) return 'name'
  const dated = [category, ...conditions]
  if (dated.some(({ effectiveFrom, effectiveTo }) => effectiveTo !== null && effectiveTo < effectiveFrom))
    return 'dates'
  if (hasTwice(conditions) || hasTwice(questions)) return 'codes'
  if (questions.some((one) => one.kind === 'choice' && (one.choices.length < 2 || hasTwice(one.choices))))
    return 'choices'
  return categoryEdit.safeParse(category).success ? null : 'other'
}

/** Whether something may be filed under on a day: dates include the last one. */
export function isInEffect(
  { effectiveFrom, effectiveTo }: Pick<CategoryEdit, 'effectiveFrom' | 'effectiveTo'>,
  today: string,
): boolean {
  return effectiveFrom <= today && (effectiveTo === null || today <= effectiveTo)
}

function freeCode(letter: string, taken: readonly { code: string }[]): string {
  const known = new Set(taken.map(({ code }) => code))
  let number = 1
  while (known.has(`${letter}${number}`)) number += 1
  return `${letter}${number}`
}

function hasTwice(coded: readonly { code: string }[]): boolean {
  return new Set(coded.map(({ code }) => code)).size !== coded.length
}
