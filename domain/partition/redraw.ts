import { arcsNear } from './arc-index.ts'
import { inTriangle } from './in-triangle.ts'
import { type Path, toPosition } from './lattice.ts'
import type { Overlay, OverlayEdge } from './overlay.ts'
import { type Arc, type Face, type Node, type Partition, type Patch, type Refusal, refuse } from './partition.types.ts'

/** A border between two labels, from node to node. */
interface Chain {
  from: number
  to: number
  points: Path
  left: string | null
  right: string | null
}

/**
 * The patch that gives every cell of an overlay its new face: borders between cells of one face go, arcs that run where
 * they ran keep their numbers, and a border that was cut for nothing is straight again.
 */
export function redraw(
  partition: Partition,
  over: Overlay,
  faceOf: (cell: number) => string | null,
): { ok: true; patch: Patch } | Refusal {
  const labelled = over.edges
    .map((edge) => ({
      ...edge,
      leftFace: over.cells[edge.left]!.face === null ? edge.beyondLeft : faceOf(edge.left),
      rightFace: over.cells[edge.right]!.face === null ? edge.beyondRight : faceOf(edge.right),
    }))
    .filter((edge) => edge.leftFace !== edge.rightFace)
  const fixed = fixedVertices(partition, over)
  const drawnChains = chainsOf(over, labelled, fixed)
  const place = crowdedPlace(partition, over, drawnChains.bends)
  if (place) return refuse('line-too-close-to-border', toPosition(place[0], place[1]))
  return { ok: true, patch: patchOf(partition, over, drawnChains.chains) }
}

type Labelled = OverlayEdge & { leftFace: string | null; rightFace: string | null }

/** Vertices where borders that are not touched begin: they stay nodes. */
function fixedVertices(partition: Partition, { arcs, vertices }: Overlay): Set<number> {
  const ids = new Set([...arcs].map((arc) => arc.id))
  const fixed = new Set<number>()
  for (const id of new Set([...arcs].flatMap((arc) => [arc.from, arc.to]))) {
    const node = partition.nodes.get(id)!
    if (node.arcs.some((arc) => !ids.has(arc))) fixed.add(vertices.exactly(node.x, node.y))
  }
  return fixed
}

function chainsOf(over: Overlay, edges: readonly Labelled[], fixed: ReadonlySet<number>) {
  const { x, y } = over.vertices
  const around = new Map<number, Labelled[]>()
  for (const edge of edges)
    for (const vertex of [edge.from, edge.to]) {
      const list = around.get(vertex)
      if (list) list.push(edge)
      else around.set(vertex, [edge])
    }
  const isNode = (vertex: number) => fixed.has(vertex) || around.get(vertex)!.length !== 2
  const used = new Set<Labelled>()
  const chains: Chain[] = []
  const bends: number[][] = []
  const walk = (start: number, first: Labelled) => {
    const walked: { edge: Labelled; to: number }[] = []
    let vertex = start
    let edge: Labelled | undefined = first
    while (edge) {
      used.add(edge)
      vertex = edge.from === vertex ? edge.to : edge.from
      walked.push({ edge, to: vertex })
      edge = vertex === start || isNode(vertex) ? undefined : around.get(vertex)!.find((next) => !used.has(next))
    }
    const stops = [start]
    walked.forEach(({ edge: here, to }, i) => {
      const next = walked[i + 1]?.edge
      const idle = to >= over.standing && next !== undefined && next.origin === here.origin
      if (!idle || !isFreeToStraighten(over, around, stops.at(-1)!, to, walked, i)) stops.push(to)
    })
    const ahead = first.from === start
    chains.push({
      from: start,
      to: vertex,
      points: stops.flatMap((stop) => [x[stop]!, y[stop]!]),
      left: ahead ? first.leftFace : first.rightFace,
      right: ahead ? first.rightFace : first.leftFace,
    })
    for (let i = 1; i + 1 < stops.length; i++)
      if (stops[i]! >= over.standing) bends.push([stops[i - 1]!, stops[i]!, stops[i + 1]!])
    if (start >= over.standing || vertex >= over.standing) bends.push(...bendsAtNodes(around, [start, vertex]))
  }
  const ordered = [...around.keys()].sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]!)
  for (const vertex of ordered)
    if (isNode(vertex)) for (const edge of around.get(vertex)!) if (!used.has(edge)) walk(vertex, edge)
  for (const vertex of ordered) for (const edge of around.get(vertex)!) if (!used.has(edge)) walk(vertex, edge)
  return { chains, bends }
}

/** Borders that were cut at a node made there: from the stop before over the node to the stop after. */
function bendsAtNodes(around: ReadonlyMap<number, readonly Labelled[]>, nodes: readonly number[]): number[][] {
  return nodes.flatMap((node) => {
    const edges = around.get(node)!
    return edges.flatMap((one, i) =>
      edges
        .slice(i + 1)
        .filter((other) => other.origin === one.origin)
        .map((other) => [farEnd(one, node), node, farEnd(other, node)]),
    )
  })
}

function farEnd(edge: OverlayEdge, vertex: number): number {
  return edge.from === vertex ? edge.to : edge.from
}

/** No other vertex lies between the bent border and the straight one. */
function isFreeToStraighten(
  { vertices: { x, y } }: Overlay,
  around: ReadonlyMap<number, readonly Labelled[]>,
  before: number,
  middle: number,
  walked: readonly { edge: Labelled; to: number }[],
  i: number,
): boolean {
  let end = i + 1
  while (walked[end + 1]?.edge.origin === walked[i]!.edge.origin) end++
  const after = walked[end]!.to
  if (after === before) return false
  const own = new Set([before, ...walked.slice(0, end + 1).map(({ to }) => to)])
  for (const vertex of around.keys())
    if (
      !own.has(vertex) &&
      inTriangle(x[before]!, y[before]!, x[middle]!, y[middle]!, x[after]!, y[after]!, x[vertex]!, y[vertex]!)
    )
      return false
  return true
}

/** A vertex of a border beyond the overlay on the thin ground over which a border was bent. */
function crowdedPlace(
  partition: Partition,
  { vertices: { x, y }, arcs }: Overlay,
  bends: readonly (readonly number[])[],
): [number, number] | null {
  for (const [a, b, c] of bends as [number, number, number][]) {
    const xs = [x[a]!, x[b]!, x[c]!]
    const ys = [y[a]!, y[b]!, y[c]!]
    for (const arc of arcsNear(partition, [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)])) {
      if (arcs.has(arc)) continue
      for (let i = 0; i < arc.points.length; i += 2) {
        const [px, py] = [arc.points[i]!, arc.points[i + 1]!]
        const corner = xs.some((vx, k) => vx === px && ys[k] === py)
        if (!corner && inTriangle(xs[0]!, ys[0]!, xs[1]!, ys[1]!, xs[2]!, ys[2]!, px, py)) return [px, py]
      }
    }
  }
  return null
}

function patchOf(partition: Partition, over: Overlay, chains: readonly Chain[]): Patch {
  let { nextId } = partition
  const known = oldArcsByStart(over.arcs)
  const arcs = new Map<number, Arc | null>([...over.arcs].map((arc) => [arc.id, null]))
  const kept = new Set<number>()
  const nodeAt = new Map<string, number>()
  const nodes = new Map<number, Node>()
  for (const { from, to } of over.arcs)
    for (const id of [from, to]) {
      const node = partition.nodes.get(id)!
      nodeAt.set(`${node.x},${node.y}`, id)
      nodes.set(id, { ...node, arcs: node.arcs.filter((arc) => !arcs.has(arc)) })
    }
  const idAt = (vertex: number) => {
    const [x, y] = [over.vertices.x[vertex]!, over.vertices.y[vertex]!]
    const found = nodeAt.get(`${x},${y}`)
    if (found !== undefined) return found
    nodeAt.set(`${x},${y}`, nextId)
    nodes.set(nextId, { id: nextId, x, y, arcs: [], soft: vertex >= over.standing })
    return nextId++
  }
  const attach = (id: number, arc: number) => nodes.set(id, { ...nodes.get(id)!, arcs: [...nodes.get(id)!.arcs, arc] })
  const faceArcs = new Map<string, number[]>()
  for (const chain of chains) {
    const { arc, same } = arcOf(chain, known) ?? {
      arc: { ...chain, id: nextId++, from: idAt(chain.from), to: idAt(chain.to) },
      same: false,
    }
    arcs.set(arc.id, arc)
    if (same) kept.add(arc.id)
    attach(arc.from, arc.id)
    attach(arc.to, arc.id)
    for (const code of [arc.left, arc.right])
      if (code !== null) {
        const list = faceArcs.get(code)
        if (list) list.push(arc.id)
        else faceArcs.set(code, [arc.id])
      }
  }
  return {
    nodes: [...nodes].flatMap(([id, node]): [number, Node | null][] => {
      const old = partition.nodes.get(id)
      if (node.arcs.length === 0) return [[id, null]]
      return old && sameNumbers(old.arcs, node.arcs) ? [] : [[id, node]]
    }),
    arcs: [...arcs].filter(([id]) => !kept.has(id)),
    faces: facesOf(partition, new Set(over.faces), faceArcs, arcs, kept),
    nextId,
  }
}

function facesOf(
  partition: Partition,
  touched: ReadonlySet<string>,
  faceArcs: ReadonlyMap<string, readonly number[]>,
  arcs: ReadonlyMap<number, Arc | null>,
  kept: ReadonlySet<number>,
): [string, Face | null][] {
  const faces: [string, Face | null][] = []
  for (const code of new Set([...touched, ...faceArcs.keys()])) {
    const old = partition.faces.get(code)
    const now = faceArcs.get(code) ?? []
    // a face beyond the overlay keeps its other borders
    const whole = touched.has(code) || !old ? now : [...old.arcs.filter((id) => !arcs.has(id)), ...now]
    if (whole.length === 0) faces.push([code, null])
    else if (!(old && sameNumbers(old.arcs, whole) && now.every((id) => kept.has(id))))
      faces.push([code, { code, arcs: whole }])
  }
  return faces
}

/** Same numbers in any order. */
function sameNumbers(one: readonly number[], other: readonly number[]): boolean {
  if (one.length !== other.length) return false
  const sorted = [...one].sort((a, b) => a - b)
  return [...other].sort((a, b) => a - b).every((value, i) => value === sorted[i])
}

function oldArcsByStart(arcs: Iterable<Arc>): Map<string, { arc: Arc; turned: boolean }[]> {
  const known = new Map<string, { arc: Arc; turned: boolean }[]>()
  const add = (key: string, arc: Arc, turned: boolean) => {
    const list = known.get(key)
    if (list) list.push({ arc, turned })
    else known.set(key, [{ arc, turned }])
  }
  for (const arc of arcs) {
    const { points } = arc
    add(points.slice(0, 4).join(), arc, false)
    add([points.at(-2), points.at(-1), points.at(-4), points.at(-3)].join(), arc, true)
  }
  return known
}

/** The arc that already runs just so, with the labels of now; null when none does. */
function arcOf(chain: Chain, known: ReadonlyMap<string, readonly { arc: Arc; turned: boolean }[]>) {
  for (const { arc, turned } of known.get(chain.points.slice(0, 4).join()) ?? []) {
    if (arc.points.length !== chain.points.length) continue
    const size = arc.points.length
    const equal = arc.points.every((value, i) => value === chain.points[turned ? size - 2 - i + 2 * (i % 2) : i])
    if (!equal) continue
    const [left, right] = turned ? [chain.right, chain.left] : [chain.left, chain.right]
    const same = arc.left === left && arc.right === right
    return { arc: same ? arc : { ...arc, left, right }, same }
  }
  return null
}
