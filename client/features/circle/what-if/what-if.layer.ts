import type { OverlayLayer, Slot } from '#client/map/map-view.types.ts'
import type { Change } from '#domain/contract/change.ts'
import type { Position } from '#domain/contract/common.ts'
import { labelFont } from '#domain/map-style/draw.ts'
import type { CircleColors } from '../circle.layer.ts'

interface Overlay {
  data: GeoJSON.FeatureCollection
  slot: Slot
  layers: OverlayLayer[]
}

/** Where stations stand as stored, by code. */
export type Homes = ReadonlyMap<string, Position>

/** What would be otherwise, as signs on the map: where a station stood, closed ones, gates, paths, blocked roads. */
export function changesData(
  changes: readonly Change[],
  homes: Homes,
  shapes: ReadonlyMap<number, Position[]>,
): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: changes.flatMap((change, at): GeoJSON.Feature[] => {
      switch (change.kind) {
        case 'move-station': {
          const home = homes.get(change.code)
          return home ? [line('moved', [home, change.position]), point('home', home)] : []
        }
        case 'close-station': {
          const home = homes.get(change.code)
          return home ? [point('closed', home)] : []
        }
        case 'open-gate':
          return [point('gate', change.position)]
        case 'add-path':
          return [line('path', change.line)]
        case 'block-edge': {
          const shape = shapes.get(at)
          return shape ? [line('blocked', shape), point('closed', shape[Math.floor(shape.length / 2)]!)] : []
        }
        default:
          return []
      }
    }),
  }
}

export function changesLayers(colors: CircleColors): OverlayLayer[] {
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const
  return [
    {
      id: 'what-if-casing',
      type: 'line',
      filter: ['in', ['get', 'sign'], ['literal', ['path', 'blocked']]],
      layout: round,
      paint: { 'line-color': colors.surface, 'line-width': 8, 'line-opacity': 0.9 },
    },
    {
      id: 'what-if-moved',
      type: 'line',
      filter: ['==', ['get', 'sign'], 'moved'],
      layout: round,
      paint: { 'line-color': colors.live, 'line-width': 2, 'line-dasharray': [0.5, 2] },
    },
    {
      id: 'what-if-path',
      type: 'line',
      filter: ['==', ['get', 'sign'], 'path'],
      layout: round,
      paint: { 'line-color': colors.live, 'line-width': 4 },
    },
    {
      id: 'what-if-blocked',
      type: 'line',
      filter: ['==', ['get', 'sign'], 'blocked'],
      paint: { 'line-color': colors.bad, 'line-width': 4, 'line-dasharray': [1, 1] },
    },
    {
      id: 'what-if-home',
      type: 'circle',
      filter: ['==', ['get', 'sign'], 'home'],
      paint: {
        'circle-radius': 5,
        'circle-color': colors.surface,
        'circle-stroke-color': colors.soft,
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'what-if-sign',
      type: 'symbol',
      filter: ['in', ['get', 'sign'], ['literal', ['closed', 'gate']]],
      layout: {
        'text-field': ['match', ['get', 'sign'], 'closed', '✕', '∩'],
        'text-font': labelFont,
        'text-size': 22,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: {
        'text-color': ['match', ['get', 'sign'], 'closed', colors.bad, colors.live],
        'text-halo-color': colors.surface,
        'text-halo-width': 2.5,
      },
    },
  ]
}

/** The path being drawn: its corners, and the line on to the pointer. */
export function drawnOverlay(corners: readonly Position[], pointer: Position | null, colors: CircleColors): Overlay {
  const along = pointer && corners.length > 0 ? [...corners, pointer] : corners
  return {
    data: {
      type: 'FeatureCollection',
      features: [
        ...(along.length > 1 ? [line('drawn', along)] : []),
        ...corners.map((corner) => point('corner', corner)),
      ],
    },
    slot: 'draw',
    layers: [
      {
        id: 'what-if-drawn',
        type: 'line',
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': colors.live, 'line-width': 3 },
      },
      {
        id: 'what-if-corner',
        type: 'circle',
        filter: ['==', ['get', 'sign'], 'corner'],
        paint: {
          'circle-radius': 5,
          'circle-color': colors.surface,
          'circle-stroke-color': colors.live,
          'circle-stroke-width': 2,
        },
      },
    ],
  }
}

function line(sign: string, coordinates: readonly Position[]): GeoJSON.Feature {
  return { type: 'Feature', properties: { sign }, geometry: { type: 'LineString', coordinates: [...coordinates] } }
}

function point(sign: string, position: Position): GeoJSON.Feature {
  return { type: 'Feature', properties: { sign }, geometry: { type: 'Point', coordinates: position } }
}
