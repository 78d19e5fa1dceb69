import { owns, ringsOf } from '#domain/partition/locate.ts'
import type { LatticePolygon } from '#domain/partition/partition.types.ts'

/** Index of the face that owns each point (steps of 1e-7 degree), -1 outside of all; as a census of the plan counts. */
export function countFaces(x: Int32Array, y: Int32Array, faces: readonly (readonly LatticePolygon[])[]): Int32Array {
  const faceOf = new Int32Array(x.length).fill(-1)
  const byX = Int32Array.from(x.keys()).sort((a, b) => x[a]! - x[b]!)
  for (const [face, polygons] of faces.entries()) {
    const rings = ringsOf(polygons)
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
    for (const ring of rings)
      for (let i = 0; i < ring.length; i += 2) {
        west = Math.min(west, ring[i]!)
        east = Math.max(east, ring[i]!)
        south = Math.min(south, ring[i + 1]!)
        north = Math.max(north, ring[i + 1]!)
      }
    for (let i = firstFrom(byX, x, west); i < byX.length && x[byX[i]!]! <= east; i++) {
      const point = byX[i]!
      if (y[point]! >= south && y[point]! <= north && owns(rings, x[point]!, y[point]!)) faceOf[point] = face
    }
  }
  return faceOf
}

/** First place in `byX` whose point lies at or east of `west`. */
function firstFrom(byX: Int32Array, x: Int32Array, west: number): number {
  let [low, high] = [0, byX.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (x[byX[middle]!]! < west) low = middle + 1
    else high = middle
  }
  return low
}
