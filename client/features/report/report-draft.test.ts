import { expect, it } from 'vitest'
import type { CatalogueCategory } from '#domain/contract/category.ts'
import { emptyReport, missingIn } from './report-draft.ts'

const empty = emptyReport('370699', 'a-key-of-the-phone', 'an-end-of-a-link-of-the-phone')
const limit = { clock: 'working', minutes: 60 } as const
const category: CatalogueCategory = {
  code: 'N01',
  parent: null,
  name: 'Lamp',
  nameEn: 'Lamp',
  department: '',
  answer: limit,
  finish: limit,
  effectiveFrom: '2020-01-01',
  effectiveTo: null,
  conditions: [],
  questions: [{ kind: 'number', code: 'lamps', name: 'How many', nameEn: 'How many', required: true, unit: '' }],
  privatePhotos: false,
  version: 1,
}

it('asks for one thing after the other, and for nothing that is not needed', () => {
  expect(missingIn(empty, undefined)).toBe('category')
  expect(missingIn(empty, category)).toEqual({ question: 'lamps' })
  const answered = { ...empty, answers: { lamps: 3 } }
  expect(missingIn(answered, category)).toBe('title')
  expect(missingIn({ ...answered, title: '  ' }, category)).toBe('title')
  expect(missingIn({ ...answered, title: 'Dark', phone: '12' }, category)).toBe('phone')
  expect(missingIn({ ...answered, title: 'Dark', phone: ' +86 138-0000 0000 ' }, category)).toBeNull()
  expect(missingIn({ ...answered, title: 'Dark' }, category)).toBeNull()
})
