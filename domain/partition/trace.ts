import { type Path, reversed } from './lattice.ts'
import type { Arc } from './partition.types.ts'

/** An arc walked in one direction, with its face on the left. */
export interface HalfArc {
  /** Arc id; negative when walked backward. */
  readonly id: number
  readonly from: number
  readonly to: number
  readonly points: Path
}

/** The half of `arc` that has `face` on its left; null when it has not. */
export function halfOf(arc: Arc, face: string): HalfArc | null {
  if (arc.left === face) return forward(arc)
  return arc.right === face ? backward(arc) : null
}

export function forward(arc: Arc): HalfArc {
  return { id: arc.id, from: arc.from, to: arc.to, points: arc.points }
}

export function backward(arc: Arc): HalfArc {
  return { id: -arc.id, from: arc.to, to: arc.from, points: reversed(arc.points) }
}

/**
 * Follows half-arcs into closed walks, each the boundary component of one connected region on the left.
 * At a node the walk takes the first way out clockwise from where it came (the doubly connected edge list rule,
 * de Berg et al., Computational Geometry, ch. 2).
 */
export function traceWalks(halves: readonly HalfArc[]): HalfArc[][] {
  const leaving = new Map<number, HalfArc[]>()
  for (const half of halves) {
    const list = leaving.get(half.from)
    if (list) list.push(half)
    else leaving.set(half.from, [half])
  }
  const used = new Set<HalfArc>()
  const walks: HalfArc[][] = []
  for (const start of halves) {
    if (used.has(start)) continue
    const walk: HalfArc[] = []
    let half: HalfArc | undefined = start
    while (half && !used.has(half)) {
      used.add(half)
      walk.push(half)
      half = firstClockwise(half, leaving.get(half.to) ?? [])
    }
    walks.push(walk)
  }
  return walks
}

/** Cuts a walk at nodes it visits twice, so that every ring is simple: a hole may touch its outer ring in a point. */
export function simpleRings(walk: readonly HalfArc[]): HalfArc[][] {
  const rings: HalfArc[][] = []
  const open: HalfArc[] = []
  const depthOf = new Map<number, number>()
  for (const half of walk) {
    depthOf.set(half.from, open.length)
    open.push(half)
    const depth = depthOf.get(half.to)
    if (depth === undefined) continue
    const ring = open.splice(depth)
    for (const closed of ring) depthOf.delete(closed.from)
    rings.push(ring)
  }
  return rings
}

/** The points of a ring of half-arcs, without the closing point. */
export function ringPath(ring: readonly HalfArc[]): number[] {
  const path: number[] = []
  for (const half of ring) for (let i = 0; i < half.points.length - 2; i++) path.push(half.points[i]!)
  return path
}

function firstClockwise(came: HalfArc, candidates: readonly HalfArc[]): HalfArc | undefined {
  if (candidates.length < 2) return candidates[0]
  const { points } = came
  const end = points.length
  const rx = points[end - 4]! - points[end - 2]!
  const ry = points[end - 3]! - points[end - 1]!
  let best: HalfArc | undefined
  for (const candidate of candidates) if (!best || isEarlier(rx, ry, candidate, best)) best = candidate
  return best
}

/** True when `one` comes before `other` turning clockwise from the direction r. */
function isEarlier(rx: number, ry: number, one: HalfArc, other: HalfArc): boolean {
  const ax = one.points[2]! - one.points[0]!
  const ay = one.points[3]! - one.points[1]!
  const bx = other.points[2]! - other.points[0]!
  const by = other.points[3]! - other.points[1]!
  const a = quarter(rx, ry, ax, ay)
  const b = quarter(rx, ry, bx, by)
  return a === b ? ax * by - ay * bx < 0 : a < b
}

/** 0 in the half circle clockwise of r, 1 opposite, 2 in the other half, 3 along r itself. */
function quarter(rx: number, ry: number, x: number, y: number): number {
  const cross = rx * y - ry * x
  if (cross < 0) return 0
  if (cross > 0) return 2
  return rx * x + ry * y < 0 ? 1 : 3
}
