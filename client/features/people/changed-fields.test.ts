import { expect, test } from 'vitest'
import { changedFields } from './changed-fields.ts'

test('only what became different is told', () => {
  const before = { name: '甲', role: 'viewer', path: '/1/' }
  expect(changedFields({ before, after: { name: '甲', role: 'street', path: '/1/2/', phone: 'changed' } })).toEqual([
    { field: 'role', before: 'viewer', after: 'street' },
    { field: 'phone', before: undefined, after: 'changed' },
  ])
})

test('something new is told whole', () => {
  expect(changedFields({ before: null, after: { name: '甲', unit: '1' } })).toEqual([
    { field: 'name', before: undefined, after: '甲' },
    { field: 'unit', before: undefined, after: '1' },
  ])
})
