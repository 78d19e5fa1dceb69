import type { OverlayLayer } from '#client/map/map-view.types.ts'
import { labelFont } from '#domain/map-style/draw.ts'
import { planColors } from '#domain/map-style/plan-colors.ts'
import type { BreachPin } from './breach-pins.ts'

/** Pixels that a pin stands above its place, where the label of the grid is. */
const ABOVE = 26

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

/** Far away a dot, nearer a disc with an exclamation mark; what blocks is filled, what only warns is a ring. */
export function breachLayers(theme: 'light' | 'dark'): OverlayLayer[] {
  const { bad, halo, today } = planColors[theme]
  const block = ['==', ['get', 'severity'], 'block'] as never
  const near = (far: number, close: number, grown: number) =>
    ['interpolate', ['linear'], ['zoom'], 11, far, 14, ['case', ['get', 'chosen'], grown, close]] as never
  return [
    {
      id: 'plan-breach-disc',
      type: 'circle',
      minzoom: 11,
      paint: {
        'circle-radius': near(3, 10, 13),
        'circle-color': ['case', block, bad, halo] as never,
        'circle-stroke-color': ['case', block, halo, today] as never,
        'circle-stroke-width': near(1, 2, 3),
        'circle-translate': [0, -ABOVE],
      },
    },
    {
      id: 'plan-breach-mark',
      type: 'symbol',
      minzoom: 13,
      layout: {
        'text-field': '!',
        'text-font': labelFont,
        'text-size': 14,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: {
        'text-color': ['case', block, halo, today] as never,
        'text-translate': [0, -ABOVE],
      },
    },
  ]
}
