import { z } from 'zod'
import { type Clock, clocks, type Limit } from '#domain/calendar/deadline.ts'
import type { CatalogueRefusal, CatalogueRefusalReason, FilingCondition } from '#domain/contract/category.ts'
import type { CatalogueCells, CatalogueColumn } from './catalogue-row.ts'
import { readDuration } from './duration.ts'

/** What a row says: of a category, or of one of its conditions. */
export type CatalogueRow = { line: number; category: string } & (
  | { condition: null; parent: string | null; department: string; privatePhotos: boolean; said: Said }
  | { condition: string; said: Said }
)

/** What both kinds of row say. */
export type Said = Omit<FilingCondition, 'code'>

const codePattern = /^[\w-]{1,40}$/
const LONGEST_NAME = 80

/** Reads one row of the catalogue; the refusals name every cell of it that cannot stand. */
export function readCatalogueRow(
  cells: CatalogueCells,
  line: number,
): { ok: true; row: CatalogueRow } | { ok: false; refusals: CatalogueRefusal[] } {
  const refusals: CatalogueRefusal[] = []
  const refuse = (column: CatalogueColumn, reason: CatalogueRefusalReason) => {
    refusals.push({ line, column, reason, value: cells[column] })
  }
  const code = (column: 'code' | 'condition' | 'parent') => {
    if (cells[column] !== '' && !codePattern.test(cells[column])) refuse(column, 'bad-code')
    return cells[column]
  }
  const limitOf = (which: 'answer' | 'finish'): Limit => {
    const named = clocks.find((one) => one === cells[`${which}_clock`])
    if (named === undefined) refuse(`${which}_clock`, 'bad-clock')
    const clock: Clock = named ?? 'natural'
    const minutes = readDuration(cells[`${which}_limit`], clock)
    if (typeof minutes === 'number') return { clock, minutes }
    refuse(`${which}_limit`, minutes)
    return { clock, minutes: 1 }
  }
  const date = (column: 'effective_from' | 'effective_to') => {
    if (cells[column] !== '' && !z.iso.date().safeParse(cells[column]).success) refuse(column, 'bad-date')
    return cells[column]
  }

  for (const column of ['code', 'name', 'name_en', 'effective_from'] as const)
    if (cells[column] === '') refuse(column, 'missing-value')
  for (const column of ['name', 'name_en', 'department'] as const)
    if (cells[column].length > LONGEST_NAME) refuse(column, 'too-long')
  const category = code('code')
  const condition = code('condition')
  const parent = code('parent')
  const said: Said = {
    name: cells.name,
    nameEn: cells.name_en,
    answer: limitOf('answer'),
    finish: limitOf('finish'),
    effectiveFrom: date('effective_from'),
    effectiveTo: date('effective_to') || null,
  }
  if (said.effectiveTo !== null && said.effectiveTo < said.effectiveFrom)
    refuse('effective_to', 'ends-before-it-begins')
  if (refusals.length > 0) return { ok: false, refusals }
  if (condition !== '') return { ok: true, row: { line, category, condition, said } }
  const { department } = cells
  const privatePhotos = ['yes', 'true', '1', '是'].includes(cells.private_photos.toLowerCase())
  return { ok: true, row: { line, category, condition: null, parent: parent || null, department, privatePhotos, said } }
}
