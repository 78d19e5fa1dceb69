import type { OverlayLayer } from '#client/map/map-view.types.ts'

/** What marks a place of a list on the map: the border of an area, or a ring. Pure. */
export function placeLayers(color: string): OverlayLayer[] {
  return [
    {
      id: 'heat-place-border',
      type: 'line',
      filter: ['!=', ['geometry-type'], 'Point'],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': color, 'line-width': 3 },
    },
    {
      id: 'heat-place-ring',
      type: 'circle',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': 16,
        'circle-color': color,
        'circle-opacity': 0.12,
        'circle-stroke-color': color,
        'circle-stroke-width': 2.5,
      },
    },
  ]
}
