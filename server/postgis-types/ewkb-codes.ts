import type { GeometryName } from './geometry.types.ts'

/** Type numbers of WKB (OGC 06-103r4, table 7), shared by reader and writer. */
export const codeByName: Record<GeometryName, number> = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6,
  GeometryCollection: 7,
}

/** Flags PostGIS adds to the type number (EWKB). */
export const heightFlag = 0x80000000
export const measureFlag = 0x40000000
export const sridFlag = 0x20000000
