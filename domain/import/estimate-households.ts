type Place = readonly number[]

/** How households are estimated where a source counts none. */
export interface HouseholdsRule {
  /** Floor area, all floors together, that stands for one household. */
  flatSquareMeters: number
  /** Kinds of buildings in which people live. */
  kinds: readonly string[]
}

/**
 * Households of a building: its flats where they are counted, else footprint x floors / area of a flat; 0 where nobody
 * lives. `polygons`: its footprint in degrees. Returns the rule in words for `households_source`.
 */
export function estimateHouseholds(
  { kind, floors, flats }: { kind: string; floors: number | null; flats: number | null },
  polygons: readonly (readonly (readonly Place[])[])[],
  { flatSquareMeters, kinds }: HouseholdsRule,
): { households: number; source: string } {
  if (!kinds.includes(kind)) return { households: 0, source: `none: ${kind}` }
  if (flats !== null && flats > 0) return { households: flats, source: 'flats as counted in the source' }
  const squareMeters = polygons.reduce((sum, polygon) => sum + polygonArea(polygon), 0)
  const source = `estimate: footprint x ${floors === null ? '1 floor (none stated)' : 'floors'} / ${flatSquareMeters} m2`
  return { households: Math.round((squareMeters * (floors ?? 1)) / flatSquareMeters), source }
}

/** Square metres of a small polygon: on a plane at its own latitude, sphere of 6,370,986 m. */
function polygonArea([outer, ...holes]: readonly (readonly Place[])[]): number {
  return outer === undefined ? 0 : holes.reduce((sum, hole) => sum - ringArea(hole), ringArea(outer))
}

function ringArea(ring: readonly Place[]): number {
  const north = (6_370_986 * Math.PI) / 180
  const east = north * Math.cos(((ring[0]?.[1] ?? 0) * Math.PI) / 180)
  const [ox, oy] = ring[0] ?? [0, 0]
  let sum = 0
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1]!, ring[i]!]
    sum += (a[0]! - ox!) * (b[1]! - oy!) - (b[0]! - ox!) * (a[1]! - oy!)
  }
  return Math.abs((sum / 2) * east * north)
}
