import type { ExpressionSpecification } from 'maplibre-gl'
import type { OverlayLayer } from '#client/map/map-view.types.ts'
import { labelPoint } from '#domain/area/label-point.ts'
import { labelFont } from '#domain/map-style/draw.ts'
import type { Ramp } from '../heat-ramp.ts'
import type { AreaClass } from './area-classes.ts'
import type { AreaFeature, Areas } from './area-figures.ts'

/** Places of the marks, worked out once for a ground that seldom changes. */
const marked = new WeakMap<AreaFeature, [number, number]>()

/**
 * Ground and figures as one collection: polygons with their class, and, where the class has a mark, a point inside for it.
 * Areas have an id, so that a map is told only the classes that change. `classOf` gives the key of an area's class, `markOf` the text that marks a class ('' for none). Pure.
 */
export function joinAreas(
  areas: Areas,
  classOf: (code: string) => string,
  markOf: (key: string) => string,
): GeoJSON.FeatureCollection {
  const features: GeoJSON.Feature[] = []
  for (const [id, feature] of areas.features.entries()) {
    const { code, name } = feature.properties
    const key = classOf(code)
    const mark = markOf(key)
    features.push({ type: 'Feature', id, properties: { code, name, class: key }, geometry: feature.geometry })
    if (mark !== '')
      features.push({
        type: 'Feature',
        properties: { class: key, mark },
        geometry: { type: 'Point', coordinates: placeOf(feature) },
      })
  }
  return { type: 'FeatureCollection', features }
}

/** The same collection without marks where areas have other classes: those that keep theirs stay the very same features. Pure. */
export function reclassAreas(
  { features }: GeoJSON.FeatureCollection,
  classOf: (area: number) => string,
): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: features.map((feature, area) => {
      const key = classOf(area)
      return feature.properties?.class === key
        ? feature
        : { ...feature, properties: { ...feature.properties, class: key } }
    }),
  }
}

export interface AreaLook {
  classes: readonly AreaClass[]
  ramp: Ramp
  opacity: number
  theme: 'dark' | 'light'
}

/** Style layers of areas: a flat colour a class, a hair between neighbours, and marks where there is room for them. Pure. */
export function areaLayers({ classes, ramp, opacity, theme }: AreaLook): OverlayLayer[] {
  const pairs = classes.flatMap(({ key, token }) => [key, ramp(token)])
  const color = ['match', ['get', 'class'], ...pairs, 'transparent'] as unknown as ExpressionSpecification
  const ground = theme === 'dark' ? '#0b1118' : '#fbfcfb'
  return [
    {
      id: 'heat-area-fill',
      type: 'fill',
      filter: ['!=', ['geometry-type'], 'Point'],
      paint: { 'fill-color': color, 'fill-opacity': opacity, 'fill-antialias': false },
    },
    {
      id: 'heat-area-edge',
      type: 'line',
      filter: ['!=', ['geometry-type'], 'Point'],
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': ground,
        'line-opacity': ['interpolate', ['linear'], ['zoom'], 11, 0, 13, 0.5, 16, 0.8],
        'line-width': ['interpolate', ['linear'], ['zoom'], 11, 0.25, 16, 1.5],
      },
    },
    {
      id: 'heat-area-mark',
      type: 'symbol',
      minzoom: 11,
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'text-field': ['get', 'mark'],
        'text-font': labelFont,
        'text-size': ['interpolate', ['linear'], ['zoom'], 11, 9, 16, 14],
        'text-padding': 1,
      },
      paint: {
        'text-color': theme === 'dark' ? '#edf2f7' : '#13202c',
        'text-halo-color': ground,
        'text-halo-width': 1.5,
      },
    },
  ]
}

function placeOf(feature: AreaFeature): [number, number] {
  const known = marked.get(feature)
  if (known) return known
  const largest = feature.geometry.coordinates.toSorted((one, other) => pointsOf(other) - pointsOf(one))[0] ?? []
  const place = labelPoint(largest.map((ring) => ring.flat()))
  marked.set(feature, place)
  return place
}

function pointsOf(polygon: readonly (readonly unknown[])[]): number {
  return polygon[0]?.length ?? 0
}
