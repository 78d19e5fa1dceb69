import { expect, it } from 'vitest'
import { hoverLine } from './hover-line.ts'
import type { Pointed } from './pick-card.ts'

const thing = (layer: Extract<Pointed, { kind: 'thing' }>['layer'], properties: Record<string, unknown>): Pointed => ({
  kind: 'thing',
  layer,
  code: 'c1',
  properties,
})

it('says a grid with its households and how it stands to the norm', () => {
  expect(hoverLine(thing('grid', { name: '第1网格', households: 318, norm: 'fine' }), 0)).toEqual({
    name: '第1网格',
    line: [{ key: 'tip.households', values: { count: 318 } }, { key: 'tip.norm.fine' }],
  })
})

it('says an issue by its number and clock', () => {
  const at = (finish_by: number) => hoverLine(thing('issue', { number: 'YF1', finish_by }), 10_000_000).clock
  expect([at(9_999), at(10_000 + 3_599), at(10_000 + 3_601)]).toEqual(['late', 'soon', 'on-time'])
})

it('calls no issue late whose clock stands', () => {
  const clock = (state: string) => hoverLine(thing('issue', { number: 'YF1', finish_by: 1, state }), 10_000_000).clock
  expect(['checking', 'suspended', 'handling'].map(clock)).toEqual(['on-time', 'on-time', 'late'])
})

it('says how many issues a cluster holds', () => {
  const cluster: Pointed = { kind: 'cluster', count: 12, longitude: 0, latitude: 0, properties: {} }
  expect(hoverLine(cluster, 0).title).toEqual({ key: 'tip.cluster', values: { count: 12 } })
})

it('survives a tile without the expected properties', () => {
  for (const layer of ['area', 'grid', 'building', 'compound', 'station', 'issue', 'micro_grid'] as const)
    expect(() => hoverLine(thing(layer, { name: 7, households: 'many' }), 0)).not.toThrow()
})
