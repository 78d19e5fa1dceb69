import { labelFont } from '#client/map/draw.ts'
import type { OverlayLayer, Slot } from '#client/map/map-view.types.ts'
import type { Position } from '#domain/contract/common.ts'
import type { LeftOutGroup } from '#domain/contract/coverage.ts'
import type { Station } from '#domain/contract/station.ts'
import { circleRing } from '#domain/coverage/sphere.ts'
import { splitByMinute } from '#domain/coverage/street-time.ts'

export interface CircleColors {
  /** Up to 5, 10, 15, 20 minutes. */
  ramp: readonly [string, string, string, string]
  text: string
  soft: string
  surface: string
  live: string
  bad: string
}

interface CircleOverlay {
  data: GeoJSON.GeoJSON
  slot: Slot
  layers: OverlayLayer[]
}

/** Streets as one line a whole minute: 20 features, however many streets. Points come as the endpoint packs them. */
export function streetData(pieces: readonly (readonly number[])[]): GeoJSON.FeatureCollection {
  const lines = new Map<number, Position[][]>()
  for (const [startSeconds = 0, endSeconds = 0, ...degrees] of pieces) {
    const line: Position[] = []
    for (let at = 0; at + 1 < degrees.length; at += 2) line.push([degrees[at]!, degrees[at + 1]!])
    for (const part of splitByMinute({ startSeconds, endSeconds, line })) {
      const known = lines.get(part.minute)
      if (known) known.push(part.line)
      else lines.set(part.minute, [part.line])
    }
  }
  return {
    type: 'FeatureCollection',
    features: [...lines]
      .sort(([a], [b]) => a - b)
      .map(([minute, coordinates]) => ({
        type: 'Feature',
        properties: { minute },
        geometry: { type: 'MultiLineString', coordinates },
      })),
  }
}

/** Streets coloured by walking minutes up to `minutes`; what lies beyond is thin and pale. */
export function streetOverlay(data: GeoJSON.GeoJSON, minutes: number, colors: CircleColors): CircleOverlay {
  const [five, ten, fifteen, twenty] = colors.ramp
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const
  const within: OverlayLayer['filter'] = ['<=', ['get', 'minute'], minutes]
  return {
    data,
    slot: 'surface',
    layers: [
      {
        id: 'circle-street-beyond',
        type: 'line',
        filter: ['>', ['get', 'minute'], minutes],
        layout: round,
        paint: { 'line-color': colors.soft, 'line-opacity': 0.4, 'line-width': width(0.5) },
      },
      {
        id: 'circle-street-casing',
        type: 'line',
        filter: within,
        layout: round,
        paint: { 'line-color': colors.surface, 'line-opacity': 0.9, 'line-width': width(1.5) },
      },
      {
        id: 'circle-street',
        type: 'line',
        filter: within,
        layout: round,
        paint: {
          'line-color': ['step', ['get', 'minute'], five, 6, ten, 11, fifteen, 16, twenty],
          'line-width': width(1),
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

/** All stations as small rimmed dots below the houses of the base map, which show where they are large enough. */
export function stationOverlay(stations: readonly Station[], colors: CircleColors): CircleOverlay {
  return {
    data: {
      type: 'FeatureCollection',
      features: stations.map(({ position }) => pointFeature(position)),
    },
    slot: 'area',
    layers: [
      {
        id: 'circle-station',
        type: 'circle',
        paint: {
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, 3, 14, 5],
          'circle-color': colors.surface,
          'circle-stroke-color': colors.live,
          'circle-stroke-width': 2,
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

/** Those left out at these minutes: a diamond with its households; larger where there are more. */
export function leftOutOverlay(groups: readonly LeftOutGroup[], minutes: number, colors: CircleColors): CircleOverlay {
  return {
    data: {
      type: 'FeatureCollection',
      features: groups.map(({ position, byMinute }) => ({
        type: 'Feature',
        properties: { households: byMinute[minutes] ?? 0 },
        geometry: { type: 'Point', coordinates: position },
      })),
    },
    slot: 'label',
    layers: [
      {
        id: 'circle-left-out',
        type: 'symbol',
        layout: {
          'text-field': '◆',
          'text-font': labelFont,
          'text-size': ['interpolate', ['linear'], ['sqrt', ['get', 'households']], 1, 9, 10, 15, 25, 24, 60, 32],
          'text-allow-overlap': true,
          'text-ignore-placement': true,
        },
        paint: {
          'text-color': colors.bad,
          'text-opacity': 0.92,
          'text-halo-color': colors.surface,
          'text-halo-width': 1.5,
        },
      },
    ],
  }
}
