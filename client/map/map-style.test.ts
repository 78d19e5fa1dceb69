import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import { expect, test } from 'vitest'
import { defaultLayers } from './base-layers.ts'
import { baseStyle } from './base-style.ts'
import { joinStyle, type Overlay } from './map-style.ts'
import type { BaseState, Slot } from './map-view.types.ts'

const state: BaseState = {
  county: '370699',
  bounds: [120.7, 37.7, 120.8, 37.8],
  theme: 'dark',
  language: 'zh',
  layers: defaultLayers,
  selected: null,
}
const overlay = (slot: Slot): Overlay => ({
  data: { type: 'FeatureCollection', features: [] },
  slot,
  layers: [{ id: `over-${slot}`, type: 'line' }],
})
const overlays = new Map(
  (['draw', 'surface', 'mark', 'veil', 'area', 'label', 'pin', 'ground'] as const).map((slot) => [slot, overlay(slot)]),
)
const order = (changed: Partial<BaseState>) => {
  const base = baseStyle({ ...state, ...changed }, 'http://x')
  const ids = joinStyle(base, overlays, { fontFaces: {}, nowSeconds: 0 }).layers.map((layer) => layer.id)
  return (...wanted: string[]) => wanted.map((id) => ids.indexOf(id))
}
const rises = (places: number[]) =>
  places.every((place, at) => place >= 0 && (at === 0 || place > (places[at - 1] ?? 0)))

test('from bottom to top: ground, heat, borders, labels over pins, marks, drawings', () => {
  const at = order({})
  expect(
    rises(
      at(
        'land',
        'water-fill',
        'building-fill',
        'over-ground',
        'over-surface',
        'over-veil',
        'grid-line',
        'over-area',
        'area-community-label',
        'over-pin',
        'over-label',
        'station-county',
        'issue-on-time',
        'issue-mark',
        'area-street-label',
        'over-mark',
        'over-draw',
      ),
    ),
  ).toBe(true)
})

test('the user order of layers is the order drawn, also across kinds', () => {
  const move = (id: string) => [
    ...defaultLayers.filter((layer) => layer.id === id),
    ...defaultLayers.filter((layer) => layer.id !== id),
  ]
  expect(rises(order({ layers: move('issue') })('land', 'issue-mark', 'green-fill', 'over-surface', 'over-draw'))).toBe(
    true,
  )
  expect(rises(order({ layers: move('area') })('area-street', 'green-fill', 'building-fill'))).toBe(true)
})

test('a hidden layer is neither drawn nor asked for, and every style layer has a name of its own', () => {
  const base = baseStyle(
    { ...state, layers: defaultLayers.map((layer) => ({ ...layer, visible: layer.id !== 'road' })) },
    'http://x',
  )
  const style = joinStyle(base, overlays, { fontFaces: {}, nowSeconds: 0 })
  expect(style.sources.road).toBeUndefined()
  expect(style.layers.some((layer) => layer.id.startsWith('road'))).toBe(false)
  expect(new Set(style.layers.map((layer) => layer.id)).size).toBe(style.layers.length)
})

test('what is selected is drawn with the accent; a layer that is not there is passed over', () => {
  const ids = (selected: BaseState['selected']) =>
    baseStyle({ ...state, selected }, 'http://x').bodies.map((body) => body.layer.id)
  expect(ids({ layer: 'grid', code: '1' })).toContain('selected-line')
  expect(ids({ layer: 'issue', code: '1' })).toContain('selected-ring')
  expect(ids({ layer: 'walk_edge', code: '1' })).not.toContain('selected-line')
})

test.each(['dark', 'light'] as const)(
  'the whole style in %s is as the specification says, also on a small phone and on a great wall',
  (theme) => {
    for (const selected of [null, { layer: 'grid', code: '1' }]) {
      const base = baseStyle({ ...state, theme, selected }, 'http://x')
      for (const scale of [0.68, 1, 2, 2.5, 4.5]) {
        const style = joinStyle(base, overlays, { fontFaces: {}, nowSeconds: 0, scale })
        expect(validateStyleMin(style).map(({ message }) => message)).toEqual([])
      }
    }
  },
)
