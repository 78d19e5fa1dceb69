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

/** Gives nodes the positions of their edges' ends and numbers them along a Hilbert curve, so that neighbours share memory. */
export function buildNetwork(edges: EdgeColumns): Network {
  const edgeCount = edges.from.length
  const found = new Map<number, number>()
  const longitudes: number[] = []
  const latitudes: number[] = []
  const indexOf = (id: number, vertex: number) => {
    const known = found.get(id)
    if (known !== undefined) return known
    found.set(id, longitudes.length)
    longitudes.push(edges.vertices[2 * vertex]!)
    latitudes.push(edges.vertices[2 * vertex + 1]!)
    return longitudes.length - 1
  }
  const from = new Int32Array(edgeCount)
  const to = new Int32Array(edgeCount)
  for (let edge = 0; edge < edgeCount; edge++) {
    from[edge] = indexOf(edges.from[edge]!, edges.vertexStart[edge]!)
    to[edge] = indexOf(edges.to[edge]!, edges.vertexStart[edge + 1]! - 1)
  }
  const order = hilbertOrder(longitudes, latitudes)
  const place = new Int32Array(order.length)
  for (let index = 0; index < order.length; index++) place[order[index]!] = index
  return {
    nodeCount: order.length,
    edgeCount,
    nodeLongitude: Float64Array.from(order, (old) => longitudes[old]!),
    nodeLatitude: Float64Array.from(order, (old) => latitudes[old]!),
    from: from.map((old) => place[old]!),
    to: to.map((old) => place[old]!),
    lengthMeters: edges.lengthMeters,
    kind: edges.kind,
    vertexStart: edges.vertexStart,
    vertices: edges.vertices,
    id: edges.id ?? Int32Array.from(edges.from.keys()),
    ascentMeters: edges.ascentMeters ?? new Float64Array(edgeCount).fill(Number.NaN),
  }
}

/** Points of an edge in degrees, from its `from` node to its `to` node. */
export function edgeLine({ vertexStart, vertices }: Network, edge: number): Position[] {
  const line: Position[] = []
  for (let vertex = vertexStart[edge]!; vertex < vertexStart[edge + 1]!; vertex++)
    line.push([vertices[2 * vertex]!, vertices[2 * vertex + 1]!])
  return line
}
