import { expect, test } from 'vitest'
import { moveLayer } from './move-layer.ts'

const list = Object.freeze(['a', 'b', 'c', 'd'].map((id) => Object.freeze({ id })))
const ids = (moved: readonly { id: string }[]) => moved.map((entry) => entry.id).join('')

test('an entry takes the place it is moved to, up or down', () => {
  expect(ids(moveLayer(list, 'a', 2))).toBe('bcad')
  expect(ids(moveLayer(list, 'd', 1))).toBe('adbc')
})

test('beyond the ends is the end, and an unknown entry moves nothing', () => {
  expect(ids(moveLayer(list, 'b', -5))).toBe('bacd')
  expect(ids(moveLayer(list, 'b', 99))).toBe('acdb')
  expect(moveLayer(list, 'x', 1)).toBe(list)
})
