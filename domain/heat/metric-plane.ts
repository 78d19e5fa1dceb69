/** Radius of the mean sphere in metres: the same that SQL (`use_spheroid => false`) and the client measure on. */
const EARTH_RADIUS_METERS = 6_371_008.8
const METERS_PER_DEGREE = (EARTH_RADIUS_METERS * Math.PI) / 180

/**
 * A local plane in metres: the sinusoidal projection about an origin given in degrees.
 * It keeps areas exactly, so that a density per km² is true everywhere on it; within 50 km of the origin
 * distances are true to 0.4 % at the latitudes of China.
 * Source: Snyder, Map Projections: A Working Manual (USGS 1395), section 30, with the origin moved to the place.
 */
export interface MetricPlane {
  longitude: number
  latitude: number
}

/** Metres east and north of the plane's origin. */
export function toPlane(plane: MetricPlane, longitude: number, latitude: number): [number, number] {
  const east = (longitude - plane.longitude) * METERS_PER_DEGREE * Math.cos((latitude * Math.PI) / 180)
  return [east, (latitude - plane.latitude) * METERS_PER_DEGREE]
}

/** Longitude and latitude in degrees of a point in metres; the inverse of `toPlane`. */
export function toGround(plane: MetricPlane, eastMeters: number, northMeters: number): [number, number] {
  const latitude = plane.latitude + northMeters / METERS_PER_DEGREE
  const longitude = plane.longitude + eastMeters / (METERS_PER_DEGREE * Math.cos((latitude * Math.PI) / 180))
  return [longitude, latitude]
}
