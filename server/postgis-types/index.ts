export type { Geometry } from './geometry.types.ts'
export { parseEwkb, parseGeometry } from './parse-ewkb.ts'
export { registerPostgisTypes } from './register-postgis-types.ts'
export { writeEwkb, writeEwkbHex } from './write-ewkb.ts'
