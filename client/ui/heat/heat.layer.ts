import type { ExpressionSpecification } from 'maplibre-gl'
import type { OverlayLayer } from '#client/map/map-view.types.ts'
import type { ClassColor, Ramp } from './heat-ramp.ts'

/**
 * Style layer of the isobands: one flat colour a class, a hair of the same colour where two classes meet. The hair is the fill's
 * own: lines of their own would be twice the triangles of all else on a map, and one shader more. Pure.
 */
export function heatLayers(classes: readonly ClassColor[], ramp: Ramp, opacity: number): OverlayLayer[] {
  const pairs = classes.flatMap(({ class: number, token }): [number, string] => [number, ramp(token)])
  const color = ['match', ['get', 'class'], ...pairs, 'transparent'] as unknown as ExpressionSpecification
  return [
    {
      id: 'heat-fill',
      type: 'fill',
      paint: { 'fill-color': color, 'fill-outline-color': color, 'fill-opacity': opacity, 'fill-antialias': true },
    },
  ]
}
