import type { ExpressionSpecification } from 'maplibre-gl'
import type { OverlayLayer, Slot } from '#client/map/map-view.types.ts'
import type { Position } from '#domain/contract/common.ts'
import type { Station } from '#domain/contract/station.ts'
import { circleRing } from '#domain/coverage/sphere.ts'
import { labelFont } from '#domain/map-style/draw.ts'

export interface CircleColors {
  /** Up to 5, 10, 15, 20 minutes. */
  ramp: readonly [string, string, string, string]
  text: string
  soft: string
  surface: string
  live: string
  bad: string
  good: string
}

interface CircleOverlay {
  data: GeoJSON.GeoJSON
  slot: Slot
  layers: OverlayLayer[]
}

/** Streets coloured by walking minutes up to `minutes`; what lies beyond is thin and pale. Of a whole county they are `fine`: the map stays readable. */
export function streetOverlay(
  data: GeoJSON.GeoJSON,
  minutes: number,
  colors: CircleColors,
  fine: boolean,
): CircleOverlay {
  const scale = fine ? 0.62 : 1
  const [five, ten, fifteen, twenty] = colors.ramp
  // round ends of twenty thousand hair lines are three quarters of what is drawn, and not seen
  const ends = fine
    ? ({ 'line-cap': 'butt', 'line-join': 'bevel' } as const)
    : ({ 'line-cap': 'round', 'line-join': 'round' } as const)
  const within: OverlayLayer['filter'] = ['<=', ['get', 'minute'], minutes]
  return {
    data,
    slot: 'surface',
    layers: [
      {
        id: 'circle-street-beyond',
        type: 'line',
        filter: ['>', ['get', 'minute'], minutes],
        layout: ends,
        paint: { 'line-color': colors.soft, 'line-opacity': 0.4, 'line-width': width(0.5 * scale) },
      },
      {
        id: 'circle-street-casing',
        type: 'line',
        filter: within,
        layout: ends,
        paint: { 'line-color': colors.surface, 'line-opacity': fine ? 0.5 : 0.9, 'line-width': width(1.5 * scale) },
      },
      {
        id: 'circle-street',
        type: 'line',
        filter: within,
        layout: ends,
        paint: {
          'line-color': ['step', ['get', 'minute'], five, 6, ten, 11, fifteen, 16, twenty],
          'line-width': width(scale),
          'line-opacity': fine ? 0.82 : 1,
        },
      },
    ],
  }
}

/** Line width by zoom, in CSS pixels, times a factor. */
function width(factor: number) {
  const at = (pixels: number) => pixels * factor
  return ['interpolate', ['exponential', 1.4], ['zoom'], 11, at(0.9), 13, at(2.1), 15, at(4.2), 18, at(11)] as [
    'interpolate',
    ['exponential', number],
    ['zoom'],
    ...number[],
  ]
}

/** The ground of the walk: a wash under everything, with a soft border. */
export function areaOverlay(coordinates: Position[][][], colors: CircleColors): CircleOverlay {
  return {
    data: { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates } },
    slot: 'ground',
    layers: [
      { id: 'circle-area', type: 'fill', paint: { 'fill-color': colors.ramp[2], 'fill-opacity': 0.26 } },
      {
        id: 'circle-area-rim',
        type: 'line',
        layout: { 'line-join': 'round' },
        paint: { 'line-color': colors.ramp[1], 'line-opacity': 0.55, 'line-width': 1.25 },
      },
    ],
  }
}

/** The straight circle of a poster: dashed, on a pale casing so that it reads on any ground. */
export function straightOverlay(center: Position, radiusMeters: number, colors: CircleColors): CircleOverlay {
  const ring = { 'line-cap': 'butt', 'line-join': 'round' } as const
  return {
    data: {
      type: 'Feature',
      properties: {},
      geometry: { type: 'LineString', coordinates: circleRing(center, radiusMeters, 180) },
    },
    slot: 'area',
    layers: [
      {
        id: 'circle-straight-casing',
        type: 'line',
        layout: ring,
        paint: { 'line-color': colors.surface, 'line-opacity': 0.65, 'line-width': 4 },
      },
      {
        id: 'circle-straight',
        type: 'line',
        layout: ring,
        paint: { 'line-color': colors.text, 'line-width': 1.75, 'line-dasharray': [4, 3] },
      },
    ],
  }
}

/**
 * All stations as small rimmed dots below the houses of the base map, which show where they are large enough; those that do
 * not count are grey and hollow, and have no house.
 */
export function stationOverlay(
  stations: readonly Station[],
  counted: ReadonlySet<string>,
  colors: CircleColors,
): CircleOverlay {
  const counts: ['get', string] = ['get', 'counts']
  return {
    data: {
      type: 'FeatureCollection',
      features: stations.map(({ code, position }) => ({
        ...pointFeature(position),
        properties: { counts: counted.has(code) },
      })),
    },
    slot: 'area',
    layers: [
      {
        id: 'circle-station',
        type: 'circle',
        paint: {
          'circle-radius': [
            'interpolate',
            ['linear'],
            ['zoom'],
            10,
            ['case', counts, 3, 2],
            14,
            ['case', counts, 5, 3.5],
          ],
          'circle-color': colors.surface,
          'circle-stroke-color': ['case', counts, colors.live, colors.soft],
          'circle-stroke-width': ['case', counts, 2, 1.25],
        },
      },
    ],
  }
}

/** The chosen station, large and in the accent. */
export function chosenOverlay({ position }: Station, colors: CircleColors): CircleOverlay {
  return {
    data: pointFeature(position),
    slot: 'mark',
    layers: [
      {
        id: 'circle-chosen',
        type: 'circle',
        paint: {
          'circle-radius': 10,
          'circle-color': colors.live,
          'circle-stroke-color': colors.surface,
          'circle-stroke-width': 3.5,
        },
      },
    ],
  }
}

function pointFeature(position: Position): GeoJSON.Feature {
  return { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: position } }
}

/** Those left out: a diamond with its households; larger where there are more. */
export function leftOutOverlay(
  groups: readonly { position: Position; households: number }[],
  colors: CircleColors,
): CircleOverlay {
  return {
    data: pointsOf(groups, ({ households }) => ({ households })),
    slot: 'label',
    layers: [{ id: 'circle-left-out', ...symbol('◆', 'households', colors.bad, colors) }],
  }
}

/** Households that come within the minutes by a change (▲) and that no longer do (▼): shape and colour, larger where there are more. */
export function shiftOverlay(
  shifts: readonly { position: Position; gained: number; lost: number }[],
  colors: CircleColors,
): CircleOverlay {
  return {
    data: pointsOf(shifts, ({ gained, lost }) => ({ gained, lost })),
    slot: 'label',
    layers: [
      { id: 'circle-gained', filter: ['>', ['get', 'gained'], 0], ...symbol('▲', 'gained', colors.good, colors) },
      { id: 'circle-lost', filter: ['>', ['get', 'lost'], 0], ...symbol('▼', 'lost', colors.bad, colors) },
    ],
  }
}

function pointsOf<Item extends { position: Position }>(
  items: readonly Item[],
  properties: (item: Item) => Record<string, number>,
): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: items.map((item) => ({ ...pointFeature(item.position), properties: properties(item) })),
  }
}

/** A sign whose ground grows with a count of households. */
function symbol(sign: string, count: string, color: string, { surface }: CircleColors) {
  return {
    type: 'symbol' as const,
    layout: {
      'text-field': sign,
      'text-font': labelFont,
      'text-size': [
        'interpolate',
        ['linear'],
        ['sqrt', ['get', count]],
        1,
        9,
        10,
        15,
        25,
        24,
        60,
        32,
      ] as ExpressionSpecification,
      'text-allow-overlap': true,
      'text-ignore-placement': true,
    },
    paint: { 'text-color': color, 'text-opacity': 0.92, 'text-halo-color': surface, 'text-halo-width': 1.5 },
  }
}
