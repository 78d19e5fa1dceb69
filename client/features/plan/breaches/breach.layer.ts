import type { OverlayLayer } from '#client/map/map-view.types.ts'
import { labelFont } from '#domain/map-style/draw.ts'
import type { BreachPin } from './breach-pins.ts'

/** Pins as the map draws them; `chosen` is the one whose card is open. */
export function breachFeatures(pins: readonly BreachPin[], chosen: string | null): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: pins.map(({ id, at, severity }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [...at] },
      properties: { id, severity, chosen: id === chosen },
    })),
  }
}

/** Size at which a pin is as large as its picture, and as which the offsets below count. */
const SIZE = 16

/**
 * Far away a dot, nearer a disc with an exclamation mark; what blocks is filled, what only warns is a ring. Drawn as text
 * that is one picture: text steps aside for labels, and stands over them only where there is no room at all.
 */
export function breachLayers(theme: 'light' | 'dark'): OverlayLayer[] {
  return [
    {
      id: 'plan-breach',
      type: 'symbol',
      minzoom: 11,
      layout: {
        'text-field': ['format', ['image', ['concat', 'breach-', ['get', 'severity'], `.${theme}`]], {}] as never,
        'text-font': labelFont,
        'text-size': [
          'interpolate',
          ['linear'],
          ['zoom'],
          11,
          SIZE * 0.35,
          14,
          ['case', ['get', 'chosen'], SIZE * 1.3, SIZE],
        ] as never,
        'text-variable-anchor-offset': [
          ...['center', [0, 0], 'bottom', [0, 0], 'top', [0, 0], 'left', [0, 0], 'right', [0, 0]],
          ...['bottom', [0, -1.3], 'top', [0, 1.3], 'left', [2.2, 0], 'right', [-2.2, 0]],
        ] as never,
        'text-padding': 0,
        'text-allow-overlap': true,
        // of two pins at one place, the one that blocks is placed first
        'symbol-sort-key': ['case', ['==', ['get', 'severity'], 'block'], 0, 1] as never,
      },
    },
  ]
}
