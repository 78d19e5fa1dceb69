import type { OverlayLayer } from '#client/map/map-view.types.ts'

/** Style layers of what is being measured. Pure. */
export function measureLayers(line: string, surface: string): OverlayLayer[] {
  return [
    {
      id: 'measure-area',
      type: 'fill',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': line, 'fill-opacity': 0.12 },
    },
    {
      id: 'measure-casing',
      type: 'line',
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': surface, 'line-width': 5, 'line-opacity': 0.8 },
    },
    {
      id: 'measure-line',
      type: 'line',
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': line, 'line-width': 2.25 },
    },
    {
      id: 'measure-corner',
      type: 'circle',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: { 'circle-radius': 4.5, 'circle-color': surface, 'circle-stroke-color': line, 'circle-stroke-width': 2 },
    },
  ]
}
