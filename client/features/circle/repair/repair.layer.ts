import type { OverlayLayer } from '#client/map/map-view.types.ts'
import type { Position } from '#domain/contract/common.ts'
import type { NetworkEdit, NetworkRepair } from '#domain/contract/network-edit.ts'
import { labelFont } from '#domain/map-style/draw.ts'
import type { CircleColors } from '../circle.layer.ts'
import { lineOf, placeOf } from './as-change.ts'
import type { Hold, RepairTool } from './repair-store.ts'

/** Repairs that stand, and those that no longer do: a line or a gate each, deleted edges crossed out. */
export function editsData(edits: readonly NetworkEdit[]): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: edits
      .filter(({ standing }) => standing.state !== 'withdrawn')
      .flatMap(({ repair, standing }) => repairFeatures(repair, standing.state === 'applied' ? 'edit' : 'refused')),
  }
}

/** What the hand holds: the snapped place, corners so far with the line on to it, or the repair that waits for a yes. */
export function handData(
  tool: RepairTool | null,
  hold: Hold | null,
  corners: readonly Position[],
  proposed: NetworkRepair | null,
): GeoJSON.FeatureCollection {
  const along = hold && corners.length > 0 ? [...corners, hold.place] : corners
  return {
    type: 'FeatureCollection',
    features: [
      ...(proposed ? repairFeatures(proposed, 'proposed') : []),
      ...(tool === 'delete' && hold?.line ? [line('deleted', 'proposed', hold.line)] : []),
      ...(along.length > 1 ? [line('path', 'proposed', along)] : []),
      ...corners.map((corner) => point('corner', 'proposed', corner)),
      ...(hold ? [point(hold.snapped ? 'snap' : 'loose', 'proposed', hold.place)] : []),
    ],
  }
}

function repairFeatures(repair: NetworkRepair, state: string): GeoJSON.Feature[] {
  if (repair.kind === 'add-gate') return [point('gate', state, repair.position)]
  const drawn = line(repair.kind === 'delete-edge' ? 'deleted' : 'path', state, lineOf(repair) ?? [])
  return repair.kind === 'delete-edge' ? [drawn, point('crossed', state, placeOf(repair))] : [drawn]
}

export function repairLayers(prefix: string, colors: CircleColors): OverlayLayer[] {
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const
  const color: ['match', ['get', 'state'], string, string, string] = [
    'match',
    ['get', 'state'],
    'refused',
    colors.soft,
    colors.live,
  ]
  return [
    {
      id: `${prefix}-casing`,
      type: 'line',
      filter: ['in', ['get', 'sign'], ['literal', ['path', 'deleted']]],
      layout: round,
      paint: { 'line-color': colors.surface, 'line-width': 8, 'line-opacity': 0.9 },
    },
    {
      id: `${prefix}-path`,
      type: 'line',
      filter: ['==', ['get', 'sign'], 'path'],
      layout: round,
      paint: { 'line-color': color, 'line-width': 4 },
    },
    {
      id: `${prefix}-deleted`,
      type: 'line',
      filter: ['==', ['get', 'sign'], 'deleted'],
      paint: { 'line-color': colors.bad, 'line-width': 4, 'line-dasharray': [1, 1] },
    },
    {
      id: `${prefix}-corner`,
      type: 'circle',
      filter: ['in', ['get', 'sign'], ['literal', ['corner', 'snap', 'loose']]],
      paint: {
        'circle-radius': ['match', ['get', 'sign'], 'snap', 8, 4],
        'circle-color': colors.surface,
        'circle-opacity': ['match', ['get', 'sign'], 'snap', 0.6, 1],
        'circle-stroke-color': ['match', ['get', 'sign'], 'loose', colors.soft, colors.live],
        'circle-stroke-width': ['match', ['get', 'sign'], 'snap', 3, 2],
      },
    },
    {
      id: `${prefix}-sign`,
      type: 'symbol',
      filter: ['in', ['get', 'sign'], ['literal', ['gate', 'crossed']]],
      layout: {
        'text-field': ['match', ['get', 'sign'], 'crossed', '✕', '∩'],
        'text-font': labelFont,
        'text-size': 22,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: {
        'text-color': ['match', ['get', 'sign'], 'crossed', colors.bad, color],
        'text-halo-color': colors.surface,
        'text-halo-width': 2.5,
      },
    },
  ]
}

function line(sign: string, state: string, coordinates: readonly Position[]): GeoJSON.Feature {
  return {
    type: 'Feature',
    properties: { sign, state },
    geometry: { type: 'LineString', coordinates: [...coordinates] },
  }
}

function point(sign: string, state: string, coordinates: Position): GeoJSON.Feature {
  return { type: 'Feature', properties: { sign, state }, geometry: { type: 'Point', coordinates } }
}
