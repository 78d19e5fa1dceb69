import type { Geometry } from 'geojson'
import { FARTHEST_KILOMETERS, firstPlace, kilometersBetween } from '#domain/coordinate/guess-landing.ts'

/** Whether a geometry lands near the county; a landing that would be near with its axes swapped says so. */
export function checkLanding(
  geometry: Geometry,
  near: readonly [number, number],
): 'near' | 'far-from-county' | 'axes-look-swapped' {
  const first = firstPlace(geometry)
  if (first === undefined || kilometersBetween(first, near) <= FARTHEST_KILOMETERS) return 'near'
  const swapped: [number, number] = [first[1], first[0]]
  return Math.abs(swapped[1]) <= 90 && kilometersBetween(swapped, near) <= FARTHEST_KILOMETERS
    ? 'axes-look-swapped'
    : 'far-from-county'
}
