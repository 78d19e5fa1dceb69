import { expect, test } from 'vitest'
import { readLayers } from './layers.ts'

const defaults = ['water', 'road', 'grid', 'issue'].map((id) => ({ id, visible: true, opacity: 1 }))
const print = (text: string | null) =>
  readLayers(text, defaults).map((layer) => `${layer.visible ? '' : '-'}${layer.id}@${layer.opacity}`)

test('order, hiding and opacity are read from bottom to top', () => {
  expect(print('issue,-road,grid~60,water')).toEqual(['issue@1', '-road@1', 'grid@0.6', 'water@1'])
})

test('without a word in the address the layers are as they were', () => {
  expect(readLayers(null, defaults)).toBe(defaults)
})

test('unknown and repeated names fall out, missing ones return to their place', () => {
  expect(print('grid,grid~20,nonsense,<b>,water~900')).toEqual(['grid@1', 'road@1', 'water@1', 'issue@1'])
})
