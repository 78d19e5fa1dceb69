import type { Position } from '#domain/contract/common.ts'

const earthRadiusMeters = 6_371_008.8

/** Metres between two places on the sphere (haversine). */
export function sphereMeters([fromX, fromY]: Position, [toX, toY]: Position): number {
  const radians = Math.PI / 180
  const north = Math.sin(((toY - fromY) * radians) / 2)
  const east = Math.sin(((toX - fromX) * radians) / 2)
  const chord = north * north + Math.cos(fromY * radians) * Math.cos(toY * radians) * east * east
  return 2 * earthRadiusMeters * Math.asin(Math.min(1, Math.sqrt(chord)))
}
