import type { LayerSpecification } from 'maplibre-gl'
import { expect, test } from 'vitest'
import { scaleLayer } from './scale-style.ts'

const line: LayerSpecification = {
  id: 'line',
  type: 'line',
  source: 's',
  minzoom: 12,
  filter: ['all', ['>=', ['zoom'], 15], ['in', ['get', 'class'], ['literal', ['zoom', 'step']]]],
  paint: {
    'line-width': ['interpolate', ['linear'], ['zoom'], 12, 1, 16, ['match', ['get', 'class'], 'lane', 2, 3]],
    'line-opacity': ['interpolate', ['linear'], ['zoom'], 12, 0, 13, 1],
    'line-dasharray': [4, 2],
  },
}

test('on twice the pixels a layer begins one zoom later, with all its sizes doubled and nothing else', () => {
  expect(scaleLayer(line, 2)).toEqual({
    id: 'line',
    type: 'line',
    source: 's',
    minzoom: 13,
    filter: ['all', ['>=', ['-', ['zoom'], 1], 15], ['in', ['get', 'class'], ['literal', ['zoom', 'step']]]],
    paint: {
      'line-width': [
        'interpolate',
        ['linear'],
        ['zoom'],
        13,
        2,
        17,
        ['*', 2, ['match', ['get', 'class'], 'lane', 2, 3]],
      ],
      'line-opacity': ['interpolate', ['linear'], ['zoom'], 13, 0, 14, 1],
      'line-dasharray': [4, 2],
    },
  })
})

test('a scale of one leaves a layer as it is', () => {
  expect(scaleLayer(line, 1)).toBe(line)
})

test('what would show where tiles end grows no further than it says', () => {
  const shore: LayerSpecification = {
    ...line,
    metadata: { mostScale: 1.5 },
    paint: { 'line-width': 6, 'line-blur': 4 },
  }
  expect(scaleLayer(shore, 4)).toMatchObject({ minzoom: 14, paint: { 'line-width': 9, 'line-blur': 6 } })
})
