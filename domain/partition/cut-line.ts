import { between, orient, type Path, toPosition } from './lattice.ts'
import { locate } from './locate.ts'
import { type Arc, type Refusal, refuse } from './partition.types.ts'

/** Where a drawn line meets the border of a face. */
export interface Crossing {
  readonly x: number
  readonly y: number
  /** Arc and number of its segment; `vertex` is the number of the arc's vertex when the crossing falls on one. */
  readonly arc: number
  readonly segment: number
  readonly vertex: number | null
  /** Segment of the line, and how far along it (0 to 1). */
  readonly lineSegment: number
  readonly along: number
}

/** A stretch of the line inside the face, from border to border. */
export interface CutPiece {
  readonly from: Crossing
  readonly to: Crossing
  readonly points: Path
}

/** Crossings nearer to a vertex than this (about 2 cm) use the vertex. */
const SNAP_STEPS = 2

/**
 * The stretches of a line that run through a face from border to border.
 * Refused when the line crosses itself, begins or ends inside, or never runs through the face.
 */
export function cutLine(
  arcs: readonly Arc[],
  rings: readonly Path[],
  line: Path,
): { ok: true; pieces: CutPiece[] } | Refusal {
  if (line.length < 4) return refuse('line-too-short', line.length < 2 ? null : toPosition(line[0]!, line[1]!))
  const knot = selfCrossing(line)
  if (knot) return refuse('line-crosses-itself', toPosition(knot[0], knot[1]))
  const crossings = findCrossings(arcs, line)
  const [endX, endY] = [line.at(-2)!, line.at(-1)!]
  const first = crossings[0]
  const last = crossings.at(-1)
  if (locate(rings, line[0]!, line[1]!) === 1 && !(first && first.x === line[0] && first.y === line[1]))
    return refuse('line-starts-inside', toPosition(line[0]!, line[1]!))
  if (locate(rings, endX, endY) === 1 && !(last && last.x === endX && last.y === endY))
    return refuse('line-ends-inside', toPosition(endX, endY))
  const pieces: CutPiece[] = []
  for (let i = 0; i + 1 < crossings.length; i++) {
    const piece = pieceBetween(line, crossings[i]!, crossings[i + 1]!)
    if (runsInside(rings, piece.points)) pieces.push(piece)
  }
  return pieces.length === 0 ? refuse('line-does-not-cross', toPosition(line[0]!, line[1]!)) : { ok: true, pieces }
}

/** The first place where a path meets itself (neighbouring segments share only their vertex); null when it never does. */
export function selfCrossing(line: Path): [number, number] | null {
  const segments = line.length / 2 - 1
  for (let i = 0; i < segments; i++)
    for (let j = i + 1; j < segments; j++) {
      const [a, b] = [i * 2, j * 2]
      const [ax, ay, bx, by] = [line[a]!, line[a + 1]!, line[a + 2]!, line[a + 3]!]
      const [cx, cy, dx, dy] = [line[b]!, line[b + 1]!, line[b + 2]!, line[b + 3]!]
      if (j === i + 1) {
        // turning straight back lies on itself
        if (orient(ax, ay, bx, by, dx, dy) === 0 && (bx - ax) * (dx - bx) + (by - ay) * (dy - by) < 0) return [bx, by]
      } else if (touches(ax, ay, bx, by, cx, cy, dx, dy)) return [cx, cy]
    }
  return null
}

/** True when two closed segments have any point in common. Exact. */
export function touches(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  if (Math.max(ax, bx) < Math.min(cx, dx) || Math.max(cx, dx) < Math.min(ax, bx)) return false
  if (Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by)) return false
  const c = orient(ax, ay, bx, by, cx, cy)
  const d = orient(ax, ay, bx, by, dx, dy)
  const a = orient(cx, cy, dx, dy, ax, ay)
  const b = orient(cx, cy, dx, dy, bx, by)
  return Math.sign(c) * Math.sign(d) <= 0 && Math.sign(a) * Math.sign(b) <= 0
}

/** Every place where a line meets arcs, along the line; a place on several arcs or pieces stands once for each. */
export function findMeetings(arcs: readonly Arc[], line: Path): Crossing[] {
  const crossings: Crossing[] = []
  const box = [0, 1].flatMap((axis) => {
    const values = line.filter((_, i) => i % 2 === axis)
    return [Math.min(...values), Math.max(...values)]
  })
  for (const arc of arcs) {
    const { points } = arc
    for (let i = 0; i + 3 < points.length; i += 2) {
      const [ax, ay, bx, by] = [points[i]!, points[i + 1]!, points[i + 2]!, points[i + 3]!]
      if (Math.max(ax, bx) < box[0]! || Math.min(ax, bx) > box[1]!) continue
      if (Math.max(ay, by) < box[2]! || Math.min(ay, by) > box[3]!) continue
      for (let k = 0; k + 3 < line.length; k += 2) crossSegments(crossings, arc, i, line, k)
    }
  }
  return crossings.sort((a, b) => a.lineSegment - b.lineSegment || a.along - b.along)
}

function findCrossings(arcs: readonly Arc[], line: Path): Crossing[] {
  const crossings = findMeetings(arcs, line)
  return crossings.filter(
    (crossing, i) => i === 0 || crossing.x !== crossings[i - 1]!.x || crossing.y !== crossings[i - 1]!.y,
  )
}

function crossSegments(found: Crossing[], arc: Arc, i: number, line: Path, k: number): void {
  const [ax, ay, bx, by] = [arc.points[i]!, arc.points[i + 1]!, arc.points[i + 2]!, arc.points[i + 3]!]
  const [px, py, qx, qy] = [line[k]!, line[k + 1]!, line[k + 2]!, line[k + 3]!]
  if (!touches(ax, ay, bx, by, px, py, qx, qy)) return
  const a = orient(px, py, qx, qy, ax, ay)
  const b = orient(px, py, qx, qy, bx, by)
  const p = orient(ax, ay, bx, by, px, py)
  const q = orient(ax, ay, bx, by, qx, qy)
  const add = (x: number, y: number) => found.push(crossingAt(arc, i, x, y, k / 2, alongOf(px, py, qx, qy, x, y)))
  if (a === 0 && between(px, py, qx, qy, ax, ay)) add(ax, ay)
  if (b === 0 && between(px, py, qx, qy, bx, by)) add(bx, by)
  if (p === 0 && between(ax, ay, bx, by, px, py)) add(px, py)
  if (q === 0 && between(ax, ay, bx, by, qx, qy)) add(qx, qy)
  if (a === 0 || b === 0 || p === 0 || q === 0) return
  const t = p / (p - q)
  const crossing = crossingAt(arc, i, Math.round(px + t * (qx - px)), Math.round(py + t * (qy - py)), k / 2, t)
  found.push(crossing)
}

function alongOf(px: number, py: number, qx: number, qy: number, x: number, y: number): number {
  const [dx, dy] = [qx - px, qy - py]
  return ((x - px) * dx + (y - py) * dy) / (dx * dx + dy * dy)
}

function crossingAt(arc: Arc, i: number, x: number, y: number, lineSegment: number, along: number): Crossing {
  const segment = i / 2
  for (const vertex of [segment, segment + 1]) {
    const [vx, vy] = [arc.points[vertex * 2]!, arc.points[vertex * 2 + 1]!]
    if (Math.abs(vx - x) <= SNAP_STEPS && Math.abs(vy - y) <= SNAP_STEPS)
      return { x: vx, y: vy, arc: arc.id, segment, vertex, lineSegment, along }
  }
  return { x, y, arc: arc.id, segment, vertex: null, lineSegment, along }
}

/** The stretch of a line between two of its crossings. */
export function pieceBetween(line: Path, from: Crossing, to: Crossing): CutPiece {
  const points = [from.x, from.y]
  const push = (x: number, y: number) => {
    if (points.at(-2) !== x || points.at(-1) !== y) points.push(x, y)
  }
  for (let k = from.lineSegment + 1; k <= to.lineSegment; k++) push(line[k * 2]!, line[k * 2 + 1]!)
  push(to.x, to.y)
  return { from, to, points }
}

/** Judged at the middle of the longest segment, in half steps, so that the judgement is exact. */
function runsInside(rings: readonly Path[], points: Path): boolean {
  let longest = 0
  let middle: [number, number] | null = null
  for (let i = 0; i + 3 < points.length; i += 2) {
    const length = Math.abs(points[i + 2]! - points[i]!) + Math.abs(points[i + 3]! - points[i + 1]!)
    if (length <= longest) continue
    longest = length
    middle = [(points[i]! + points[i + 2]!) / 2, (points[i + 1]! + points[i + 3]!) / 2]
  }
  return middle !== null && locate(rings, middle[0], middle[1]) === 1
}
