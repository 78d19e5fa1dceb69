import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import type { LayerSpecification } from 'maplibre-gl'
import { expect, test } from 'vitest'
import { defaultLayers } from './base-layers.ts'
import { baseStyle } from './base-style.ts'
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

test('every base layer stays a valid style on a small phone and on a great wall', () => {
  const base = baseStyle(
    {
      county: '370699',
      bounds: [120.7, 37.7, 120.8, 37.8],
      theme: 'dark',
      language: 'zh',
      layers: defaultLayers,
      selected: null,
    },
    'http://x',
  )
  const layers = [...base.bodies.map((body) => body.layer), ...base.labels, ...base.names]
  for (const scale of [0.68, 2, 4.5])
    expect(
      validateStyleMin({ version: 8, sources: base.sources, layers: layers.map((layer) => scaleLayer(layer, scale)) })
        .map((problem) => problem.message)
        .filter((message) => !/glyphs/.test(message)),
    ).toEqual([])
})
