/** Radius of PostGIS's sphere in meters: what `ST_Distance(…::geography, …, false)` uses, so that both sides agree. */
export const SPHERE_RADIUS_METERS = 6370986

const RADIANS = Math.PI / 180

/** Meters in one degree of latitude on the sphere. */
export const METERS_PER_DEGREE = SPHERE_RADIUS_METERS * RADIANS

/** Great-circle distance in meters between two points in degrees (haversine). */
export function sphereMeters(longitude: number, latitude: number, toLongitude: number, toLatitude: number): number {
  const halfLatitude = Math.sin(((toLatitude - latitude) * RADIANS) / 2)
  const halfLongitude = Math.sin(((toLongitude - longitude) * RADIANS) / 2)
  const square = halfLatitude ** 2 + Math.cos(latitude * RADIANS) * Math.cos(toLatitude * RADIANS) * halfLongitude ** 2
  return 2 * SPHERE_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(square)))
}

/** Meters in one degree of longitude at a latitude. */
export function metersPerLongitude(latitude: number): number {
  return METERS_PER_DEGREE * Math.cos(latitude * RADIANS)
}

/** Closed ring of `corners` + 1 points on the sphere at one distance around a centre, counter-clockwise, in degrees. */
export function circleRing(center: readonly [number, number], radiusMeters: number, corners = 128): [number, number][] {
  const latitude = center[1] * RADIANS
  const angle = radiusMeters / SPHERE_RADIUS_METERS
  const ring: [number, number][] = []
  for (let corner = 0; corner < corners; corner++) {
    const bearing = (-corner / corners) * 2 * Math.PI
    const toLatitude = Math.asin(
      Math.sin(latitude) * Math.cos(angle) + Math.cos(latitude) * Math.sin(angle) * Math.cos(bearing),
    )
    const turned = Math.atan2(
      Math.sin(bearing) * Math.sin(angle) * Math.cos(latitude),
      Math.cos(angle) - Math.sin(latitude) * Math.sin(toLatitude),
    )
    ring.push([center[0] + turned / RADIANS, toLatitude / RADIANS])
  }
  ring.push([...ring[0]!])
  return ring
}
