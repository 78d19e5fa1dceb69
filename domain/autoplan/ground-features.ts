import type { Path } from '#domain/partition/lattice.ts'
import type { LatticePolygon } from '#domain/partition/partition.types.ts'

/** What stands on the ground of a plan and borders may follow; all in lattice steps. */
export interface GroundFeatures {
  readonly roads: readonly { readonly kind: 'arterial' | 'street' | 'lane'; readonly line: Path }[]
  /** Rivers and lakes. */
  readonly water: readonly LatticePolygon[]
  readonly compounds: readonly { readonly code: string; readonly polygons: readonly LatticePolygon[] }[]
  readonly buildings: readonly GroundBuilding[]
}

export interface GroundBuilding {
  readonly x: number
  readonly y: number
  readonly households: number
  /** Outer rings; empty where only a point is known. */
  readonly footprint: readonly Path[]
}

/** What borders are said to run along. */
export type BorderFeatures = Omit<GroundFeatures, 'buildings'>

/** Roads, banks and walls as paths, closed where they are rings. */
export function borderLines({ roads, water, compounds }: BorderFeatures): Path[] {
  const closed = (ring: Path): Path => [...ring, ring[0]!, ring[1]!]
  return [
    ...roads.map(({ line }) => line),
    ...water.flatMap((rings) => rings.map(closed)),
    ...compounds.flatMap(({ polygons }) => polygons.flatMap((rings) => rings.map(closed))),
  ]
}
