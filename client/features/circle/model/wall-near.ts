import type { Position } from '#domain/contract/common.ts'
import type { CoverageSource } from '#domain/coverage/model.ts'
import { METERS_PER_DEGREE, metersPerLongitude } from '#domain/coverage/sphere.ts'
import type { PlaceAnswers } from './model.types.ts'

/** The wall nearest to a place within some meters, and the place on it where a gate would stand. */
export function wallNear(
  compounds: CoverageSource['compounds'],
  [longitude, latitude]: Position,
  withinMeters: number,
): PlaceAnswers['wall'] {
  const east = metersPerLongitude(latitude)
  let least = withinMeters
  let found: PlaceAnswers['wall'] = null
  for (const { code, name, enclosure } of compounds)
    for (const ring of enclosure?.polygons.flat() ?? [])
      for (let corner = 1; corner < ring.length; corner++) {
        const [fromLongitude, fromLatitude] = ring[corner - 1]!
        const [toLongitude, toLatitude] = ring[corner]!
        const x = (fromLongitude - longitude) * east
        const y = (fromLatitude - latitude) * METERS_PER_DEGREE
        const runX = (toLongitude - fromLongitude) * east
        const runY = (toLatitude - fromLatitude) * METERS_PER_DEGREE
        const square = runX * runX + runY * runY
        const share = square === 0 ? 0 : Math.min(1, Math.max(0, -(x * runX + y * runY) / square))
        const meters = Math.hypot(x + share * runX, y + share * runY)
        if (meters >= least) continue
        least = meters
        found = {
          compound: code,
          name,
          position: [
            fromLongitude + share * (toLongitude - fromLongitude),
            fromLatitude + share * (toLatitude - fromLatitude),
          ],
        }
      }
  return found
}
