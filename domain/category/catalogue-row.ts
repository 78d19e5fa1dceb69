import type { Limit } from '#domain/calendar/deadline.ts'
import type { CatalogueCategory, FilingCondition } from '#domain/contract/category.ts'
import { writeDuration } from './duration.ts'

/** Columns of the catalogue as a table. A row that names a condition is that condition of the category. */
export const catalogueColumns = [
  'code',
  'condition',
  'parent',
  'name',
  'name_en',
  'department',
  'answer_clock',
  'answer_limit',
  'finish_clock',
  'finish_limit',
  'effective_from',
  'effective_to',
  'private_photos',
] as const
export type CatalogueColumn = (typeof catalogueColumns)[number]
export type CatalogueCells = Record<CatalogueColumn, string>

/** The catalogue as rows of text: each category, then its conditions. */
export function catalogueRows(categories: readonly CatalogueCategory[]): CatalogueCells[] {
  return categories.flatMap((category) => [
    cellsOfCategory(category),
    ...category.conditions.map((condition) => cellsOfCondition(category.code, condition)),
  ])
}

export function cellsOfCategory(category: Omit<CatalogueCategory, 'version'>): CatalogueCells {
  return {
    ...cellsOf(category),
    code: category.code,
    condition: '',
    parent: category.parent ?? '',
    department: category.department,
    private_photos: category.privatePhotos ? 'yes' : 'no',
  }
}

export function cellsOfCondition(category: string, condition: FilingCondition): CatalogueCells {
  return {
    ...cellsOf(condition),
    code: category,
    condition: condition.code,
    parent: '',
    department: '',
    private_photos: '',
  }
}

function cellsOf(limited: {
  name: string
  nameEn: string
  answer: Limit
  finish: Limit
  effectiveFrom: string
  effectiveTo: string | null
}) {
  return {
    name: limited.name,
    name_en: limited.nameEn,
    answer_clock: limited.answer.clock,
    answer_limit: writeDuration(limited.answer),
    finish_clock: limited.finish.clock,
    finish_limit: writeDuration(limited.finish),
    effective_from: limited.effectiveFrom,
    effective_to: limited.effectiveTo ?? '',
  }
}
