import { indexArcs } from './arc-index.ts'
import type { Edge, Vertices } from './node-edges.ts'
import type { Arc, Face, Node, Partition } from './partition.types.ts'
import { TrieMap } from './trie-map.ts'

/** An edge with the face (index) that owns the ground on each side. */
export type OwnedEdge = Edge & { left: number | null; right: number | null }

/** Chains edges between different owners into arcs from node to node; codes name the owners. */
export function chainArcs({ x, y }: Vertices, edges: readonly OwnedEdge[], codes: readonly string[]): Partition {
  const borders = edges.filter((edge) => edge.left !== edge.right)
  const around = new Map<number, OwnedEdge[]>()
  for (const edge of borders)
    for (const vertex of [edge.from, edge.to]) {
      const list = around.get(vertex)
      if (list) list.push(edge)
      else around.set(vertex, [edge])
    }
  const nodeIds = new Map<number, number>()
  const nodeArcs = new Map<number, number[]>()
  const arcs = new Map<number, Arc>()
  const faceArcs = new Map<number, number[]>()
  let nextId = 1
  const nodeAt = (vertex: number) => {
    const known = nodeIds.get(vertex)
    if (known !== undefined) return known
    nodeIds.set(vertex, nextId)
    nodeArcs.set(nextId, [])
    return nextId++
  }
  const used = new Set<OwnedEdge>()
  const walk = (start: number, first: OwnedEdge) => {
    const from = nodeAt(start)
    const points = [x[start]!, y[start]!]
    const [left, right] = first.from === start ? [first.left, first.right] : [first.right, first.left]
    let vertex = start
    let edge: OwnedEdge | undefined = first
    while (edge) {
      used.add(edge)
      vertex = edge.from === vertex ? edge.to : edge.from
      points.push(x[vertex]!, y[vertex]!)
      edge =
        vertex === start || around.get(vertex)!.length !== 2
          ? undefined
          : around.get(vertex)!.find((next) => !used.has(next))
    }
    const to = nodeAt(vertex)
    const id = nextId++
    const name = (owner: number | null) => (owner === null ? null : codes[owner]!)
    arcs.set(id, { id, from, to, points, left: name(left), right: name(right) })
    nodeArcs.get(from)!.push(id)
    nodeArcs.get(to)!.push(id)
    for (const owner of [left, right])
      if (owner !== null) {
        const list = faceArcs.get(owner)
        if (list) list.push(id)
        else faceArcs.set(owner, [id])
      }
  }
  const ordered = [...around.keys()].sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]!)
  for (const vertex of ordered)
    if (around.get(vertex)!.length !== 2)
      for (const edge of around.get(vertex)!) if (!used.has(edge)) walk(vertex, edge)
  // what is left are rings without a node: each begins at its smallest vertex
  for (const vertex of ordered) for (const edge of around.get(vertex)!) if (!used.has(edge)) walk(vertex, edge)
  const nodes = new Map<number, Node>()
  for (const [vertex, id] of nodeIds)
    nodes.set(id, { id, x: x[vertex]!, y: y[vertex]!, arcs: nodeArcs.get(id)!, soft: false })
  const faces = new Map<string, Face>()
  codes.forEach((code, owner) => {
    const list = faceArcs.get(owner)
    if (list) faces.set(code, { code, arcs: list })
  })
  return {
    nodes: TrieMap.from(nodes),
    arcs: TrieMap.from(arcs),
    faces: TrieMap.from(faces),
    index: indexArcs(arcs.values()),
    nextId,
  }
}
