import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import { byZoom, type DrawWith, isOneOf, labelFont, linear, type Parts, textPaint } from './draw.ts'

interface RoadClass {
  class: 'motorway' | 'arterial' | 'street' | 'lane' | 'path'
  minzoom: number
  /** `[zoom, width in pixels]`. */
  width: [number, number][]
  /** Pixels of casing on both sides together at zoom 16; 0 draws none. */
  casing: number
}

/** From the least to the greatest: greater roads lie above where they meet. */
const classes: readonly RoadClass[] = [
  {
    class: 'path',
    minzoom: 15,
    width: [
      [15, 0.6],
      [19, 2.2],
    ],
    casing: 0,
  },
  {
    class: 'lane',
    minzoom: 13.5,
    width: [
      [13.5, 0.5],
      [16, 2.6],
      [19, 12],
    ],
    casing: 1,
  },
  {
    class: 'street',
    minzoom: 12,
    width: [
      [12, 0.5],
      [14, 1.8],
      [16, 5],
      [19, 24],
    ],
    casing: 1.2,
  },
  {
    class: 'arterial',
    minzoom: 9,
    width: [
      [9, 0.6],
      [12, 1.6],
      [14, 3.6],
      [16, 9],
      [19, 42],
    ],
    casing: 1.6,
  },
  {
    class: 'motorway',
    minzoom: 7,
    width: [
      [7, 0.6],
      [12, 2],
      [14, 4.2],
      [16, 10],
      [19, 46],
    ],
    casing: 1.8,
  },
]

/** Roads by class: all casings first, so that crossings join, then the surfaces. */
export function drawRoads(draw: DrawWith): Parts {
  const casings = classes.filter((road) => road.casing > 0).map((road) => casing(road, draw))
  return { bodies: [...casings, ...classes.map((road) => surface(road, draw))], labels: [names(draw)] }
}

function casing(road: RoadClass, { palette, opacity }: DrawWith): LayerSpecification {
  const wider: [number, number | ExpressionSpecification][] = road.width.map(([zoom, width]) => [
    zoom,
    width + (zoom < 13 ? 0.8 : zoom < 17 ? road.casing : road.casing * 1.6),
  ])
  return {
    id: `road-casing-${road.class}`,
    type: 'line',
    source: 'road',
    'source-layer': 'road',
    minzoom: Math.max(road.minzoom, 11),
    filter: ['==', ['get', 'class'], road.class],
    layout: { 'line-cap': 'butt', 'line-join': 'round' },
    paint: { 'line-color': palette.roadCasing, 'line-width': byZoom(...wider), 'line-opacity': opacity },
  }
}

function surface(road: RoadClass, { palette, opacity }: DrawWith): LayerSpecification {
  return {
    id: `road-${road.class}`,
    type: 'line',
    source: 'road',
    'source-layer': 'road',
    minzoom: road.minzoom,
    filter: ['==', ['get', 'class'], road.class],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': palette[road.class],
      'line-width': byZoom(...road.width),
      'line-opacity': linear([road.minzoom, 0], [road.minzoom + 0.8, opacity]),
      ...(road.class === 'path' ? { 'line-dasharray': [2, 1.5] } : {}),
    },
  }
}

function names(draw: DrawWith): LayerSpecification {
  return {
    id: 'road-label',
    type: 'symbol',
    source: 'road',
    'source-layer': 'road',
    minzoom: 13,
    filter: [
      'all',
      ['!=', ['get', 'name'], ''],
      [
        'any',
        isOneOf('class', ['motorway', 'arterial']),
        ['>=', ['zoom'], ['match', ['get', 'class'], 'street', 15, 16.5]],
      ],
    ],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 420,
      'text-field': ['get', 'name'],
      'text-font': labelFont,
      'text-size': linear([13, 11], [18, 14]),
      'text-letter-spacing': 0.15,
      'text-padding': 8,
      'text-max-angle': 30,
      'symbol-sort-key': ['match', ['get', 'class'], 'motorway', 0, 'arterial', 1, 'street', 2, 3],
    },
    paint: textPaint(draw.palette.textRoad, draw, 1.8),
  }
}
