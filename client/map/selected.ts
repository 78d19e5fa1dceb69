import type { FilterSpecification, LayerSpecification } from 'maplibre-gl'
import { byZoom } from '#domain/map-style/draw.ts'
import type { Palette } from '#domain/map-style/palette.ts'

const areas = ['area', 'grid', 'micro_grid', 'compound', 'building']

/** Style layers that draw the selected thing with the accent: an area by its border and a breath of colour, a point by a ring. */
export function drawSelected(selected: { layer: string; code: string } | null, palette: Palette): LayerSpecification[] {
  if (!selected) return []
  const { layer, code } = selected
  const source = { source: layer, 'source-layer': layer }
  const filter: FilterSpecification = ['==', ['get', layer === 'issue' ? 'number' : 'code'], code]
  if (areas.includes(layer)) {
    return [
      {
        id: 'selected-fill',
        type: 'fill',
        ...source,
        filter,
        paint: { 'fill-color': palette.live, 'fill-opacity': 0.12 },
      },
      {
        id: 'selected-halo',
        type: 'line',
        ...source,
        filter,
        layout: { 'line-join': 'round' },
        paint: { 'line-color': palette.halo, 'line-width': byZoom([11, 3.5], [18, 7]), 'line-opacity': 0.8 },
      },
      {
        id: 'selected-line',
        type: 'line',
        ...source,
        filter,
        layout: { 'line-join': 'round' },
        paint: { 'line-color': palette.live, 'line-width': byZoom([11, 1.8], [18, 3.5]) },
      },
    ]
  }
  if (layer !== 'station' && layer !== 'issue') return []
  return [
    {
      id: 'selected-ring',
      type: 'circle',
      ...source,
      filter,
      paint: {
        'circle-radius': byZoom([11, 10], [17, 17]),
        'circle-color': palette.live,
        'circle-opacity': 0.18,
        'circle-stroke-color': palette.live,
        'circle-stroke-width': 2.5,
      },
    },
  ]
}
