export type { Geometry, GeometryName } from './geometry.types.ts'
export { type ParsedEwkb, parseEwkb, parseGeometry } from './parse-ewkb.ts'
export { registerPostgisTypes, type TypeRegistry } from './register-postgis-types.ts'
export { writeEwkb, writeEwkbHex } from './write-ewkb.ts'
