import type { Ground } from './ground.ts'

/**
 * Of a square cell at least so much must be the county's. A sliver has its neighbours' Gi* and next to no ground of its own: marked, it
 * would be drawn as a spot of which nothing was seen. It is counted, and is a neighbour, all the same.
 */
const JUDGED_SHARE = 0.5

/** By area, 1 where it can be said whether it is a spot: it has a base, and of a square cell enough is the county's. */
export function judgedAreas({ locator, squareMeters }: Ground, bases: Float64Array): Uint8Array {
  const least = locator.kind === 'cell' ? JUDGED_SHARE * locator.lattice.cellMeters ** 2 : 0
  return Uint8Array.from(bases, (base, area) => (base > 0 && squareMeters[area]! >= least ? 1 : 0))
}
