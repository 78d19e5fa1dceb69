import { between, orient, type Path } from './lattice.ts'
import type { LatticePolygon } from './partition.types.ts'

/** 1 inside, 0 on the border, -1 outside of rings taken together (even-odd; holes are rings like others). Exact. */
export function locate(rings: readonly Path[], x: number, y: number): -1 | 0 | 1 {
  let inside = false
  for (const ring of rings) {
    let ax = ring.at(-2)!
    let ay = ring.at(-1)!
    for (let i = 0; i < ring.length; i += 2) {
      const bx = ring[i]!
      const by = ring[i + 1]!
      if (ay <= y !== by <= y) {
        const side = orient(ax, ay, bx, by, x, y)
        if (side === 0) return 0
        if (side > 0 === by > ay) inside = !inside
      } else if (ay === y && by === y && between(ax, ay, bx, by, x, y)) return 0
      else if ((ax === x && ay === y) || (bx === x && by === y)) return 0
      ax = bx
      ay = by
    }
  }
  return inside ? 1 : -1
}

/**
 * Whether a point belongs to rings, borders given to one side only: over the faces of a partition every point of the
 * covered ground belongs to exactly one, because both sides of a border test the same edge the same way.
 */
export function owns(rings: readonly Path[], x: number, y: number): boolean {
  let inside = false
  for (const ring of rings) {
    let ax = ring[ring.length - 2]!
    let ay = ring[ring.length - 1]!
    for (let i = 0; i < ring.length; i += 2) {
      const bx = ring[i]!
      const by = ring[i + 1]!
      if (ay <= y !== by <= y) {
        // always from the lower end to the upper, so that the direction of the ring does not matter
        const left = ay < by ? orient(ax, ay, bx, by, x, y) > 0 : orient(bx, by, ax, ay, x, y) > 0
        if (left) inside = !inside
      }
      ax = bx
      ay = by
    }
  }
  return inside
}

/** All rings of several polygons in one list. */
export function ringsOf(polygons: readonly LatticePolygon[]): Path[] {
  return polygons.flat()
}
