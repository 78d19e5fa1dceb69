import type { ExpressionSpecification } from 'maplibre-gl'
import type { OverlayLayer } from '#client/map/map-view.types.ts'

/** Names of the tokens that colour the classes, lowest first. */
export const heatTokens = ['--heat-1', '--heat-2', '--heat-3', '--heat-4', '--heat-5', '--heat-6'] as const

/** Share of the ground that a class covers: roads and buildings stay readable through it. The legend mixes its colours alike. */
export const coverage = { dark: 0.8, light: 0.7 }

/**
 * Style layers of the isobands: one flat colour a class, a hair of the same colour where two classes meet.
 * With fewer breaks than colours the highest classes keep the highest colours.
 */
export function heatLayers(colors: readonly string[], classes: number, opacity: number): OverlayLayer[] {
  const color = colorByClass(colors, classes)
  return [
    {
      id: 'heat-fill',
      type: 'fill',
      paint: { 'fill-color': color, 'fill-opacity': opacity, 'fill-antialias': false },
    },
    {
      id: 'heat-edge',
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': color, 'line-opacity': opacity, 'line-width': 0.75 },
    },
  ]
}

/** Colour of each class, lowest first: `classes` of the ramp's colours, from its upper end. */
export function classColors<Color>(colors: readonly Color[], classes: number): Color[] {
  return colors.slice(-classes)
}

function colorByClass(colors: readonly string[], classes: number): ExpressionSpecification {
  const [lowest = 'transparent', ...higher] = classColors(colors, classes)
  const steps: (string | number)[] = higher.flatMap((color, index) => [index + 1, color])
  return ['step', ['get', 'class'], lowest, ...steps]
}
