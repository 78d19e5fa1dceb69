import { area, kinks, length, lineString, polygon } from '@turf/turf'

export type MeasureMode = 'distance' | 'area'
export type Place = readonly [longitude: number, latitude: number]

export interface Measure {
  /** Along the line; around the area once it has three corners. */
  meters: number
  /** 0 for a distance and with fewer than three corners. */
  squareMeters: number
  /** The border crosses itself: its area means nothing. */
  crossed: boolean
}

/** Lengths and areas on the sphere of the same radius as everywhere else. Pure. */
export function measureOf(places: readonly Place[], mode: MeasureMode): Measure {
  const closed = mode === 'area' && places.length >= 3
  const line = places.map(([longitude, latitude]) => [longitude, latitude])
  if (closed) line.push(line[0]!)
  const meters = line.length < 2 ? 0 : length(lineString(line), { units: 'meters' })
  if (!closed) return { meters, squareMeters: 0, crossed: false }
  const shape = polygon([line])
  return { meters, squareMeters: area(shape), crossed: kinks(shape).features.length > 0 }
}

/** Line or area with its corners, as GeoJSON; `pointer` is where the next corner would stand. */
export function measureShape(
  places: readonly Place[],
  mode: MeasureMode,
  pointer: Place | null,
): GeoJSON.FeatureCollection {
  const drawn = (pointer ? [...places, pointer] : places).map((place) => [...place])
  const features: GeoJSON.Feature[] = places.map((place) => feature({ type: 'Point', coordinates: [...place] }))
  if (drawn.length >= 2)
    features.push(
      feature({
        type: 'LineString',
        coordinates: mode === 'area' && drawn.length >= 3 ? [...drawn, drawn[0]!] : drawn,
      }),
    )
  if (mode === 'area' && drawn.length >= 3)
    features.push(feature({ type: 'Polygon', coordinates: [[...drawn, drawn[0]!]] }))
  return { type: 'FeatureCollection', features }
}

function feature(geometry: GeoJSON.Geometry): GeoJSON.Feature {
  return { type: 'Feature', properties: {}, geometry }
}
