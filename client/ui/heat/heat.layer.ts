import type { ExpressionSpecification } from 'maplibre-gl'
import type { OverlayLayer } from '#client/map/map-view.types.ts'
import type { ClassColor, Ramp } from './heat-ramp.ts'

/** Style layers of the isobands: one flat colour a class, a hair of the same colour where two classes meet. Pure. */
export function heatLayers(classes: readonly ClassColor[], ramp: Ramp, opacity: number): OverlayLayer[] {
  const pairs = classes.flatMap(({ class: number, token }): [number, string] => [number, ramp(token)])
  const color = ['match', ['get', 'class'], ...pairs, 'transparent'] as unknown as ExpressionSpecification
  return [
    {
      id: 'heat-fill',
      type: 'fill',
      paint: { 'fill-color': color, 'fill-opacity': opacity, 'fill-antialias': false },
    },
    {
      id: 'heat-edge',
      type: 'line',
      // as nobody sees how a hair turns its corners: rounded, they are most of its triangles
      layout: { 'line-join': 'bevel' },
      paint: { 'line-color': color, 'line-opacity': opacity, 'line-width': 0.75 },
    },
  ]
}
