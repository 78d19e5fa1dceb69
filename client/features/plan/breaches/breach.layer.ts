import type { OverlayLayer } from '#client/map/map-view.types.ts'
import type { BreachPin } from './breach-pins.ts'

/** Pixels at full size that the middle of a pin stands above its place: the number of the grid steps aside below it. */
const ABOVE = 11

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

/**
 * Far away a dot, nearer a disc with an exclamation mark; what blocks is filled, what only warns is a ring. Pins are all
 * drawn, and take part in the placing of labels, which step aside for them.
 */
export function breachLayers(theme: 'light' | 'dark'): OverlayLayer[] {
  return [
    {
      id: 'plan-breach',
      type: 'symbol',
      minzoom: 11,
      layout: {
        'icon-image': ['concat', 'breach-', ['get', 'severity'], `.${theme}`] as never,
        'icon-size': ['interpolate', ['linear'], ['zoom'], 11, 0.35, 14, ['case', ['get', 'chosen'], 1.35, 1]] as never,
        'icon-offset': [0, -ABOVE],
        'icon-allow-overlap': true,
        'icon-padding': 1,
        // what blocks is placed last, above the rest
        'symbol-sort-key': ['case', ['==', ['get', 'severity'], 'block'], 1, 0] as never,
      },
    },
  ]
}
