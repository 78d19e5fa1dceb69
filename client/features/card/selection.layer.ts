import type { OverlayLayer } from '#client/map/map-view.types.ts'
import type { Card } from '#domain/contract/card.ts'

/** What marks the selected thing: its border, or a ring around its point. Pure. */
export function selectionOverlay(
  { outline, position }: Pick<Card, 'outline' | 'position'>,
  color: string,
): { data: GeoJSON.Feature; slot: 'draw'; layers: OverlayLayer[] } {
  const data: GeoJSON.Feature = {
    type: 'Feature',
    properties: {},
    geometry: outline ?? { type: 'Point', coordinates: position },
  }
  return { data, slot: 'draw', layers: outline ? borderLayers(color) : ringLayers(color) }
}

function borderLayers(color: string): OverlayLayer[] {
  return [
    { id: 'selection-fill', type: 'fill', paint: { 'fill-color': color, 'fill-opacity': 0.08 } },
    {
      id: 'selection-glow',
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': color, 'line-opacity': 0.22, 'line-width': 8, 'line-blur': 3 },
    },
    {
      id: 'selection-border',
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': color, 'line-width': 2.25 },
    },
  ]
}

function ringLayers(color: string): OverlayLayer[] {
  return [
    {
      id: 'selection-ring',
      type: 'circle',
      paint: {
        'circle-radius': 17,
        'circle-color': color,
        'circle-opacity': 0.12,
        'circle-stroke-color': color,
        'circle-stroke-width': 2.5,
      },
    },
  ]
}
