import type { LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import { byZoom, type DrawWith, inOneShader, labelFont, linear, type Parts, textPaint } from './draw.ts'

/** Nobody sees how a hair turns its corners, and rounding them is three triangles a corner. */
const hairJoin = { 'line-join': 'bevel' } as const

/** County, streets and communities: the higher the level, the stronger the line. */
export function drawAreas(draw: DrawWith): Parts {
  const { palette, opacity } = draw
  return {
    bodies: [
      hit('area', draw),
      {
        id: 'area-community',
        type: 'line',
        source: 'area',
        'source-layer': 'area',
        minzoom: 11.5,
        filter: ['==', ['get', 'level'], 'community'],
        layout: hairJoin,
        paint: {
          'line-color': palette.area,
          'line-opacity': linear([11.5, 0], [12.5, opacity * 0.75], [17, opacity * 0.75]),
          'line-width': byZoom([12, 0.8], [16, 2.2]),
          'line-dasharray': [4, 2],
        },
      },
      {
        id: 'area-street-band',
        type: 'line',
        source: 'area',
        'source-layer': 'area',
        filter: ['==', ['get', 'level'], 'street'],
        layout: { 'line-join': 'round' },
        paint: { 'line-color': palette.area, 'line-opacity': opacity * 0.1, 'line-width': byZoom([9, 3], [15, 8]) },
      },
      {
        id: 'area-street',
        type: 'line',
        source: 'area',
        'source-layer': 'area',
        filter: ['==', ['get', 'level'], 'street'],
        layout: { 'line-join': 'round' },
        paint: { 'line-color': palette.area, 'line-opacity': opacity * 0.9, 'line-width': byZoom([9, 0.8], [16, 2.6]) },
      },
      {
        id: 'area-county',
        type: 'line',
        source: 'area',
        'source-layer': 'area',
        filter: ['==', ['get', 'level'], 'county'],
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': palette.county,
          'line-opacity': opacity * 0.8,
          'line-width': byZoom([7, 1.2], [16, 3.4]),
        },
      },
    ],
    labels: [
      {
        id: 'area-community-label',
        type: 'symbol',
        source: 'area',
        'source-layer': 'area_label',
        minzoom: 12.6,
        maxzoom: 16,
        filter: ['==', ['get', 'level'], 'community'],
        layout: {
          'text-field': ['get', 'name'],
          'text-font': labelFont,
          'text-size': linear([12.6, 11.5], [15.5, 15]),
          'text-letter-spacing': 0.08,
          'text-padding': 8,
          'text-max-width': 8,
        },
        paint: textPaint(palette.text, draw),
      },
    ],
    names: [
      {
        id: 'area-street-label',
        type: 'symbol',
        source: 'area',
        'source-layer': 'area_label',
        minzoom: 9.5,
        maxzoom: 13.6,
        filter: ['==', ['get', 'level'], 'street'],
        layout: {
          'text-field': ['get', 'name'],
          'text-font': labelFont,
          'text-size': linear([9.5, 12], [13, 19]),
          'text-letter-spacing': 0.22,
          'text-padding': 10,
        },
        paint: textPaint(palette.text, draw, 2),
      },
      {
        id: 'area-county-label',
        type: 'symbol',
        source: 'area',
        'source-layer': 'area_label',
        maxzoom: 9.5,
        filter: ['==', ['get', 'level'], 'county'],
        layout: { 'text-field': ['get', 'name'], 'text-font': labelFont, 'text-size': 16, 'text-letter-spacing': 0.3 },
        paint: textPaint(palette.text, draw, 2),
      },
    ],
  }
}

/** Grids; a dedicated grid (enterprise, mall, campus) is dotted. */
export function drawGrids(draw: DrawWith): Parts {
  const { palette, opacity } = draw
  return {
    bodies: [
      hit('grid', draw),
      {
        id: 'grid-dedicated',
        type: 'fill',
        source: 'grid',
        'source-layer': 'grid',
        minzoom: 12,
        filter: ['==', ['get', 'kind'], 'dedicated'],
        paint: { 'fill-color': inOneShader(palette.grid), 'fill-opacity': opacity * 0.07, 'fill-antialias': false },
      },
      {
        id: 'grid-line',
        type: 'line',
        source: 'grid',
        'source-layer': 'grid',
        minzoom: 11.5,
        layout: hairJoin,
        paint: {
          'line-color': palette.grid,
          'line-opacity': linear([11.5, 0], [12.3, opacity * 0.45], [14, opacity * 0.8]),
          'line-width': byZoom([12, 0.5], [14, 1], [17, 2.2]),
        },
      },
    ],
    labels: [
      {
        id: 'grid-label',
        type: 'symbol',
        source: 'grid',
        'source-layer': 'grid_label',
        minzoom: 14.2,
        maxzoom: 17.5,
        layout: {
          'text-field': ['get', 'name'],
          'text-font': labelFont,
          'text-size': linear([14.2, 10.5], [17, 14]),
          'text-padding': 6,
          'text-max-width': 6,
        },
        paint: textPaint(palette.grid, draw),
      },
    ],
  }
}

/** Micro-grids: hair lines, only close in. */
export function drawMicroGrids(draw: DrawWith): Parts {
  const { palette, opacity } = draw
  return {
    bodies: [
      hit('micro_grid', draw),
      {
        id: 'micro_grid-line',
        type: 'line',
        source: 'micro_grid',
        'source-layer': 'micro_grid',
        minzoom: 14,
        layout: hairJoin,
        paint: {
          'line-color': palette.microGrid,
          'line-opacity': linear([14, 0], [15, opacity * 0.7]),
          'line-width': byZoom([14, 0.4], [18, 1.2]),
          'line-dasharray': [3, 2],
        },
      },
    ],
    labels: [
      {
        id: 'micro_grid-label',
        type: 'symbol',
        source: 'micro_grid',
        'source-layer': 'micro_grid_label',
        minzoom: 17.2,
        layout: {
          'text-field': ['get', 'name'],
          'text-font': labelFont,
          'text-size': linear([17.2, 10], [19, 12]),
          'text-padding': 10,
          'text-max-width': 6,
        },
        paint: textPaint(palette.textSoft, draw, 1.2),
      },
    ],
  }
}

/** An unseen fill, so that the pointer finds the area it is over. */
function hit(layer: string, { palette }: DrawWith): LayerSpecification {
  return {
    id: `${layer}-hit`,
    type: 'fill',
    source: layer,
    'source-layer': layer,
    paint: { 'fill-color': palette.land, 'fill-opacity': 0 },
  }
}
