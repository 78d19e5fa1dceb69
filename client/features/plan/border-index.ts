import type { Position } from '#domain/contract/common.ts'
import { arcsNear as arcsNearSteps } from '#domain/partition/arc-index.ts'
import { facesAt, type Level } from '#domain/partition/area.ts'
import type { Draft } from '#domain/partition/draft.ts'
import { gridOf } from '#domain/partition/ground.ts'
import { toDegrees, toLattice, toPosition } from '#domain/partition/lattice.ts'
import type { Arc } from '#domain/partition/partition.types.ts'
import { footOn, type SnapLine } from './snap.ts'

/** West, south, east, north in degrees. */
type Box = readonly [number, number, number, number]

/** What a hand can take hold of: a vertex, or a place between two that follow each other on a border. */
export type Handle =
  | { readonly kind: 'vertex'; readonly at: Position; readonly arc: Arc }
  | { readonly kind: 'edge'; readonly at: Position; readonly between: readonly [Position, Position]; readonly arc: Arc }

const boxes = new WeakMap<Arc, Box>()

/** Borders whose box meets a box. */
export function arcsNear({ partition }: Draft, [west, south, east, north]: Box): Arc[] {
  const steps = [toLattice(west), toLattice(south), toLattice(east), toLattice(north)] as const
  return arcsNearSteps(partition, steps).filter((arc) => {
    const box = boxOf(arc)
    return box[0] <= east && box[2] >= west && box[1] <= north && box[3] >= south
  })
}

/** Whether a border is one of a level: between two grids (or around the plan), or any. */
export function isOfLevel(draft: Draft, level: Level, { left, right }: Arc): boolean {
  return level === 'micro-grid' || left === null || right === null || gridOf(draft, left) !== gridOf(draft, right)
}

/** Borders near a place as lines to snap to, named by the areas on both sides. */
export function borderLines(draft: Draft, box: Box): SnapLine[] {
  const nameOf = (code: string | null) =>
    code === null ? '' : (draft.microGrids.get(code)?.name ?? draft.grids.get(code)?.name ?? code)
  return arcsNear(draft, box).map((arc) => ({
    name: [nameOf(arc.left), nameOf(arc.right)].filter((name) => name !== '').join(' | '),
    line: positionsOf(arc),
  }))
}

/**
 * The handle nearest to a place within a tolerance: vertices before edges. `pixelsPerDegree` as in snap.ts.
 */
export function handleAt(
  draft: Draft,
  level: Level,
  place: Position,
  pixelsPerDegree: readonly [number, number],
  tolerancePixels: number,
): Handle | null {
  const [dx, dy] = [tolerancePixels / pixelsPerDegree[0], tolerancePixels / pixelsPerDegree[1]]
  const box = [place[0] - dx, place[1] - dy, place[0] + dx, place[1] + dy] as const
  const near = arcsNear(draft, box).filter((arc) => isOfLevel(draft, level, arc))
  let vertex: { handle: Handle; pixels: number } | null = null
  let edge: { handle: Handle; pixels: number } | null = null
  for (const arc of near) {
    const line = positionsOf(arc)
    for (const [i, at] of line.entries()) {
      const pixels = Math.hypot((at[0] - place[0]) * pixelsPerDegree[0], (at[1] - place[1]) * pixelsPerDegree[1])
      if (pixels <= Math.min(tolerancePixels, vertex?.pixels ?? tolerancePixels))
        vertex = { handle: { kind: 'vertex', at, arc }, pixels }
      const next = line[i + 1]
      if (!next) continue
      const foot = footOn(place, at, next, pixelsPerDegree)
      if (foot.pixels <= Math.min(tolerancePixels, edge?.pixels ?? tolerancePixels))
        edge = { handle: { kind: 'edge', at: foot.at, between: [at, next], arc }, pixels: foot.pixels }
    }
  }
  return vertex?.handle ?? edge?.handle ?? null
}

/** Why a border stays where it is; `grid-border`: among micro-grids, borders of grids are not moved. */
export type FixedReason = 'outer-border' | 'face-locked' | 'grid-border'

/** Why a border cannot be moved; null when it can. */
export function fixedReason(draft: Draft, level: Level, { left, right }: Arc): FixedReason | null {
  if (left === null || right === null) return 'outer-border'
  const [one, other] = [gridOf(draft, left), gridOf(draft, right)]
  if ([one, other].some((code) => draft.grids.get(code)?.locked !== false)) return 'face-locked'
  return level === 'micro-grid' && one !== other ? 'grid-border' : null
}

/** Why the vertex at a place of a border cannot be moved: where borders join, each of them has a say. Null when it can. */
export function fixedAt(draft: Draft, level: Level, arc: Arc, at: Position): FixedReason | null {
  const own = fixedReason(draft, level, arc)
  if (own !== null) return own
  for (const id of [arc.from, arc.to]) {
    const node = draft.partition.nodes.get(id)
    if (!node || toDegrees(node.x) !== at[0] || toDegrees(node.y) !== at[1]) continue
    for (const other of node.arcs) {
      const reason = fixedReason(draft, level, draft.partition.arcs.get(other)!)
      if (reason !== null) return reason
    }
  }
  return null
}

/** Vertices of a level's movable borders in a box; and of them those where borders join. */
export function verticesIn(draft: Draft, level: Level, box: Box): { vertices: Position[]; joints: Position[] } {
  const [west, south, east, north] = box
  const vertices: Position[] = []
  const joints: Position[] = []
  const seen = new Set<number>()
  for (const arc of arcsNear(draft, box)) {
    if (!isOfLevel(draft, level, arc) || fixedReason(draft, level, arc) !== null) continue
    const last = arc.points.length - 2
    for (let i = 0; i <= last; i += 2) {
      const at = toPosition(arc.points[i]!, arc.points[i + 1]!)
      if (at[0] < west || at[0] > east || at[1] < south || at[1] > north) continue
      if (i > 0 && i < last) vertices.push(at)
      else {
        const node = i === 0 ? arc.from : arc.to
        if (!seen.has(node) && fixedAt(draft, level, arc, at) === null) joints.push(at)
        seen.add(node)
      }
    }
  }
  return { vertices, joints }
}

/** Vertices of an area that can be moved, in the order of its borders; each once. */
export function vertexRound(draft: Draft, level: Level, code: string): Position[] {
  const known = new Map<string, Position>()
  const ids = new Set(facesAt(draft, level, code).flatMap((face) => draft.partition.faces.get(face)!.arcs))
  for (const id of ids) {
    const arc = draft.partition.arcs.get(id)!
    if (!isOfLevel(draft, level, arc) || fixedReason(draft, level, arc) !== null) continue
    for (const at of positionsOf(arc)) if (fixedAt(draft, level, arc, at) === null) known.set(at.join(), at)
  }
  return [...known.values()]
}

const lines = new WeakMap<Arc, Position[]>()

export function positionsOf(arc: Arc): Position[] {
  let line = lines.get(arc)
  if (!line) {
    line = []
    for (let i = 0; i < arc.points.length; i += 2) line.push(toPosition(arc.points[i]!, arc.points[i + 1]!))
    lines.set(arc, line)
  }
  return line
}

function boxOf(arc: Arc): Box {
  let box = boxes.get(arc)
  if (!box) {
    let [west, south, east, north] = [arc.points[0]!, arc.points[1]!, arc.points[0]!, arc.points[1]!]
    for (let i = 2; i < arc.points.length; i += 2) {
      west = Math.min(west, arc.points[i]!)
      east = Math.max(east, arc.points[i]!)
      south = Math.min(south, arc.points[i + 1]!)
      north = Math.max(north, arc.points[i + 1]!)
    }
    box = [toDegrees(west), toDegrees(south), toDegrees(east), toDegrees(north)]
    boxes.set(arc, box)
  }
  return box
}
