import Flatbush from 'flatbush'
import { between, MAX_SPAN_STEPS, orient } from './lattice.ts'

/** A straight piece between two vertices; the same piece of several rings stands once. */
export interface Edge {
  from: number
  to: number
  /** Rings along it: face index, and +1 when the face lies left of from to to, -1 when right. */
  sides: { face: number; sign: 1 | -1 }[]
  /** Known to meet no other settled edge: such two are not compared. What is cut is settled no more. */
  settled?: boolean
  /** The straight piece it came from: what was cut for nothing is joined again. */
  origin?: number
}

/** Vertices by number, found again by place; a place within one step of a vertex is that vertex. */
export class Vertices {
  readonly x: number[] = []
  readonly y: number[] = []
  private readonly numberAt = new Map<number, number>()

  /** Every place lies within MAX_SPAN_STEPS east and north of the origin. */
  constructor(
    private readonly originX: number,
    private readonly originY: number,
  ) {}

  /** Number of the vertex at just this place. */
  exactly(x: number, y: number): number {
    return this.numberAt.get(this.placeOf(x, y)) ?? this.add(x, y)
  }

  /** Number of the vertex at a place; a near one (one step each way) is taken for the same. */
  at(x: number, y: number): number {
    const place = this.placeOf(x, y)
    for (const step of NEAR) {
      const known = this.numberAt.get(place + step)
      if (known !== undefined) return known
    }
    return this.add(x, y)
  }

  private add(x: number, y: number): number {
    const number = this.x.length
    this.x.push(x)
    this.y.push(y)
    this.numberAt.set(this.placeOf(x, y), number)
    return number
  }

  private placeOf(x: number, y: number): number {
    return (x - this.originX + 2) * KEY_STRIDE + (y - this.originY + 2)
  }
}

const KEY_STRIDE = MAX_SPAN_STEPS + 4
const NEAR = [0, 1, -1].flatMap((dx) => [0, 1, -1].map((dy) => dx * KEY_STRIDE + dy))

/** Rounds after which a drawing that never settles is taken as it is. */
const MAX_ROUNDS = 12

/**
 * Splits edges wherever they cross, and wherever a vertex lies on one (closer than a step), until nothing changes:
 * iterated snap rounding (Halperin and Packer 2002). Edges that fall together become one.
 */
export function nodeEdges(vertices: Vertices, edges: readonly Edge[]): Edge[] {
  let current = merged(edges)
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const cuts = findCuts(vertices, current)
    if (cuts.size === 0) break
    current = merged(current.flatMap((edge, index) => splitEdge(vertices, edge, cuts.get(index))))
  }
  return current
}

function merged(edges: readonly Edge[]): Edge[] {
  const byEnds = new Map<string, Edge>()
  for (const edge of edges) {
    if (edge.from === edge.to) continue
    const turned = edge.from > edge.to
    const from = turned ? edge.to : edge.from
    const to = turned ? edge.from : edge.to
    const key = `${from},${to}`
    const known: Edge = byEnds.get(key) ?? { from, to, sides: [] }
    byEnds.set(key, known)
    if (edge.settled) known.settled = true
    if (edge.origin !== undefined) known.origin ??= edge.origin
    for (const side of edge.sides) addSide(known, side.face, turned ? (-side.sign as 1 | -1) : side.sign)
  }
  return [...byEnds.values()].filter((edge) => edge.sides.length > 0)
}

/** A face that lies on both sides of an edge does not need it: the two cancel. */
function addSide(edge: Edge, face: number, sign: 1 | -1): void {
  const opposite = edge.sides.findIndex((side) => side.face === face && side.sign === -sign)
  if (opposite >= 0) edge.sides.splice(opposite, 1)
  else edge.sides.push({ face, sign })
}

function findCuts(vertices: Vertices, edges: readonly Edge[]): Map<number, Set<number>> {
  const cuts = new Map<number, Set<number>>()
  if (edges.length === 0) return cuts
  const { x, y } = vertices
  const index = new Flatbush(edges.length)
  for (const { from, to } of edges)
    index.add(
      Math.min(x[from]!, x[to]!),
      Math.min(y[from]!, y[to]!),
      Math.max(x[from]!, x[to]!),
      Math.max(y[from]!, y[to]!),
    )
  index.finish()
  const cut = (edge: number, vertex: number) => {
    if (edges[edge]!.from === vertex || edges[edge]!.to === vertex) return true
    const known = cuts.get(edge)
    if (known) known.add(vertex)
    else cuts.set(edge, new Set([vertex]))
    return true
  }
  edges.forEach((one, i) => {
    if (one.settled) return
    const west = Math.min(x[one.from]!, x[one.to]!) - 1
    const south = Math.min(y[one.from]!, y[one.to]!) - 1
    const east = Math.max(x[one.from]!, x[one.to]!) + 1
    const north = Math.max(y[one.from]!, y[one.to]!) + 1
    for (const j of index.search(west, south, east, north, (other) => other > i || edges[other]!.settled === true)) {
      const other = edges[j]!
      const touches = [
        liesOn(vertices, one, other.from) && cut(i, other.from),
        liesOn(vertices, one, other.to) && cut(i, other.to),
        liesOn(vertices, other, one.from) && cut(j, one.from),
        liesOn(vertices, other, one.to) && cut(j, one.to),
      ].some(Boolean)
      if (touches || sharesEnd(one, other)) continue
      const crossing = crossingOf(vertices, one, other)
      if (!crossing) continue
      const vertex = vertices.at(crossing[0], crossing[1])
      cut(i, vertex)
      cut(j, vertex)
    }
  })
  return cuts
}

function sharesEnd(a: Edge, b: Edge): boolean {
  return a.from === b.from || a.from === b.to || a.to === b.from || a.to === b.to
}

/** A vertex strictly along an edge and closer to it than one step. */
function liesOn({ x, y }: Vertices, edge: Edge, vertex: number): boolean {
  if (vertex === edge.from || vertex === edge.to) return false
  const ax = x[edge.from]!
  const ay = y[edge.from]!
  const dx = x[edge.to]! - ax
  const dy = y[edge.to]! - ay
  const px = x[vertex]!
  const py = y[vertex]!
  const along = (px - ax) * dx + (py - ay) * dy
  const squared = dx * dx + dy * dy
  if (along <= 0 || along >= squared) return false
  const off = dx * (py - ay) - dy * (px - ax)
  return Math.abs(off) < Math.sqrt(squared)
}

/** Where two edges properly cross, rounded to the lattice; null when they do not. */
function crossingOf({ x, y }: Vertices, one: Edge, other: Edge): [number, number] | null {
  return properCrossing(
    x[one.from]!,
    y[one.from]!,
    x[one.to]!,
    y[one.to]!,
    x[other.from]!,
    y[other.from]!,
    x[other.to]!,
    y[other.to]!,
  )
}

/** Lattice point next to where a-b and c-d cross in their insides; null when they do not. */
export function properCrossing(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): [number, number] | null {
  const c = orient(ax, ay, bx, by, cx, cy)
  const d = orient(ax, ay, bx, by, dx, dy)
  if (c === 0 || d === 0 || c > 0 === d > 0) return null
  const a = orient(cx, cy, dx, dy, ax, ay)
  const b = orient(cx, cy, dx, dy, bx, by)
  if (a === 0 || b === 0 || a > 0 === b > 0) return null
  const t = a / (a - b)
  const x = Math.round(ax + t * (bx - ax))
  const y = Math.round(ay + t * (by - ay))
  return between(ax, ay, bx, by, x, y) ? [x, y] : [ax, ay]
}

function splitEdge(vertices: Vertices, edge: Edge, cuts: ReadonlySet<number> | undefined): Edge[] {
  if (!cuts) return [edge]
  const { x, y } = vertices
  const dx = x[edge.to]! - x[edge.from]!
  const dy = y[edge.to]! - y[edge.from]!
  const along = (vertex: number) => (x[vertex]! - x[edge.from]!) * dx + (y[vertex]! - y[edge.from]!) * dy
  const stops = [edge.from, ...[...cuts].sort((a, b) => along(a) - along(b)), edge.to]
  return stops.slice(1).map((to, i) => {
    const piece: Edge = { from: stops[i]!, to, sides: edge.sides }
    return edge.origin === undefined ? piece : { ...piece, origin: edge.origin }
  })
}
