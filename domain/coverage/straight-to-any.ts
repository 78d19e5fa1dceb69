import Flatbush from 'flatbush'
import type { Position } from '#domain/contract/common.ts'
import { UNREACHED } from './graph.ts'
import { straightRadiusMeters, type WalkProfile } from './profile.ts'
import { METERS_PER_DEGREE, metersPerLongitude, sphereMeters } from './sphere.ts'

/** Stations looked at exactly; the plane of the index is off by less than a part in a thousand within a county. */
const LOOKED_AT = 3

/** Whole minutes of a straight walk from every place to the nearest of all stations; UNREACHED where there is none. */
export function straightToAny(
  profile: WalkProfile,
  stations: readonly { position: Position }[],
  places: { longitude: Float64Array; latitude: Float64Array },
): Int32Array {
  const minutes = new Int32Array(places.longitude.length).fill(UNREACHED)
  const first = stations[0]
  if (!first) return minutes
  // a degree of longitude as long as one of latitude, so that near in the index is near on the ground
  const squeeze = metersPerLongitude(first.position[1]) / METERS_PER_DEGREE
  const index = new Flatbush(stations.length)
  for (const { position } of stations) index.add(position[0] * squeeze, position[1])
  index.finish()
  const metersPerMinute = straightRadiusMeters(profile, 1)
  for (let place = 0; place < minutes.length; place++) {
    const longitude = places.longitude[place]!
    const latitude = places.latitude[place]!
    let meters = Number.POSITIVE_INFINITY
    for (const near of index.neighbors(longitude * squeeze, latitude, LOOKED_AT))
      meters = Math.min(meters, sphereMeters(...stations[near]!.position, longitude, latitude))
    minutes[place] = Math.ceil(meters / metersPerMinute)
  }
  return minutes
}
