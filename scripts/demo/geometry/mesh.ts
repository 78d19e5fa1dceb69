import { fromLattice, type LatticePoint, toLattice } from './lattice.ts'
import { add, between, distance, meet, minus, type Point, times } from './point.ts'
import { area, boundsOf, contains, type Ring } from './polygon.ts'

/** What a border follows. `plot` is a wall or a line between buildings: nobody walks along it. */
export type EdgeKind = 'coast' | 'boundary' | 'river' | 'arterial' | 'street' | 'lane' | 'plot'

/** A face of the plan; children of a cut inherit everything but id and ring. */
export interface Face {
  id: number
  ring: number[]
  district: string
  block: number
  compound: number
}

export interface EdgeMark {
  kind: EdgeKind
  /** Number of the road it belongs to; -1 for none. */
  road: number
}

export interface CutOptions {
  mark: EdgeMark
  /** Metres within which a cut ends on an existing corner instead of a new one. */
  snapMeters: number
  /** A cut that would leave a smaller face is refused, square metres. */
  minimumArea: number
}

/**
 * The county as a planar subdivision: faces share vertices on the 1e-7 degree lattice, so borders are equal to the bit.
 * Everything is made by cutting faces; a face never has a hole.
 */
export interface Mesh {
  lattice: LatticePoint[]
  points: Point[]
  faces: Map<number, Face>
  /** Face to the left of a directed edge. */
  leftOf: EdgeTable<number>
  /** By the edge from the vertex with the lower number. */
  marks: EdgeTable<EdgeMark>
  nextFace: number
}

/** What is known of directed edges: few leave a vertex, so a look along them is sooner done than a search for the pair. */
class EdgeTable<Value> {
  readonly #from: { to: number; value: Value }[][] = []

  get(from: number, to: number): Value | undefined {
    const edges = this.#from[from]
    if (edges !== undefined) for (const edge of edges) if (edge.to === to) return edge.value
    return undefined
  }

  set(from: number, to: number, value: Value): void {
    this.#from[from] ??= []
    const edges = this.#from[from]!
    const edge = edges.find((one) => one.to === to)
    if (edge === undefined) edges.push({ to, value })
    else edge.value = value
  }

  delete(from: number, to: number): void {
    const edges = this.#from[from]
    if (edges !== undefined) this.#from[from] = edges.filter((edge) => edge.to !== to)
  }
}

/** A mesh of one face; `kinds[i]` marks the side from point i to i + 1. */
export function startMesh(ring: Ring, kinds: readonly EdgeKind[]): Mesh {
  const mesh: Mesh = {
    lattice: [],
    points: [],
    faces: new Map(),
    leftOf: new EdgeTable(),
    marks: new EdgeTable(),
    nextFace: 0,
  }
  const ids = ring.map((point) => addVertex(mesh, point))
  ids.forEach((from, i) => {
    setMark(mesh, from, ids[(i + 1) % ids.length]!, { kind: kinds[i]!, road: -1 })
  })
  addFace(mesh, ids, { district: '', block: -1, compound: -1 })
  return mesh
}

export function ringOf(mesh: Mesh, face: Face): Point[] {
  return face.ring.map((vertex) => mesh.points[vertex]!)
}

export function markOf(mesh: Mesh, a: number, b: number): EdgeMark {
  return mesh.marks.get(Math.min(a, b), Math.max(a, b))!
}

function setMark(mesh: Mesh, a: number, b: number, mark: EdgeMark): void {
  mesh.marks.set(Math.min(a, b), Math.max(a, b), mark)
}

/** Face on the other side of the directed edge from-to, or undefined at the county's rim. */
export function acrossFrom(mesh: Mesh, from: number, to: number): Face | undefined {
  const id = mesh.leftOf.get(to, from)
  return id === undefined ? undefined : mesh.faces.get(id)
}

/** Puts a vertex on the edge a-b for both its faces. */
export function splitEdge(mesh: Mesh, a: number, b: number, at: Point): number {
  const vertex = addVertex(mesh, at)
  const mark = markOf(mesh, a, b)
  mesh.marks.delete(Math.min(a, b), Math.max(a, b))
  setMark(mesh, a, vertex, mark)
  setMark(mesh, vertex, b, mark)
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    const id = mesh.leftOf.get(from, to)
    if (id === undefined) continue
    mesh.leftOf.delete(from, to)
    mesh.leftOf.set(from, vertex, id)
    mesh.leftOf.set(vertex, to, id)
    const ring = mesh.faces.get(id)!.ring
    ring.splice(ring.indexOf(from) + 1, 0, vertex)
  }
  return vertex
}

/** Cuts every given face that a line crosses; returns the paths laid, as vertex ids in the line's order. */
export function cutAlong(mesh: Mesh, faces: Iterable<Face>, line: readonly Point[], options: CutOptions): number[][] {
  const paths: { start: number; path: number[] }[] = []
  const [west, south, east, north] = boundsOf(line)
  const waiting = [...faces].map((face) => ({ face, from: 0 }))
  while (waiting.length > 0) {
    const { face, from } = waiting.pop()!
    const ring = ringOf(mesh, face)
    const box = boundsOf(ring)
    if (box[0] > east || box[2] < west || box[1] > north || box[3] < south) continue
    const hits = crossings(ring, line).filter((hit) => hit.along >= from)
    for (let i = 0; i + 1 < hits.length; i++) {
      const first = hits[i]!
      const second = hits[i + 1]!
      if (second.along - first.along < 1e-6) continue
      const inner = insideOf(line, first.along, second.along)
      const probe = inner.length > 0 ? between(first.at, inner[0]!, 0.5) : between(first.at, second.at, 0.5)
      if (!contains(ring, probe)) continue
      const cut = cutFace(mesh, face, first.at, second.at, inner, options)
      if (!cut) continue
      paths.push({ start: first.along, path: cut.path })
      waiting.push({ face: cut.kept, from: second.along }, { face: cut.added, from: second.along })
      break
    }
  }
  return paths.sort((a, b) => a.start - b.start).map(({ path }) => path)
}

/**
 * Cuts one face by the chord through a point inside it. `bend` moves the middle of the chord sideways, in metres.
 * Null when the cut is refused.
 */
export function cutThrough(
  mesh: Mesh,
  face: Face,
  through: Point,
  direction: Point,
  options: CutOptions & { bend?: number },
): { kept: Face; added: Face; path: number[] } | null {
  const ring = ringOf(mesh, face)
  const reach = 40000
  const line = [minus(through, times(direction, reach)), add(through, times(direction, reach))]
  const hits = crossings(ring, line)
  const before = hits.filter((hit) => hit.along < 0.5).pop()
  const after = hits.find((hit) => hit.along > 0.5)
  if (!before || !after) return null
  const bend = options.bend ?? 0
  const inner: Point[] = []
  if (Math.abs(bend) > 0.5) {
    const side: Point = [-direction[1], direction[0]]
    const steps = Math.max(3, Math.round(distance(before.at, after.at) / 40))
    for (let i = 1; i < steps; i++)
      inner.push(add(between(before.at, after.at, i / steps), times(side, bend * Math.sin((Math.PI * i) / steps))))
  }
  return cutFace(mesh, face, before.at, after.at, inner, options)
}

function cutFace(mesh: Mesh, face: Face, from: Point, to: Point, inner: readonly Point[], options: CutOptions) {
  const ring = ringOf(mesh, face)
  const startSpot = spotOn(ring, from, options.snapMeters)
  const endSpot = spotOn(ring, to, options.snapMeters)
  if (startSpot.corner >= 0 && startSpot.corner === endSpot.corner) return null
  const startAt = startSpot.corner >= 0 ? ring[startSpot.corner]! : startSpot.at
  const endAt = endSpot.corner >= 0 ? ring[endSpot.corner]! : endSpot.at
  const near = Math.max(1, options.snapMeters)
  const middle = inner.filter((point) => distance(point, startAt) > near && distance(point, endAt) > near)
  const path = [startAt, ...middle, endAt]
  if (touches(ring, path)) return null
  const trial = halves(ring, startSpot, endSpot, startAt, endAt, middle)
  if (!trial || trial.some((half) => area(half) < options.minimumArea)) return null
  const start = vertexFor(mesh, face, startSpot)
  // the first split may have moved the second spot along the ring: look it up again
  const end = vertexFor(mesh, face, spotOn(ringOf(mesh, face), endAt, Math.min(options.snapMeters, 0.02)))
  if (start === end) return null
  const ids = middle.map((point) => addVertex(mesh, point))
  const laid = [start, ...ids, end]
  for (let i = 1; i < laid.length; i++) setMark(mesh, laid[i - 1]!, laid[i]!, options.mark)
  const i = face.ring.indexOf(start)
  const j = face.ring.indexOf(end)
  const turned = [...face.ring.slice(i), ...face.ring.slice(0, i)]
  const split = (j - i + face.ring.length) % face.ring.length
  face.ring = [...turned.slice(0, split + 1), ...[...ids].reverse()]
  register(mesh, face)
  const added = addFace(mesh, [...turned.slice(split), start, ...ids], face)
  return { kept: face, added, path: laid }
}

interface Spot {
  side: number
  corner: number
  at: Point
}

function spotOn(ring: Ring, point: Point, snapMeters: number): Spot {
  let spot: Spot = { side: 0, corner: -1, at: point }
  let nearest = Number.POSITIVE_INFINITY
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i]!
    const b = ring[(i + 1) % ring.length]!
    const along = minus(b, a)
    const square = along[0] * along[0] + along[1] * along[1]
    const share = square === 0 ? 0 : ((point[0] - a[0]) * along[0] + (point[1] - a[1]) * along[1]) / square
    const at = between(a, b, Math.max(0, Math.min(1, share)))
    const gap = distance(at, point)
    if (gap < nearest) {
      nearest = gap
      spot = { side: i, corner: -1, at }
    }
  }
  const next = (spot.side + 1) % ring.length
  const toStart = distance(spot.at, ring[spot.side]!)
  const toEnd = distance(spot.at, ring[next]!)
  if (Math.min(toStart, toEnd) <= Math.max(snapMeters, 0.02)) spot.corner = toStart <= toEnd ? spot.side : next
  return spot
}

function vertexFor(mesh: Mesh, face: Face, spot: Spot): number {
  if (spot.corner >= 0) return face.ring[spot.corner]!
  return splitEdge(mesh, face.ring[spot.side]!, face.ring[(spot.side + 1) % face.ring.length]!, spot.at)
}

/** Both halves a cut would leave, before anything is changed. */
function halves(ring: Ring, start: Spot, end: Spot, startAt: Point, endAt: Point, middle: readonly Point[]) {
  const place = (spot: Spot): number => (spot.corner >= 0 ? spot.corner : spot.side)
  const walk = (from: Spot, to: Spot): Point[] => {
    const points: Point[] = []
    const first = (place(from) + 1) % ring.length
    const stop = to.corner >= 0 ? to.corner : (to.side + 1) % ring.length
    for (let i = first; i !== stop; i = (i + 1) % ring.length) points.push(ring[i]!)
    return points
  }
  if (start.corner < 0 && end.corner < 0 && start.side === end.side) return null
  const one = [startAt, ...walk(start, end), endAt, ...[...middle].reverse()]
  const two = [endAt, ...walk(end, start), startAt, ...middle]
  return [one, two] as const
}

/** Whether the inside of a path meets the ring anywhere but at its two ends. */
function touches(ring: Ring, path: readonly Point[]): boolean {
  for (let i = 1; i < path.length; i++) {
    const a = path[i - 1]!
    const b = path[i]!
    const length = distance(a, b)
    const slack = Math.min(0.49, 0.3 / Math.max(length, 0.01))
    const low = i === 1 ? slack : 0
    const high = i === path.length - 1 ? 1 - slack : 1
    for (let j = 0, k = ring.length - 1; j < ring.length; k = j++) {
      const hit = meet(a, b, ring[k]!, ring[j]!)
      if (hit && hit.first > low && hit.first < high && hit.second >= 0 && hit.second <= 1) return true
    }
  }
  return false
}

interface Hit {
  /** Segment number plus share within it. */
  along: number
  at: Point
}

function crossings(ring: Ring, line: readonly Point[]): Hit[] {
  const hits: Hit[] = []
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1]!
    const b = line[i]!
    const west = Math.min(a[0], b[0])
    const east = Math.max(a[0], b[0])
    const south = Math.min(a[1], b[1])
    const north = Math.max(a[1], b[1])
    for (let j = 0, k = ring.length - 1; j < ring.length; k = j++) {
      const c = ring[k]!
      const d = ring[j]!
      if ((c[0] < west && d[0] < west) || (c[0] > east && d[0] > east)) continue
      if ((c[1] < south && d[1] < south) || (c[1] > north && d[1] > north)) continue
      const hit = meet(a, b, c, d)
      if (!hit || hit.first < 0 || hit.first > 1 || hit.second < -1e-9 || hit.second > 1 + 1e-9) continue
      hits.push({ along: i - 1 + hit.first, at: between(a, b, hit.first) })
    }
  }
  hits.sort((p, q) => p.along - q.along)
  return hits.filter((hit, i) => i === 0 || distance(hit.at, hits[i - 1]!.at) > 0.05)
}

function insideOf(line: readonly Point[], from: number, to: number): Point[] {
  const points: Point[] = []
  for (let i = Math.floor(from) + 1; i < to; i++) if (i > from + 1e-9) points.push(line[i]!)
  return points
}

function addVertex(mesh: Mesh, point: Point): number {
  const onLattice = toLattice(point)
  mesh.lattice.push(onLattice)
  mesh.points.push(fromLattice(onLattice))
  return mesh.points.length - 1
}

function addFace(mesh: Mesh, ring: number[], like: Pick<Face, 'district' | 'block' | 'compound'>): Face {
  const face: Face = {
    id: mesh.nextFace++,
    ring,
    district: like.district,
    block: like.block,
    compound: like.compound,
  }
  mesh.faces.set(face.id, face)
  register(mesh, face)
  return face
}

function register(mesh: Mesh, face: Face): void {
  face.ring.forEach((from, i) => {
    mesh.leftOf.set(from, face.ring[(i + 1) % face.ring.length]!, face.id)
  })
}
