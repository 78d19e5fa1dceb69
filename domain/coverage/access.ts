import Flatbush from 'flatbush'
import type { Network } from './network.ts'
import { METERS_PER_DEGREE, metersPerLongitude, sphereMeters } from './sphere.ts'

/** Farther than this from every edge, a place has no way to the network: it counts as not reached. */
export const ACCESS_LIMIT_METERS = 300

/** Where a place meets the network: a point on an edge and the straight stretch to it. */
export interface AccessPoint {
  edge: number
  /** Share (0 to 1) of the edge's length from its `from` end. */
  along: number
  offMeters: number
  longitude: number
  latitude: number
  /** Which of its compound's gates it is reached through; left out where none. */
  gate?: number
}

export interface AccessIndex {
  /**
   * The nearest point of the network to a place in degrees, within `limitMeters`; null where there is none.
   * `allowed` may refuse an edge, or the point on it.
   */
  nearest(
    longitude: number,
    latitude: number,
    limitMeters: number,
    allowed?: (edge: number, longitude: number, latitude: number) => boolean,
  ): AccessPoint | null
  /** Tells of every straight stretch that touches the box of degrees: its edge, its first vertex, and both ends' shares of the edge. */
  eachStretchIn(
    west: number,
    south: number,
    east: number,
    north: number,
    told: (edge: number, vertex: number, from: number, to: number) => void,
  ): void
}

/** Indexes the straight stretches of all edges, so that the nearest one is found without looking at the rest. */
export function indexAccess(network: Network): AccessIndex {
  const { vertices } = network
  const stretches = stretchesOf(network)
  if (stretches.vertex.length === 0) return { nearest: () => null, eachStretchIn() {} }
  const tree = new Flatbush(stretches.vertex.length)
  for (const vertex of stretches.vertex) {
    const at = 2 * vertex
    tree.add(
      Math.min(vertices[at]!, vertices[at + 2]!),
      Math.min(vertices[at + 1]!, vertices[at + 3]!),
      Math.max(vertices[at]!, vertices[at + 2]!),
      Math.max(vertices[at + 1]!, vertices[at + 3]!),
    )
  }
  tree.finish()

  return {
    eachStretchIn(west, south, east, north, told) {
      const { vertex, edge, share } = stretches
      tree.search(west, south, east, north, (stretch) => {
        const first = vertex[stretch]!
        told(edge[stretch]!, first, share[first]!, share[first + 1]!)
        return false
      })
    },
    nearest(longitude, latitude, limitMeters, allowed = () => true) {
      const east = metersPerLongitude(latitude)
      for (let reach = Math.min(40, limitMeters); ; reach = Math.min(2 * reach, limitMeters)) {
        const wide = reach / east
        const high = reach / METERS_PER_DEGREE
        let least = reach
        let found: AccessPoint | null = null
        for (const stretch of tree.search(longitude - wide, latitude - high, longitude + wide, latitude + high)) {
          const vertex = stretches.vertex[stretch]!
          const share = project(vertices, vertex, longitude, latitude, east)
          const footLongitude = between(vertices[2 * vertex]!, vertices[2 * vertex + 2]!, share)
          const footLatitude = between(vertices[2 * vertex + 1]!, vertices[2 * vertex + 3]!, share)
          const offMeters = Math.hypot(
            (footLongitude - longitude) * east,
            (footLatitude - latitude) * METERS_PER_DEGREE,
          )
          const edge = stretches.edge[stretch]!
          if (offMeters > least || (offMeters === least && found) || !allowed(edge, footLongitude, footLatitude))
            continue
          least = offMeters
          found = {
            edge,
            along: between(stretches.share[vertex]!, stretches.share[vertex + 1]!, share),
            offMeters,
            longitude: footLongitude,
            latitude: footLatitude,
          }
        }
        if (found || reach >= limitMeters) return found && keptPoint(found, network.lengthMeters[found.edge]!)
      }
    },
  }
}

/** A point to whole decimetres along and off its edge, so that what travels packed is the same to the bit. */
function keptPoint(point: AccessPoint, lengthMeters: number): AccessPoint {
  const along = lengthMeters === 0 ? 0 : Math.min(1, keptDecimeters(point.along * lengthMeters) / lengthMeters)
  return { ...point, along, offMeters: keptDecimeters(point.offMeters) }
}

/** Meters to whole decimetres. */
export function keptDecimeters(meters: number): number {
  return Math.round(meters * 10) / 10
}

/** Share (0 to 1) along the stretch that begins at a vertex where a place's foot falls, on a plane around the place. */
function project(vertices: Float64Array, vertex: number, longitude: number, latitude: number, east: number): number {
  const at = 2 * vertex
  const x = (vertices[at]! - longitude) * east
  const y = (vertices[at + 1]! - latitude) * METERS_PER_DEGREE
  const runX = (vertices[at + 2]! - vertices[at]!) * east
  const runY = (vertices[at + 3]! - vertices[at + 1]!) * METERS_PER_DEGREE
  const square = runX * runX + runY * runY
  return square === 0 ? 0 : Math.min(1, Math.max(0, -(x * runX + y * runY) / square))
}

interface Stretches {
  /** First vertex and edge of each straight stretch. */
  vertex: Uint32Array
  edge: Uint32Array
  /** For each vertex, its share (0 to 1) of its edge's length. */
  share: Float64Array
}

function stretchesOf({ edgeCount, vertexStart, vertices }: Network): Stretches {
  const vertex: number[] = []
  const edge: number[] = []
  const share = new Float64Array(vertices.length / 2)
  for (let at = 0; at < edgeCount; at++) {
    const first = vertexStart[at]!
    const last = vertexStart[at + 1]! - 1
    for (let corner = first; corner < last; corner++) {
      vertex.push(corner)
      edge.push(at)
      share[corner + 1] = share[corner]! + stretchMeters(vertices, corner)
    }
    const whole = share[last]!
    for (let corner = first; corner <= last; corner++) share[corner] = whole === 0 ? 0 : share[corner]! / whole
  }
  return { vertex: Uint32Array.from(vertex), edge: Uint32Array.from(edge), share }
}

function stretchMeters(vertices: Float64Array, vertex: number): number {
  const at = 2 * vertex
  return sphereMeters(vertices[at]!, vertices[at + 1]!, vertices[at + 2]!, vertices[at + 3]!)
}

function between(from: number, to: number, share: number): number {
  return from + (to - from) * share
}
