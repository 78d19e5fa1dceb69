import { expect, test } from 'vitest'
import type { CatalogueCategory } from '#domain/contract/category.ts'
import { type CaseDraft, caseOf, emptyCase } from './case-draft.ts'

const limit = { clock: 'working' as const, minutes: 60 }
const heating: CatalogueCategory = {
  code: 'N01',
  parent: null,
  name: '供暖不热',
  nameEn: 'Heating',
  department: '',
  answer: limit,
  finish: limit,
  effectiveFrom: '2020-01-01',
  effectiveTo: null,
  conditions: [],
  questions: [{ kind: 'number', code: 'degrees', name: '室温', nameEn: 'Room', required: true, unit: '℃' }],
  privatePhotos: false,
  version: 1,
}
const filled: CaseDraft = {
  ...emptyCase,
  position: [120.7, 37.8],
  category: 'N01',
  title: ' 供暖不热 ',
  answers: { degrees: 14, floor: '3' },
}

test('a case names the first thing it lacks', () => {
  expect(caseOf(emptyCase, undefined, '370699', 'k')).toEqual({ ok: false, gap: { field: 'position' } })
  expect(caseOf({ ...emptyCase, position: [120.7, 37.8] }, undefined, '370699', 'k')).toEqual({
    ok: false,
    gap: { field: 'category' },
  })
  expect(caseOf({ ...filled, title: ' ' }, heating, '370699', 'k')).toEqual({ ok: false, gap: { field: 'title' } })
  expect(caseOf({ ...filled, answers: { degrees: '' } }, heating, '370699', 'k')).toEqual({
    ok: false,
    gap: { field: 'answer', question: 'degrees' },
  })
})

test('a caller’s number goes along, and one that is none is asked for again', () => {
  expect(caseOf({ ...filled, phone: ' 139 0000 1111 ' }, heating, '370699', 'k')).toMatchObject({
    body: { phone: '139 0000 1111' },
  })
  expect(caseOf({ ...filled, phone: 'call me' }, heating, '370699', 'k')).toEqual({
    ok: false,
    gap: { field: 'phone' },
  })
})

test('what is sent is trimmed, and holds only what was asked', () => {
  expect(caseOf(filled, heating, '370699', 'key-12345')).toEqual({
    ok: true,
    body: {
      county: '370699',
      category: 'N01',
      title: '供暖不热',
      place: '',
      position: [120.7, 37.8],
      source: 'hotline',
      answers: { degrees: 14 },
      key: 'key-12345',
    },
  })
})
