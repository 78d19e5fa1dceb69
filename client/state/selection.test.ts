import { expect, test } from 'vitest'
import { readSelection } from './selection.ts'

test('a layer and a code are a selection, also when the code holds a colon', () => {
  expect(readSelection('grid:370699001001001')).toEqual({ layer: 'grid', code: '370699001001001' })
  expect(readSelection('issue:A:7')).toEqual({ layer: 'issue', code: 'A:7' })
})

test('anything else is none', () => {
  for (const text of [null, '', 'grid', 'grid:', 'person:7', '__proto__:x']) expect(readSelection(text)).toBeNull()
})
