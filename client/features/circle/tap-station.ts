import type { Station } from '#domain/contract/station.ts'
import { sphereMeters } from '#domain/coverage/sphere.ts'

/** CSS pixels around a station that a finger may hit. */
const REACH_PIXELS = 26
/** Meters of a pixel at the equator at zoom 0, tiles of 512. */
const EQUATOR_METERS = 78_271.517

/** The station nearest to a tap within a finger's reach at a zoom; null when there is none. */
export function tapStation(
  stations: readonly Station[],
  longitude: number,
  latitude: number,
  zoom: number,
): Station | null {
  const metersPerPixel = (EQUATOR_METERS * Math.cos((latitude * Math.PI) / 180)) / 2 ** zoom
  let least = REACH_PIXELS * metersPerPixel
  let found: Station | null = null
  for (const station of stations) {
    const meters = sphereMeters(longitude, latitude, ...station.position)
    if (meters > least) continue
    least = meters
    found = station
  }
  return found
}
