import { type CountyMask, isInCounty } from './county-mask.ts'
import { type MetricPlane, toPlane } from './metric-plane.ts'

/** Where issues lie on a county's plane, by row: worked out once for every question, bandwidth and cell. */
export interface PlanePlaces {
  plane: MetricPlane
  /** Rows; the columns have room for more. */
  count: number
  /** Metres about the plane's origin. */
  east: Float64Array
  north: Float64Array
  /** 1 where a row lies in the county: looked at exactly, whatever the mask's cells. */
  inside: Uint8Array
}

/**
 * Places of `count` rows: those known, and those that came since.
 * @param position longitude and latitude of a row in degrees
 */
export function renewPlaces(
  known: PlanePlaces | null,
  mask: CountyMask,
  count: number,
  position: (row: number) => [longitude: number, latitude: number],
): PlanePlaces {
  const { plane, cellMeters, firstColumn, firstRow } = mask
  const old = known !== null && isSame(known.plane, plane) ? known : null
  const places = old !== null && old.inside.length >= count ? old : grown(old, plane, count)
  for (let row = places.count; row < count; row++) {
    const [longitude, latitude] = position(row)
    const [east, north] = toPlane(plane, longitude, latitude)
    places.east[row] = east
    places.north[row] = north
    places.inside[row] = isInCounty(mask, east / cellMeters - firstColumn, north / cellMeters - firstRow) ? 1 : 0
  }
  places.count = Math.max(places.count, count)
  return places
}

/** The same with room for as many rows and an eighth more, so that growing is rare. */
function grown(old: PlanePlaces | null, plane: MetricPlane, rows: number): PlanePlaces {
  const room = Math.ceil(rows * 1.125) + 64
  const places = {
    plane,
    count: old?.count ?? 0,
    east: new Float64Array(room),
    north: new Float64Array(room),
    inside: new Uint8Array(room),
  }
  if (old !== null) {
    places.east.set(old.east)
    places.north.set(old.north)
    places.inside.set(old.inside)
  }
  return places
}

function isSame(one: MetricPlane, other: MetricPlane): boolean {
  return one.longitude === other.longitude && one.latitude === other.latitude
}
