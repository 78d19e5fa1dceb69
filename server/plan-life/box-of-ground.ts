import type { Box } from '#domain/contract/common.ts'
import { boxOf } from '#domain/coordinate/box-of.ts'
import { toPosition } from '#domain/partition/lattice.ts'
import type { LatticePolygon } from '#domain/partition/partition.types.ts'

/** Box in degrees around ground on the lattice; zeros around none. */
export function boxOfGround(ground: readonly LatticePolygon[]): Box {
  const [west, south, east, north] = boxOf(places(ground))
  return west > east ? [0, 0, 0, 0] : [west, south, east, north]
}

function* places(ground: readonly LatticePolygon[]) {
  for (const polygon of ground)
    for (const ring of polygon) for (let i = 0; i < ring.length; i += 2) yield toPosition(ring[i]!, ring[i + 1]!)
}
