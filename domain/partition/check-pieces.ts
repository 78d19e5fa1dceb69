import { type CutPiece, touches } from './cut-line.ts'
import { inTriangle } from './in-triangle.ts'
import { orient, type Path } from './lattice.ts'
import type { Arc, Partition } from './partition.types.ts'

type Place = [number, number]

/**
 * Rounding a crossing to the lattice bends the border by less than a step. Finds a place where that, or the rounded
 * line itself, would touch another border or vertex; null when the cut is clean.
 */
export function checkPieces(partition: Partition, border: readonly Arc[], pieces: readonly CutPiece[]): Place | null {
  const bends = bendsOf(border, pieces)
  const bent = new Set(bends.map((bend) => `${bend.arc.id}:${bend.segment}`))
  for (const bend of bends) {
    const place = crowded(partition, bend)
    if (place) return place
  }
  for (const [p, piece] of pieces.entries()) {
    for (const arc of border)
      for (let i = 0; i + 3 < arc.points.length; i += 2) {
        const place = bent.has(`${arc.id}:${i / 2}`) ? null : conflict(piece.points, arc.points.slice(i, i + 4))
        if (place) return place
      }
    for (const bend of bends) {
      const place = conflict(piece.points, bend.path)
      if (place) return place
    }
    for (const other of pieces.slice(p + 1)) {
      const place = conflict(piece.points, other.points)
      if (place) return place
    }
    const place = foldedOn(piece.points)
    if (place) return place
  }
  return null
}

interface Bend {
  arc: Arc
  segment: number
  /** Start of the segment, the crossings on it in order, its end. */
  path: Path
}

function bendsOf(border: readonly Arc[], pieces: readonly CutPiece[]): Bend[] {
  const bends: Bend[] = []
  const crossings = pieces.flatMap((piece) => [piece.from, piece.to]).filter((crossing) => crossing.vertex === null)
  for (const arc of border) {
    const own = crossings.filter((crossing) => crossing.arc === arc.id)
    for (const segment of new Set(own.map((crossing) => crossing.segment))) {
      const [ax, ay, bx, by] = arc.points.slice(segment * 2, segment * 2 + 4) as [number, number, number, number]
      const along = (x: number, y: number) => (x - ax) * (bx - ax) + (y - ay) * (by - ay)
      const stops = own
        .filter((crossing) => crossing.segment === segment)
        .sort((c, d) => along(c.x, c.y) - along(d.x, d.y))
      bends.push({ arc, segment, path: [ax, ay, ...stops.flatMap((stop) => [stop.x, stop.y]), bx, by] })
    }
  }
  return bends
}

/** A vertex of any border in the thin ground between the straight segment and its bent path. */
function crowded(partition: Partition, { arc, path }: Bend): Place | null {
  const [ax, ay, bx, by] = [path[0]!, path[1]!, path.at(-2)!, path.at(-1)!]
  const ends = new Set<string>()
  for (let i = 0; i < path.length; i += 2) ends.add(`${path[i]},${path[i + 1]}`)
  for (const points of nearbyPaths(partition, arc))
    for (let v = 0; v < points.length; v += 2) {
      const [x, y] = [points[v]!, points[v + 1]!]
      if (x < Math.min(ax, bx) - 1 || x > Math.max(ax, bx) + 1 || y < Math.min(ay, by) - 1 || y > Math.max(ay, by) + 1)
        continue
      if (ends.has(`${x},${y}`)) continue
      if (inFan(path, x, y)) return [x, y]
    }
  return null
}

/** Borders of the faces on both sides; beyond the outer border, all outer borders. */
function nearbyPaths(partition: Partition, arc: Arc): Path[] {
  const paths: Path[] = []
  for (const code of [arc.left, arc.right])
    if (code !== null) for (const id of partition.faces.get(code)!.arcs) paths.push(partition.arcs.get(id)!.points)
  if (arc.left === null || arc.right === null)
    for (const other of partition.arcs.values())
      if (other.left === null || other.right === null) paths.push(other.points)
  return paths
}

/** In or on one of the triangles start, stop, next stop ... end that fan out from the start. */
function inFan(path: Path, x: number, y: number): boolean {
  for (let i = 2; i + 3 < path.length; i += 2)
    if (inTriangle(path[0]!, path[1]!, path[i]!, path[i + 1]!, path[i + 2]!, path[i + 3]!, x, y)) return true
  return false
}

/** A place where two paths meet other than in a shared end of both segments. */
function conflict(one: Path, other: Path): Place | null {
  for (let i = 0; i + 3 < one.length; i += 2)
    for (let j = 0; j + 3 < other.length; j += 2) {
      const [ax, ay, bx, by] = [one[i]!, one[i + 1]!, one[i + 2]!, one[i + 3]!]
      const [cx, cy, dx, dy] = [other[j]!, other[j + 1]!, other[j + 2]!, other[j + 3]!]
      if (touches(ax, ay, bx, by, cx, cy, dx, dy) && !onlyShareEnd(ax, ay, bx, by, cx, cy, dx, dy)) return [ax, ay]
    }
  return null
}

/** Two segments that touch, and only in one end of each. */
function onlyShareEnd(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  const same = (px: number, py: number, qx: number, qy: number) => px === qx && py === qy
  const pair = (sx: number, sy: number, px: number, py: number, qx: number, qy: number) =>
    orient(sx, sy, px, py, qx, qy) !== 0 || (px - sx) * (qx - sx) + (py - sy) * (qy - sy) < 0
  if (same(ax, ay, cx, cy)) return pair(ax, ay, bx, by, dx, dy)
  if (same(ax, ay, dx, dy)) return pair(ax, ay, bx, by, cx, cy)
  if (same(bx, by, cx, cy)) return pair(bx, by, ax, ay, dx, dy)
  if (same(bx, by, dx, dy)) return pair(bx, by, ax, ay, cx, cy)
  return false
}

/** A piece that came to touch itself by rounding its ends. */
function foldedOn(points: Path): Place | null {
  const segments = points.length / 2 - 1
  for (let i = 0; i < segments; i++)
    for (let j = i + 1; j < segments; j++) {
      const place = conflict(points.slice(i * 2, i * 2 + 4), points.slice(j * 2, j * 2 + 4))
      if (place) return place
    }
  return null
}
