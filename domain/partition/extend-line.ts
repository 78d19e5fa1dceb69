import type { Position } from '#domain/contract/common.ts'
import { type Path, toPath, toPositions } from './lattice.ts'
import { locate, ringsOf } from './locate.ts'
import { properCrossing } from './node-edges.ts'
import type { LatticePolygon } from './partition.types.ts'

/** How far past the border an extended end reaches: about half a metre. */
const OVERSHOOT_STEPS = 50

/**
 * A line whose ends lie inside ground, prolonged straight on to its border, so that a hand may stop anywhere.
 * Ends that lie outside stay; a line of one place stays as it is.
 */
export function extendLine(ground: readonly LatticePolygon[], line: readonly Position[]): Position[] {
  const rings = ringsOf(ground)
  const path = toPath(line)
  if (path.length < 4) return [...line]
  const end = prolong(rings, path.slice(-4))
  const start = prolong(rings, [path[2]!, path[3]!, path[0]!, path[1]!])
  return toPositions([...(start ? [...start, ...path.slice(2)] : path).slice(0, end ? -2 : undefined), ...(end ?? [])])
}

/** From a to b and on to the nearest border; null when b is not inside. */
function prolong(rings: readonly Path[], [ax, ay, bx, by]: number[]): [number, number] | null {
  if (locate(rings, bx!, by!) !== 1) return null
  const length = Math.hypot(bx! - ax!, by! - ay!)
  const [ux, uy] = [(bx! - ax!) / length, (by! - ay!) / length]
  const reach = reachOf(rings, bx!, by!)
  const [farX, farY] = [Math.round(bx! + ux * reach), Math.round(by! + uy * reach)]
  let nearest = reach
  for (const ring of rings)
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length
      const crossing = properCrossing(bx!, by!, farX, farY, ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!)
      if (crossing) nearest = Math.min(nearest, Math.hypot(crossing[0] - bx!, crossing[1] - by!))
    }
  const stop = nearest + OVERSHOOT_STEPS
  return [Math.round(bx! + ux * stop), Math.round(by! + uy * stop)]
}

/** Farther than any vertex. */
function reachOf(rings: readonly Path[], x: number, y: number): number {
  let reach = 0
  for (const ring of rings)
    for (let i = 0; i < ring.length; i += 2)
      reach = Math.max(reach, Math.abs(ring[i]! - x) + Math.abs(ring[i + 1]! - y))
  return reach + OVERSHOOT_STEPS
}
