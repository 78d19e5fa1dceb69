import type { Position } from '#domain/contract/common.ts'
import { hilbertOrder } from './hilbert.ts'

/**
 * Walking edges as columns, one entry an edge; a line runs from its `from` node to its `to` node.
 * `vertices` holds longitude, latitude pairs in degrees; edge e owns points `vertexStart[e]` to `vertexStart[e + 1] - 1`.
 */
export interface EdgeColumns {
  /** Node ids as stored, any integers. */
  from: Int32Array
  to: Int32Array
  lengthMeters: Float64Array
  /** Index in `edgeKinds`. */
  kind: Uint8Array
  vertexStart: Uint32Array
  vertices: Float64Array
  /** Ids as stored; its index where nobody said. */
  id?: Int32Array
  /** Height of the `to` end above the `from` end; NaN where unknown. */
  ascentMeters?: Float64Array
}

/** A county's walking network: edges with node indexes 0 to `nodeCount` - 1 that follow a Hilbert curve. */
export interface Network {
  nodeCount: number
  edgeCount: number
  nodeLongitude: Float64Array
  nodeLatitude: Float64Array
  /** Node indexes. */
  from: Int32Array
  to: Int32Array
  lengthMeters: Float64Array
  kind: Uint8Array
  vertexStart: Uint32Array
  vertices: Float64Array
  /** Ids as stored. */
  id: Int32Array
  /** Height of the `to` end above the `from` end; NaN where unknown. */
  ascentMeters: Float64Array
}

/** Degrees as they are kept: to 1e-7 (a centimetre), so that what travels packed is the same to the bit. */
export function keptDegrees(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7
}

/** Meters as they are kept: to the millimetre. */
export function keptMeters(meters: number): number {
  return Math.round(meters * 1000) / 1000
}

/**
 * Gives nodes the positions of their edges' ends and numbers them along a Hilbert curve, so that neighbours share memory.
 * Edges are sorted by their nodes; `order` holds the index that each edge had before.
 */
export function buildNetwork(edges: EdgeColumns): Network & { order: Uint32Array } {
  const edgeCount = edges.from.length
  const found = new Map<number, number>()
  const longitudes: number[] = []
  const latitudes: number[] = []
  const indexOf = (id: number, vertex: number) => {
    const known = found.get(id)
    if (known !== undefined) return known
    found.set(id, longitudes.length)
    longitudes.push(keptDegrees(edges.vertices[2 * vertex]!))
    latitudes.push(keptDegrees(edges.vertices[2 * vertex + 1]!))
    return longitudes.length - 1
  }
  const from = new Int32Array(edgeCount)
  const to = new Int32Array(edgeCount)
  for (let edge = 0; edge < edgeCount; edge++) {
    from[edge] = indexOf(edges.from[edge]!, edges.vertexStart[edge]!)
    to[edge] = indexOf(edges.to[edge]!, edges.vertexStart[edge + 1]! - 1)
  }
  const curve = hilbertOrder(longitudes, latitudes)
  const place = new Int32Array(curve.length)
  for (let index = 0; index < curve.length; index++) place[curve[index]!] = index
  const order = Uint32Array.from(edges.from.keys()).sort(
    (a, b) => place[from[a]!]! - place[from[b]!]! || place[to[a]!]! - place[to[b]!]! || a - b,
  )
  return {
    nodeCount: curve.length,
    edgeCount,
    nodeLongitude: Float64Array.from(curve, (old) => longitudes[old]!),
    nodeLatitude: Float64Array.from(curve, (old) => latitudes[old]!),
    from: Int32Array.from(order, (edge) => place[from[edge]!]!),
    to: Int32Array.from(order, (edge) => place[to[edge]!]!),
    lengthMeters: Float64Array.from(order, (edge) => keptMeters(edges.lengthMeters[edge]!)),
    kind: Uint8Array.from(order, (edge) => edges.kind[edge]!),
    id: Int32Array.from(order, (edge) => edges.id?.[edge] ?? edge),
    ascentMeters: Float64Array.from(order, (edge) => keptMeters(edges.ascentMeters?.[edge] ?? Number.NaN)),
    ...sortedLines(edges, order),
    order,
  }
}

function sortedLines({ vertexStart, vertices }: EdgeColumns, order: Uint32Array) {
  const start = new Uint32Array(order.length + 1)
  const sorted = new Float64Array(vertices.length)
  let written = 0
  for (let edge = 0; edge < order.length; edge++) {
    const old = order[edge]!
    for (let at = 2 * vertexStart[old]!; at < 2 * vertexStart[old + 1]!; at++)
      sorted[written++] = keptDegrees(vertices[at]!)
    start[edge + 1] = written / 2
  }
  return { vertexStart: start, vertices: sorted }
}

/** Points of an edge in degrees, from its `from` node to its `to` node. */
export function edgeLine({ vertexStart, vertices }: Network, edge: number): Position[] {
  const line: Position[] = []
  for (let vertex = vertexStart[edge]!; vertex < vertexStart[edge + 1]!; vertex++)
    line.push([vertices[2 * vertex]!, vertices[2 * vertex + 1]!])
  return line
}
