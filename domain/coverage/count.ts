import { UNREACHED } from './graph.ts'
import { straightRadiusMeters, type WalkProfile } from './profile.ts'
import { METERS_PER_DEGREE, sphereMeters } from './sphere.ts'

/** Whole minutes that contain a walk: 900.0 s is 15, 900.1 s is 16; UNREACHED stays. Within m minutes means at most m. */
export function wholeMinutes(deciseconds: Int32Array): Int32Array {
  return deciseconds.map((time) => (time === UNREACHED ? UNREACHED : Math.ceil(time / 600)))
}

/**
 * Whole minutes of every place whose straight circle contains it, at a profile's speed from one point. What lies beyond
 * `mostMinutes` may be told as `mostMinutes` + 1: places far to the north or south cost nothing then.
 */
export function straightMinutes(
  profile: WalkProfile,
  center: readonly [number, number],
  longitude: Float64Array,
  latitude: Float64Array,
  mostMinutes = Number.POSITIVE_INFINITY,
): Int32Array {
  const metersPerMinute = straightRadiusMeters(profile, 1)
  const high = (mostMinutes * metersPerMinute) / METERS_PER_DEGREE
  return Int32Array.from(longitude, (east, place) =>
    Math.abs(latitude[place]! - center[1]) > high
      ? mostMinutes + 1
      : Math.ceil(sphereMeters(center[0], center[1], east, latitude[place]!) / metersPerMinute),
  )
}

/** Sum of the weights of places within each of 0 to `most` minutes; `counted` may leave places out. */
export function countByMinute(
  minutes: Int32Array,
  weight: ArrayLike<number>,
  most: number,
  counted: (place: number) => boolean = () => true,
): number[] {
  const within = new Array<number>(most + 1).fill(0)
  for (let place = 0; place < minutes.length; place++)
    if (minutes[place]! <= most && counted(place)) within[minutes[place]!]! += weight[place]!
  for (let minute = 1; minute <= most; minute++) within[minute]! += within[minute - 1]!
  return within
}

/** For each of 0 to `most` minutes: weight inside the straight circle that cannot walk there in that time. */
export function countLeftOut(
  straight: Int32Array,
  walk: Int32Array,
  weight: ArrayLike<number>,
  most: number,
): number[] {
  const change = new Array<number>(most + 2).fill(0)
  for (let place = 0; place < walk.length; place++) {
    const from = straight[place]!
    const until = Math.min(walk[place]!, most + 1)
    if (from >= until) continue
    change[from]! += weight[place]!
    change[until]! -= weight[place]!
  }
  let left = 0
  return change.slice(0, most + 1).map((step) => {
    left += step
    return left
  })
}
