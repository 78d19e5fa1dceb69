import Delaunator from 'delaunator'
import type { Path } from '#domain/partition/lattice.ts'

/** Places that belong to somebody, in lattice steps. */
export interface Sites {
  readonly x: number[]
  readonly y: number[]
  /** To whom each belongs. */
  readonly label: number[]
}

/**
 * Lines halfway between places that belong to different ones: the edges of the Voronoi diagram (dual of Delaunay's
 * triangles) that part labels, joined from fork to fork, smoothed by `toleranceMeters` and cut off at a box (lattice
 * steps). A line that leaves the places behind runs on to the box. `metersX`, `metersY`: what a step measures.
 */
export function midlines(
  { x, y, label }: Sites,
  { x: metersX, y: metersY }: { x: number; y: number },
  toleranceMeters: number,
  box: Box,
): Path[] {
  if (new Set(label).size < 2) return []
  const [ox, oy] = [x[0]!, y[0]!]
  const coordinates = new Float64Array(x.length * 2)
  for (let i = 0; i < x.length; i++) {
    coordinates[i * 2] = (x[i]! - ox) * metersX
    coordinates[i * 2 + 1] = (y[i]! - oy) * metersY
  }
  const bounds: Box = [
    (box[0] - ox) * metersX,
    (box[1] - oy) * metersY,
    (box[2] - ox) * metersX,
    (box[3] - oy) * metersY,
  ]
  const reach = Math.hypot(bounds[2] - bounds[0], bounds[3] - bounds[1]) * 2
  const graph = partingEdges(new Delaunator(coordinates), coordinates, label, reach)
  const within = chains(graph).flatMap((chain) => clipped(simplified(chain, toleranceMeters), bounds))
  return within.flatMap((chain) => {
    const path: number[] = []
    for (const [px, py] of chain) {
      const [sx, sy] = [Math.round(px / metersX) + ox, Math.round(py / metersY) + oy]
      if (path.at(-2) !== sx || path.at(-1) !== sy) path.push(sx, sy)
    }
    return path.length < 4 ? [] : [path]
  })
}

type Point = readonly [number, number]
/** West, south, east, north. */
type Box = readonly [number, number, number, number]

/** Stretches of a chain inside of a box (Liang and Barsky 1984). */
function clipped(chain: readonly Point[], [west, south, east, north]: Box): Point[][] {
  const found: Point[][] = []
  let open: Point[] | null = null
  for (let i = 1; i < chain.length; i++) {
    const [ax, ay] = chain[i - 1]!
    const [dx, dy] = [chain[i]![0] - ax, chain[i]![1] - ay]
    let [from, to] = [0, 1]
    for (const [step, room] of [
      [-dx, ax - west],
      [dx, east - ax],
      [-dy, ay - south],
      [dy, north - ay],
    ] as const) {
      if (step === 0 && room < 0) from = 2
      else if (step < 0) from = Math.max(from, room / step)
      else if (step > 0) to = Math.min(to, room / step)
    }
    if (from > to) {
      open = null
      continue
    }
    if (!open || from > 0) {
      open = [[ax + dx * from, ay + dy * from]]
      found.push(open)
    }
    open.push([ax + dx * to, ay + dy * to])
    if (to < 1) open = null
  }
  return found
}

/** Places by number and which are joined. */
interface Net {
  points: Point[]
  joined: number[][]
}

function partingEdges(
  { triangles, halfedges }: Delaunator<Float64Array>,
  coordinates: Float64Array,
  label: readonly number[],
  reach: number,
): Net {
  const points: Point[] = []
  const joined: number[][] = []
  const add = (point: Point) => {
    joined.push([])
    return points.push(point) - 1
  }
  for (let t = 0; t < triangles.length; t += 3)
    add(circumcentre(coordinates, triangles[t]!, triangles[t + 1]!, triangles[t + 2]!))
  const join = (a: number, b: number) => {
    joined[a]!.push(b)
    joined[b]!.push(a)
  }
  for (let half = 0; half < halfedges.length; half++) {
    const from = triangles[half]!
    const to = triangles[half % 3 === 2 ? half - 2 : half + 1]!
    if (label[from] === label[to]) continue
    const here = Math.floor(half / 3)
    const twin = halfedges[half]!
    if (twin > half) join(here, Math.floor(twin / 3))
    else if (twin < 0) {
      // the outermost edge: away from its triangle, which lies to its right (Delaunator turns them so)
      const dx = coordinates[to * 2]! - coordinates[from * 2]!
      const dy = coordinates[to * 2 + 1]! - coordinates[from * 2 + 1]!
      const third = triangles[half - (half % 3) + ((half + 2) % 3)]!
      const side =
        dx * (coordinates[third * 2 + 1]! - coordinates[from * 2 + 1]!) -
        dy * (coordinates[third * 2]! - coordinates[from * 2]!)
      const away = (side > 0 ? 1 : -1) / (Math.hypot(dx, dy) || 1)
      const [cx, cy] = points[here]!
      join(here, add([cx + dy * away * reach, cy - dx * away * reach]))
    }
  }
  return { points, joined }
}

function circumcentre(at: Float64Array, a: number, b: number, c: number): Point {
  const [ax, ay] = [at[a * 2]!, at[a * 2 + 1]!]
  const [dx, dy] = [at[b * 2]! - ax, at[b * 2 + 1]! - ay]
  const [ex, ey] = [at[c * 2]! - ax, at[c * 2 + 1]! - ay]
  const twice = 2 * (dx * ey - dy * ex)
  // three places in a row have no circle: the middle of the two that are farthest apart does
  if (Math.abs(twice) < 1e-9) return [ax + ex / 2, ay + ey / 2]
  const b2 = dx * dx + dy * dy
  const c2 = ex * ex + ey * ey
  return [ax + (ey * b2 - dy * c2) / twice, ay + (dx * c2 - ex * b2) / twice]
}

/** Runs of the net from fork or end to fork or end, then its rings. */
function chains({ points, joined }: Net): Point[][] {
  const used = new Set<number>()
  const edge = (a: number, b: number) => Math.min(a, b) * points.length + Math.max(a, b)
  const found: Point[][] = []
  const walk = (start: number, first: number) => {
    const chain = [points[start]!]
    let [before, here] = [start, first]
    for (;;) {
      used.add(edge(before, here))
      chain.push(points[here]!)
      if (joined[here]!.length !== 2 || here === start) break
      const next = joined[here]!.find((other) => !used.has(edge(here, other)))
      if (next === undefined) break
      ;[before, here] = [here, next]
    }
    found.push(chain)
  }
  for (const forks of [true, false])
    for (let i = 0; i < points.length; i++)
      if ((joined[i]!.length !== 2) === forks)
        for (const next of joined[i]!) if (!used.has(edge(i, next))) walk(i, next)
  return found
}

/** Fewer points, none farther than the tolerance from the line (Douglas and Peucker 1973). */
function simplified(chain: readonly Point[], tolerance: number): Point[] {
  const keep = new Uint8Array(chain.length)
  keep[0] = 1
  keep[chain.length - 1] = 1
  const open: [number, number][] = [[0, chain.length - 1]]
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span
    let [farthest, most] = [-1, tolerance]
    for (let i = from + 1; i < to; i++) {
      const off = distance(chain[i]!, chain[from]!, chain[to]!)
      if (off > most) [farthest, most] = [i, off]
    }
    if (farthest < 0) continue
    keep[farthest] = 1
    open.push([from, farthest], [farthest, to])
  }
  return chain.filter((_, i) => keep[i] === 1)
}

function distance([px, py]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay]
  const squared = dx * dx + dy * dy
  const along = squared === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / squared))
  return Math.hypot(px - ax - dx * along, py - ay - dy * along)
}
