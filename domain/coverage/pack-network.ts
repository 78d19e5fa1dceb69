import type { ByteReader, ByteWriter } from './byte-stream.ts'
import type { Network } from './network.ts'

/** Degrees and meters as whole numbers, as `keptDegrees` and `keptMeters` keep them. */
const DEGREE_STEPS = 1e7
const METER_STEPS = 1000

/** Writes a network: nodes along their curve, edges by their nodes, lines as steps from point to point. */
export function packNetwork(network: Network, writer: ByteWriter): void {
  const { nodeCount, edgeCount, from, to, vertices } = network
  writer.unsigned(nodeCount)
  writer.unsigned(edgeCount)
  writer.unsigned(vertices.length)
  packSteps(network.nodeLongitude, writer)
  packSteps(network.nodeLatitude, writer)
  for (let edge = 0; edge < edgeCount; edge++) {
    writer.unsigned(from[edge]! - (edge === 0 ? 0 : from[edge - 1]!))
    writer.signed(to[edge]! - from[edge]!)
    writer.unsigned(Math.round(network.lengthMeters[edge]! * METER_STEPS))
    packLine(network, edge, writer)
  }
  let before = 0
  for (let edge = 0; edge < edgeCount; edge++) {
    writer.signed(network.id[edge]! - before)
    before = network.id[edge]!
  }
  writer.runs(network.kind)
  writer.runs(Array.from(network.ascentMeters, (ascent) => (Number.isNaN(ascent) ? 0 : 1)))
  for (const ascent of network.ascentMeters) if (!Number.isNaN(ascent)) writer.signed(Math.round(ascent * METER_STEPS))
}

export function unpackNetwork(reader: ByteReader): Network {
  const nodeCount = reader.unsigned()
  const edgeCount = reader.unsigned()
  const vertices = new Float64Array(reader.unsigned())
  const network: Network = {
    nodeCount,
    edgeCount,
    nodeLongitude: unpackSteps(new Float64Array(nodeCount), reader),
    nodeLatitude: unpackSteps(new Float64Array(nodeCount), reader),
    from: new Int32Array(edgeCount),
    to: new Int32Array(edgeCount),
    lengthMeters: new Float64Array(edgeCount),
    kind: new Uint8Array(edgeCount),
    vertexStart: new Uint32Array(edgeCount + 1),
    vertices,
    id: new Int32Array(edgeCount),
    ascentMeters: new Float64Array(edgeCount),
  }
  for (let edge = 0; edge < edgeCount; edge++) {
    network.from[edge] = reader.unsigned() + (edge === 0 ? 0 : network.from[edge - 1]!)
    network.to[edge] = reader.signed() + network.from[edge]!
    network.lengthMeters[edge] = reader.unsigned() / METER_STEPS
    unpackLine(network, edge, reader)
  }
  let before = 0
  for (let edge = 0; edge < edgeCount; edge++) {
    before += reader.signed()
    network.id[edge] = before
  }
  network.kind.set(reader.runs(new Int32Array(edgeCount)))
  const known = reader.runs(new Int32Array(edgeCount))
  for (let edge = 0; edge < edgeCount; edge++)
    network.ascentMeters[edge] = known[edge] === 1 ? reader.signed() / METER_STEPS : Number.NaN
  return network
}

/** A line as twice its count of points, plus 1 where its ends are not quite its nodes; then its steps. */
function packLine(network: Network, edge: number, writer: ByteWriter): void {
  const { vertexStart, vertices } = network
  const first = vertexStart[edge]!
  const last = vertexStart[edge + 1]! - 1
  const exact = isAt(network, network.from[edge]!, first) && isAt(network, network.to[edge]!, last)
  writer.unsigned(2 * (last - first + 1) + (exact ? 0 : 1))
  let x = steps(network.nodeLongitude[network.from[edge]!]!)
  let y = steps(network.nodeLatitude[network.from[edge]!]!)
  for (let vertex = exact ? first + 1 : first; vertex <= (exact ? last - 1 : last); vertex++) {
    const nextX = steps(vertices[2 * vertex]!)
    const nextY = steps(vertices[2 * vertex + 1]!)
    writer.signed(nextX - x)
    writer.signed(nextY - y)
    x = nextX
    y = nextY
  }
}

function unpackLine(network: Network, edge: number, reader: ByteReader): void {
  const { vertexStart, vertices, nodeLongitude, nodeLatitude } = network
  const from = network.from[edge]!
  const to = network.to[edge]!
  const head = reader.unsigned()
  const exact = head % 2 === 0
  const first = vertexStart[edge]!
  const last = first + Math.floor(head / 2) - 1
  vertexStart[edge + 1] = last + 1
  let x = steps(nodeLongitude[from]!)
  let y = steps(nodeLatitude[from]!)
  for (let vertex = exact ? first + 1 : first; vertex <= (exact ? last - 1 : last); vertex++) {
    x += reader.signed()
    y += reader.signed()
    vertices[2 * vertex] = x / DEGREE_STEPS
    vertices[2 * vertex + 1] = y / DEGREE_STEPS
  }
  if (!exact) return
  vertices[2 * first] = nodeLongitude[from]!
  vertices[2 * first + 1] = nodeLatitude[from]!
  vertices[2 * last] = nodeLongitude[to]!
  vertices[2 * last + 1] = nodeLatitude[to]!
}

function isAt({ vertices, nodeLongitude, nodeLatitude }: Network, node: number, vertex: number): boolean {
  return vertices[2 * vertex] === nodeLongitude[node] && vertices[2 * vertex + 1] === nodeLatitude[node]
}

function steps(degrees: number): number {
  return Math.round(degrees * DEGREE_STEPS)
}

/** Degrees as steps from one to the next. */
export function packSteps(degrees: Float64Array, writer: ByteWriter): void {
  let before = 0
  for (const value of degrees) {
    writer.signed(steps(value) - before)
    before = steps(value)
  }
}

export function unpackSteps(degrees: Float64Array, reader: ByteReader): Float64Array {
  let value = 0
  for (let at = 0; at < degrees.length; at++) {
    value += reader.signed()
    degrees[at] = value / DEGREE_STEPS
  }
  return degrees
}
