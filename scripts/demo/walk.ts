import { fromLattice, type LatticePoint, toLattice } from './geometry/lattice.ts'
import { acrossFrom, type Face, type Mesh, markOf } from './geometry/mesh.ts'
import { between, distance, type Point } from './geometry/point.ts'
import type { Footway, Road } from './plan.types.ts'
import { riverHalfWidth, type Terrain } from './terrain.ts'

export type WalkKind = 'arterial' | 'street' | 'lane' | 'footway' | 'steps' | 'crossing' | 'gate' | 'bridge'

export interface WalkEdge {
  from: number
  to: number
  kind: WalkKind
  /** Number of the road walked along; -1 inside a compound. */
  road: number
  line: LatticePoint[]
  meters: number
}

export interface WalkNetwork {
  nodes: LatticePoint[]
  edges: WalkEdge[]
}

interface Segment {
  from: string
  to: string
  kind: WalkKind
  road: number
}

/**
 * The walking network: streets along their middle, paths inside compounds, gates, bridges and steps.
 * Lines are split wherever two meet; only the largest connected part is kept, smaller ones are tied to it first.
 */
export function walkNetwork(
  mesh: Mesh,
  terrain: Terrain,
  roads: readonly Road[],
  footways: readonly Footway[],
  maximumMeters: number,
): WalkNetwork {
  const builder = new Builder()
  addStreets(builder, mesh, terrain, roads)
  for (const way of footways) addFootway(builder, mesh, way)
  tieParts(builder)
  divide(builder, maximumMeters)
  return contract(builder, maximumMeters)
}

class Builder {
  readonly places = new Map<string, LatticePoint>()
  readonly segments = new Map<string, Segment>()
  readonly sides = new Map<string, Set<string>>()

  place(point: LatticePoint): string {
    const key = `${point[0]},${point[1]}`
    if (!this.places.has(key)) this.places.set(key, point)
    return key
  }

  segment(a: LatticePoint, b: LatticePoint, kind: WalkKind, road: number): void {
    const from = this.place(a)
    const to = this.place(b)
    if (from === to) return
    const key = from < to ? `${from} ${to}` : `${to} ${from}`
    if (this.segments.has(key)) return
    this.segments.set(key, { from, to, kind, road })
    for (const end of [from, to]) {
      const list = this.sides.get(end)
      if (list) list.add(key)
      else this.sides.set(end, new Set([key]))
    }
  }
}

function addStreets(builder: Builder, mesh: Mesh, terrain: Terrain, roads: readonly Road[]): void {
  const wet = new Map<number, number>()
  const streets: [number, number][] = []
  for (const face of mesh.faces.values())
    eachSide(mesh, face, (from, to) => {
      const { kind } = markOf(mesh, from, to)
      if (kind === 'river') for (const vertex of [from, to]) wet.set(vertex, bankMeters(mesh.points[vertex]!, terrain))
      if (kind === 'coast') for (const vertex of [from, to]) if (!wet.has(vertex)) wet.set(vertex, 14)
      if (kind === 'arterial' || kind === 'street' || kind === 'lane') streets.push([from, to])
    })
  for (const [from, to] of streets) {
    const mark = markOf(mesh, from, to)
    const a = mesh.points[from]!
    const b = mesh.points[to]!
    const kind = mark.kind as WalkKind
    const dry = !wet.has(from) && !wet.has(to)
    if (dry) builder.segment(mesh.lattice[from]!, mesh.lattice[to]!, kind, mark.road)
    else {
      const length = distance(a, b)
      const start = Math.min(1, (wet.get(from) ?? 0) / length)
      const end = Math.max(0, 1 - (wet.get(to) ?? 0) / length)
      const first = start > 0 && start < 1 ? toLattice(between(a, b, start)) : mesh.lattice[from]!
      const last = end < 1 && end > 0 ? toLattice(between(a, b, end)) : mesh.lattice[to]!
      const bridge = roads[mark.road]?.bridge ?? false
      if (end > start) builder.segment(start >= 1 ? mesh.lattice[to]! : first, last, kind, mark.road)
      if (!bridge) continue
      if (wet.has(from))
        builder.segment(mesh.lattice[from]!, end > start ? first : mesh.lattice[to]!, 'bridge', mark.road)
      if (wet.has(to) && end > start) builder.segment(last, mesh.lattice[to]!, 'bridge', mark.road)
      if (wet.has(to) && end <= start && !wet.has(from))
        builder.segment(mesh.lattice[from]!, mesh.lattice[to]!, 'bridge', mark.road)
    }
  }
}

/** Each side once: by the face with the smaller number, or the only one. */
function eachSide(mesh: Mesh, face: Face, visit: (from: number, to: number) => void): void {
  face.ring.forEach((from, i) => {
    const to = face.ring[(i + 1) % face.ring.length]!
    const other = acrossFrom(mesh, from, to)
    if (!other || face.id < other.id) visit(from, to)
  })
}

/** Metres from the middle of a river to where a street along it ends. */
export function bankMeters(point: Point, terrain: Terrain): number {
  let nearest = Number.POSITIVE_INFINITY
  let share = 0
  terrain.river.forEach((at, i) => {
    const gap = distance(point, at)
    if (gap >= nearest) return
    nearest = gap
    share = i / (terrain.river.length - 1)
  })
  return nearest < 80 ? riverHalfWidth(share) + 7 : 9
}

function addFootway(builder: Builder, mesh: Mesh, way: Footway): void {
  const points = way.line.map(toLattice)
  if (way.startVertex >= 0) points[0] = mesh.lattice[way.startVertex]!
  if (way.endVertex >= 0) points[points.length - 1] = mesh.lattice[way.endVertex]!
  for (let i = 1; i < points.length; i++) {
    const last = i === points.length - 1
    builder.segment(points[i - 1]!, points[i]!, way.kind === 'gate' && !last ? 'footway' : way.kind, -1)
  }
}

function partsOf(builder: Builder): string[][] {
  const seen = new Set<string>()
  const parts: string[][] = []
  for (const start of builder.sides.keys()) {
    if (seen.has(start)) continue
    seen.add(start)
    const part = [start]
    for (const at of part)
      for (const key of builder.sides.get(at)!) {
        const { from, to } = builder.segments.get(key)!
        const next = from === at ? to : from
        if (seen.has(next)) continue
        seen.add(next)
        part.push(next)
      }
    parts.push(part)
  }
  return parts.sort((a, b) => b.length - a.length)
}

/** Small parts are tied to the main one by a short path, or dropped when nothing is near. */
function tieParts(builder: Builder): void {
  const parts = partsOf(builder)
  const main = parts[0]!.map((key) => ({ key, at: fromLattice(builder.places.get(key)!) }))
  const cells = new Map<string, typeof main>()
  const cell = (point: Point): string => `${Math.floor(point[0] / 150)},${Math.floor(point[1] / 150)}`
  for (const place of main) {
    const list = cells.get(cell(place.at))
    if (list) list.push(place)
    else cells.set(cell(place.at), [place])
  }
  for (const part of parts.slice(1)) {
    let best: { from: string; to: string; meters: number } | null = null
    for (const key of part) {
      const at = fromLattice(builder.places.get(key)!)
      for (let x = -1; x <= 1; x++)
        for (let y = -1; y <= 1; y++)
          for (const place of cells.get(cell([at[0] + x * 150, at[1] + y * 150])) ?? []) {
            const meters = distance(at, place.at)
            if (!best || meters < best.meters) best = { from: key, to: place.key, meters }
          }
    }
    if (best && best.meters < 140)
      builder.segment(builder.places.get(best.from)!, builder.places.get(best.to)!, 'footway', -1)
    else for (const key of part) for (const side of [...builder.sides.get(key)!]) builder.segments.delete(side)
  }
}

/** Straight stretches longer than the maximum are divided into equal parts. */
function divide(builder: Builder, maximumMeters: number): void {
  for (const [key, { from, to, kind, road }] of [...builder.segments]) {
    const a = builder.places.get(from)!
    const b = builder.places.get(to)!
    const count = Math.ceil(sphereMeters(a, b) / maximumMeters)
    if (count < 2) continue
    builder.segments.delete(key)
    builder.sides.get(from)!.delete(key)
    builder.sides.get(to)!.delete(key)
    let last = a
    for (let i = 1; i <= count; i++) {
      const share = i / count
      const next: LatticePoint =
        i === count ? b : [Math.round(a[0] + (b[0] - a[0]) * share), Math.round(a[1] + (b[1] - a[1]) * share)]
      builder.segment(last, next, kind, road)
      last = next
    }
  }
}

/** Chains of plain points become one edge as long as it does not exceed the maximum. */
function contract(builder: Builder, maximumMeters: number): WalkNetwork {
  const network: WalkNetwork = { nodes: [], edges: [] }
  const numbers = new Map<string, number>()
  const number = (key: string): number => {
    let id = numbers.get(key)
    if (id === undefined) {
      id = network.nodes.length
      network.nodes.push(builder.places.get(key)!)
      numbers.set(key, id)
    }
    return id
  }
  const alive = (at: string): string[] => [...builder.sides.get(at)!].filter((key) => builder.segments.has(key))
  const isNode = (at: string): boolean => {
    const sides = alive(at)
    if (sides.length !== 2) return true
    const [a, b] = sides.map((key) => builder.segments.get(key)!)
    return a!.kind !== b!.kind || a!.road !== b!.road
  }
  const done = new Set<string>()
  const walkFrom = (start: string, first: string): void => {
    if (done.has(first)) return
    const { kind, road } = builder.segments.get(first)!
    const chain = [start]
    let key = first
    let at = start
    let meters = 0
    for (;;) {
      done.add(key)
      const segment = builder.segments.get(key)!
      const next = segment.from === at ? segment.to : segment.from
      meters += sphereMeters(builder.places.get(at)!, builder.places.get(next)!)
      chain.push(next)
      at = next
      if (isNode(at) || at === start) break
      const onward = alive(at).find((other) => other !== key)!
      if (done.has(onward) || meters + metersOf(builder, onward) > maximumMeters) break
      key = onward
    }
    network.edges.push({
      from: number(start),
      to: number(at),
      kind,
      road,
      line: chain.map((place) => builder.places.get(place)!),
      meters,
    })
    if (!isNode(at) && at !== start) {
      const next = alive(at).find((other) => !done.has(other))
      if (next) walkFrom(at, next)
    }
  }
  for (const at of builder.sides.keys()) if (isNode(at)) for (const key of alive(at)) walkFrom(at, key)
  for (const [key, segment] of builder.segments) if (!done.has(key)) walkFrom(segment.from, key)
  return network
}

function metersOf(builder: Builder, key: string): number {
  const { from, to } = builder.segments.get(key)!
  return sphereMeters(builder.places.get(from)!, builder.places.get(to)!)
}

/** Length on the sphere of radius 6,371,008.8 m, as ST_Length with use_spheroid false gives it. */
export function sphereMeters(a: LatticePoint, b: LatticePoint): number {
  const radian = Math.PI / 180 / 1e7
  const low = a[1] * radian
  const high = b[1] * radian
  const half =
    Math.sin((high - low) / 2) ** 2 + Math.cos(low) * Math.cos(high) * Math.sin(((b[0] - a[0]) * radian) / 2) ** 2
  return 2 * 6371008.8 * Math.asin(Math.sqrt(half))
}
