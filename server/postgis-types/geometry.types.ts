import type { Geometry as AnyGeometry, GeometryCollection } from 'geojson'

/** What a PostGIS column may hold. */
export type GeometryName = AnyGeometry['type']

type Named<Name extends GeometryName> = Extract<AnyGeometry, { type: Name }>

/**
 * A typed geometry column as the driver gives it: `Geometry<'Point'>` for `geometry(Point, 4326)`.
 * Longitude, latitude and any height in degrees and metres, as in the column; the measure (M) comes fourth,
 * or third where there is no height, and only because GeoJSON has no better place for it.
 */
export type Geometry<Name extends GeometryName = GeometryName> = Name extends 'GeometryCollection'
  ? GeometryCollection
  : Named<Name>
