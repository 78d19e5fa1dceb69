import type { Position } from '#domain/contract/common.ts'
import { footOnLine, lineMeters } from './line.ts'
import { edgeLine, type Network } from './network.ts'
import { METERS_PER_DEGREE, metersPerLongitude } from './sphere.ts'

/** An edge that strays no farther than this from a line lies on it. */
const ASTRAY_METERS = 4
/** Share of the line that the edges on it must make up, so that they are what was meant. */
const LEAST_SHARE = 0.8

/**
 * Edges that lie on a line somebody saw, however an import may have cut or numbered them since; none where they no longer
 * make up the line.
 */
export function findEdges(network: Network, line: readonly Position[]): number[] {
  const whole = lineMeters(line)
  const near = boxAround(line)
  const found: number[] = []
  let meters = 0
  for (let edge = 0; edge < network.edgeCount; edge++) {
    if (!near(network.vertices, 2 * network.vertexStart[edge]!)) continue
    const points = edgeLine(network, edge)
    const middles = points
      .slice(1)
      .map((point, at): Position => [(point[0] + points[at]![0]) / 2, (point[1] + points[at]![1]) / 2])
    if ([...points, ...middles].some((point) => footOnLine(line, point).meters > ASTRAY_METERS)) continue
    const length = lineMeters(points)
    // a short edge that crosses the line's end strays no farther either
    if (length < ASTRAY_METERS && length < whole / 2) continue
    found.push(edge)
    meters += length
  }
  return meters >= LEAST_SHARE * whole && meters <= (2 - LEAST_SHARE) * whole + ASTRAY_METERS ? found : []
}

/** Whether a vertex lies within reach of the line's box. */
function boxAround(line: readonly Position[]): (vertices: Float64Array, at: number) => boolean {
  const longitudes = line.map(([longitude]) => longitude)
  const latitudes = line.map(([, latitude]) => latitude)
  const high = ASTRAY_METERS / METERS_PER_DEGREE
  const wide = ASTRAY_METERS / metersPerLongitude(latitudes[0]!)
  const west = Math.min(...longitudes) - wide
  const east = Math.max(...longitudes) + wide
  const south = Math.min(...latitudes) - high
  const north = Math.max(...latitudes) + high
  return (vertices, at) =>
    vertices[at]! >= west && vertices[at]! <= east && vertices[at + 1]! >= south && vertices[at + 1]! <= north
}
