import type { OverlayLayer, Slot } from '#client/map/map-view.types.ts'
import type { AreaFeature } from '#domain/contract/area-ground.ts'
import type { Position } from '#domain/contract/common.ts'

interface SceneOverlay {
  data: GeoJSON.GeoJSON
  slot: Slot
  layers: OverlayLayer[]
}

const WORLD: Position[] = [
  [-179, -84],
  [179, -84],
  [179, 84],
  [-179, 84],
  [-179, -84],
]

/** The heat ends at an area's border: what is counted beside the map is counted within it alone. */
export function heatWithin({ geometry }: AreaFeature, ground: string): SceneOverlay {
  return {
    data: around(geometry),
    slot: 'veil',
    layers: [{ id: 'wall-veil', type: 'fill', paint: { 'fill-color': ground, 'fill-opacity': 0.92 } }],
  }
}

/** One area stands out: borders and names around it are dimmed, its border is drawn with the accent. */
export function areaInFocus({ geometry }: AreaFeature, colors: { ground: string; live: string }): SceneOverlay {
  return {
    data: {
      type: 'FeatureCollection',
      features: [around(geometry), { type: 'Feature', properties: { part: 'border' }, geometry }],
    },
    slot: 'label',
    layers: [
      {
        id: 'wall-around',
        type: 'fill',
        filter: ['==', ['get', 'part'], 'around'],
        paint: { 'fill-color': colors.ground, 'fill-opacity': 0.6 },
      },
      {
        id: 'wall-border',
        type: 'line',
        filter: ['==', ['get', 'part'], 'border'],
        layout: { 'line-join': 'round' },
        paint: { 'line-color': colors.live, 'line-width': 2.2, 'line-opacity': 0.9 },
      },
    ],
  }
}

/** Minutes that the streets of service circles are coloured by. */
export const CIRCLE_MINUTES = [5, 10, 15] as const

/** Streets by walking minutes to the nearest station; what lies beyond is thin. `pieces` as /api/coverage/streets tells them. */
export function walkedStreets(
  pieces: readonly (readonly number[])[],
  colors: { near: string; middle: string; far: string; beyond: string },
): SceneOverlay {
  const features = pieces.map(([from = 0, to = 0, ...points]) => ({
    type: 'Feature' as const,
    properties: { minute: Math.ceil(Math.max(from, to) / 60) },
    geometry: {
      type: 'LineString' as const,
      coordinates: Array.from({ length: points.length / 2 }, (_, at) => [points[2 * at]!, points[2 * at + 1]!]),
    },
  }))
  const [five, ten, fifteen] = CIRCLE_MINUTES
  return {
    data: { type: 'FeatureCollection', features },
    slot: 'surface',
    layers: [
      {
        id: 'wall-walked',
        type: 'line',
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: {
          'line-color': [
            'step',
            ['get', 'minute'],
            colors.near,
            five + 1,
            colors.middle,
            ten + 1,
            colors.far,
            fifteen + 1,
            colors.beyond,
          ],
          'line-width': ['interpolate', ['exponential', 1.4], ['zoom'], 11, 0.8, 13, 1.8, 15, 3.6],
          'line-opacity': 0.9,
        },
      },
    ],
  }
}

/** The world without an area. */
function around({ coordinates }: AreaFeature['geometry']): GeoJSON.Feature {
  const holes = coordinates.flatMap((polygon) => polygon.slice(0, 1))
  return {
    type: 'Feature',
    properties: { part: 'around' },
    geometry: { type: 'Polygon', coordinates: [WORLD, ...holes] },
  }
}

/** Box of an area: west, south, east, north. */
export function boundsOf({ geometry }: AreaFeature): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90]
  for (const [longitude, latitude] of geometry.coordinates.flat(2)) {
    box[0] = Math.min(box[0], longitude)
    box[1] = Math.min(box[1], latitude)
    box[2] = Math.max(box[2], longitude)
    box[3] = Math.max(box[3], latitude)
  }
  return box
}
