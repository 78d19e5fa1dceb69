import type { Box } from '#domain/contract/common.ts'
import type { EdgeColumns } from './network.ts'
import { METERS_PER_DEGREE, metersPerLongitude } from './sphere.ts'

/**
 * The part of a province's network that one county needs: every edge that comes within `haloMeters` of its box. Nobody walks
 * farther than straight, so with a halo of speed x time every walk of at most that time to or from the box is in it whole,
 * and its times equal those of the whole province. Node ids are kept.
 */
export function cutShard(edges: EdgeColumns, [west, south, east, north]: Box, haloMeters: number): EdgeColumns {
  const wide = haloMeters / metersPerLongitude(Math.max(Math.abs(south), Math.abs(north)))
  const high = haloMeters / METERS_PER_DEGREE
  const { vertexStart, vertices } = edges
  const near = (edge: number) => {
    let [left, bottom, right, top] = [180, 90, -180, -90]
    for (let vertex = vertexStart[edge]!; vertex < vertexStart[edge + 1]!; vertex++) {
      left = Math.min(left, vertices[2 * vertex]!)
      right = Math.max(right, vertices[2 * vertex]!)
      bottom = Math.min(bottom, vertices[2 * vertex + 1]!)
      top = Math.max(top, vertices[2 * vertex + 1]!)
    }
    return left <= east + wide && right >= west - wide && bottom <= north + high && top >= south - high
  }
  const kept = Uint32Array.from(edges.from.keys()).filter(near)
  const start = new Uint32Array(kept.length + 1)
  kept.forEach((edge, at) => {
    start[at + 1] = start[at]! + vertexStart[edge + 1]! - vertexStart[edge]!
  })
  const points = new Float64Array(2 * start[kept.length]!)
  kept.forEach((edge, at) => {
    points.set(vertices.subarray(2 * vertexStart[edge]!, 2 * vertexStart[edge + 1]!), 2 * start[at]!)
  })
  return {
    from: Int32Array.from(kept, (edge) => edges.from[edge]!),
    to: Int32Array.from(kept, (edge) => edges.to[edge]!),
    lengthMeters: Float64Array.from(kept, (edge) => edges.lengthMeters[edge]!),
    kind: Uint8Array.from(kept, (edge) => edges.kind[edge]!),
    vertexStart: start,
    vertices: points,
    id: Int32Array.from(kept, (edge) => edges.id?.[edge] ?? edge),
    ...(edges.ascentMeters && { ascentMeters: Float64Array.from(kept, (edge) => edges.ascentMeters![edge]!) }),
  }
}
