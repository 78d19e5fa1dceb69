import type { Crossing, CutPiece } from './cut-line.ts'
import type { Arc, Face, Node, Partition } from './partition.types.ts'

/** The border of a face after a line was let in: border arcs cut at the crossings, and the drawn arcs between. */
export interface CutArcs {
  /** The face's border arcs as they stand now, still labelled with the old code. */
  border: Arc[]
  /** The drawn arcs, left and right labelled with the new codes. */
  drawn: Arc[]
  /** Arcs that were cut and are gone. */
  removed: number[]
  nodes: [number, Node][]
  /** Faces across the border whose list of arcs changed. */
  neighbours: [string, Face][]
  nextId: number
}

/** Cuts border arcs at the crossings and lays the drawn arcs between them. Pure: returns what is to be patched. */
export function cutArcs(
  partition: Partition,
  face: Face,
  pieces: readonly CutPiece[],
  codes: readonly [string, string],
): CutArcs {
  const nodes = new Map<number, Node>()
  let nextId = partition.nextId
  const nodeOf = (id: number) => nodes.get(id) ?? partition.nodes.get(id)!
  const attach = (id: number, arc: number) => nodes.set(id, { ...nodeOf(id), arcs: [...nodeOf(id).arcs, arc] })
  const nodeAt = new Map<string, number>()
  const border: Arc[] = []
  const removed: number[] = []
  const replacedBy = new Map<number, number[]>()
  const crossings = pieces.flatMap((piece) => [piece.from, piece.to])
  for (const id of face.arcs) {
    const arc = partition.arcs.get(id)!
    for (const end of [arc.from, arc.to]) nodeAt.set(placeKey(nodeOf(end)), end)
    const stops = stopsOn(arc, crossings)
    if (stops.length === 0) {
      border.push(arc)
      continue
    }
    const made = stops.map((stop) => {
      const node: Node = { id: nextId++, x: stop.x, y: stop.y, arcs: [], soft: stop.vertex === null }
      nodes.set(node.id, node)
      nodeAt.set(placeKey(node), node.id)
      return node.id
    })
    const cut = cutAt(arc, stops, made, nextId)
    nextId += cut.length
    removed.push(id)
    replacedBy.set(
      id,
      cut.map((part) => part.id),
    )
    for (const end of [arc.from, arc.to]) nodes.set(end, { ...nodeOf(end), arcs: without(nodeOf(end).arcs, id) })
    for (const part of cut) {
      attach(part.from, part.id)
      attach(part.to, part.id)
    }
    border.push(...cut)
  }
  const drawn = pieces.map(({ from, to, points }): Arc => {
    const arc = {
      id: nextId++,
      from: nodeAt.get(placeKey(from))!,
      to: nodeAt.get(placeKey(to))!,
      points,
      left: codes[0],
      right: codes[1],
    }
    attach(arc.from, arc.id)
    attach(arc.to, arc.id)
    return arc
  })
  return { border, drawn, removed, nodes: [...nodes], neighbours: neighboursOf(partition, face, replacedBy), nextId }
}

/** Crossings inside an arc in walking order, each place once; its ends are nodes already. */
function stopsOn(arc: Arc, crossings: readonly Crossing[]): Crossing[] {
  const lastVertex = arc.points.length / 2 - 1
  const key = (crossing: Crossing) => {
    const i = crossing.segment * 2
    return (
      crossing.segment +
      alongShare(crossing, arc.points[i]!, arc.points[i + 1]!, arc.points[i + 2]!, arc.points[i + 3]!)
    )
  }
  const inside = crossings
    .filter((crossing) => crossing.arc === arc.id && crossing.vertex !== 0 && crossing.vertex !== lastVertex)
    .sort((a, b) => key(a) - key(b))
  return inside.filter((crossing, i) => i === 0 || crossing.x !== inside[i - 1]!.x || crossing.y !== inside[i - 1]!.y)
}

function alongShare({ x, y }: Crossing, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay]
  return ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)
}

function cutAt(arc: Arc, stops: readonly Crossing[], made: readonly number[], firstId: number): Arc[] {
  const parts: Arc[] = []
  let points = [arc.points[0]!, arc.points[1]!]
  let from = arc.from
  let vertex = 1
  const close = (to: number) => {
    parts.push({ ...arc, id: firstId + parts.length, from, to, points })
    from = to
  }
  stops.forEach((stop, i) => {
    const until = stop.vertex ?? stop.segment + 1
    while (vertex < until) points.push(arc.points[vertex * 2]!, arc.points[vertex++ * 2 + 1]!)
    if (stop.vertex !== null) vertex++
    points.push(stop.x, stop.y)
    close(made[i]!)
    points = [stop.x, stop.y]
  })
  for (; vertex * 2 < arc.points.length; vertex++) points.push(arc.points[vertex * 2]!, arc.points[vertex * 2 + 1]!)
  close(arc.to)
  return parts
}

function neighboursOf(
  partition: Partition,
  face: Face,
  replacedBy: ReadonlyMap<number, readonly number[]>,
): [string, Face][] {
  const codes = new Set<string>()
  for (const id of replacedBy.keys()) {
    const arc = partition.arcs.get(id)!
    const across = arc.left === face.code ? arc.right : arc.left
    if (across !== null) codes.add(across)
  }
  return [...codes].map((code) => {
    const known = partition.faces.get(code)!
    return [code, { code, arcs: known.arcs.flatMap((id) => replacedBy.get(id) ?? [id]) }]
  })
}

function placeKey({ x, y }: { x: number; y: number }): string {
  return `${x},${y}`
}

function without(list: readonly number[], value: number): number[] {
  return list.filter((one) => one !== value)
}
