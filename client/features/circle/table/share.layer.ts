import type { ExpressionSpecification } from 'maplibre-gl'
import type { OverlayLayer, Slot } from '#client/map/map-view.types.ts'
import { labelPoint } from '#domain/area/label-point.ts'
import type { AreaFeature } from '#domain/contract/area-ground.ts'
import { labelFont } from '#domain/map-style/draw.ts'

/** Lower bounds of the classes of a share; the same on every screen. */
export const shareBreaks = [0, 0.4, 0.6, 0.8, 0.95] as const

export interface ShareColors {
  /** One a class, from the least served to the best. */
  ramp: readonly [string, string, string, string, string]
  text: string
  ground: string
  live: string
}

/** Areas with the class of their share, and a point inside each that says it in figures: colour never says it alone. Pure. */
export function shareData(
  areas: readonly AreaFeature[],
  shareOf: (code: string) => number | null,
  words: (share: number) => string,
): GeoJSON.FeatureCollection {
  const features = areas.flatMap(({ properties: { code }, geometry }): GeoJSON.Feature[] => {
    const share = shareOf(code)
    const ground: GeoJSON.Feature = {
      type: 'Feature',
      properties: { code, class: share === null ? -1 : shareClass(share) },
      geometry,
    }
    if (share === null) return [ground]
    const label: GeoJSON.Feature = {
      type: 'Feature',
      properties: { code, words: words(share) },
      geometry: { type: 'Point', coordinates: placeOf(geometry.coordinates) },
    }
    return [ground, label]
  })
  return { type: 'FeatureCollection', features }
}

export function shareClass(share: number): number {
  return shareBreaks.findLastIndex((least) => share >= least)
}

/** A calm fill under the streets and its border; the one that is pointed at stands out. */
export function shareOverlay(
  data: GeoJSON.FeatureCollection,
  pointed: string | null,
  colors: ShareColors,
): { data: GeoJSON.GeoJSON; slot: Slot; layers: OverlayLayer[] } {
  const color: ExpressionSpecification = [
    'match',
    ['get', 'class'],
    ...colors.ramp.flatMap((color, at) => [at, color]),
    'transparent',
  ] as unknown as ExpressionSpecification
  const isPolygon: ExpressionSpecification = ['!=', ['geometry-type'], 'Point']
  const layers: OverlayLayer[] = [
    {
      id: 'circle-share',
      type: 'fill',
      filter: isPolygon,
      paint: { 'fill-color': color, 'fill-opacity': 0.36 },
    },
    {
      id: 'circle-share-edge',
      type: 'line',
      filter: isPolygon,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colors.text, 'line-opacity': 0.35, 'line-width': 1 },
    },
  ]
  if (pointed !== null)
    layers.push({
      id: 'circle-share-pointed',
      type: 'line',
      filter: ['all', isPolygon, ['==', ['get', 'code'], pointed]],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colors.live, 'line-width': 4 },
    })
  return { data, slot: 'ground', layers }
}

/** The shares in figures, below the names of the areas, where there is room. */
export function shareWordsOverlay(
  data: GeoJSON.FeatureCollection,
  colors: ShareColors,
): { data: GeoJSON.GeoJSON; slot: Slot; layers: OverlayLayer[] } {
  return {
    data,
    slot: 'label',
    layers: [
      {
        id: 'circle-share-words',
        type: 'symbol',
        filter: ['==', ['geometry-type'], 'Point'],
        layout: {
          'text-field': ['get', 'words'],
          'text-font': labelFont,
          'text-size': ['interpolate', ['linear'], ['zoom'], 11, 11, 16, 16],
          'text-offset': [0, 1.3],
          'text-padding': 2,
        },
        paint: { 'text-color': colors.text, 'text-halo-color': colors.ground, 'text-halo-width': 2 },
      },
    ],
  }
}

const places = new WeakMap<AreaFeature['geometry']['coordinates'], [number, number]>()

function placeOf(polygons: AreaFeature['geometry']['coordinates']): [number, number] {
  const known = places.get(polygons)
  if (known) return known
  const largest = polygons.toSorted((one, other) => (other[0]?.length ?? 0) - (one[0]?.length ?? 0))[0] ?? []
  const place = labelPoint(largest.map((ring) => ring.flat()))
  places.set(polygons, place)
  return place
}
