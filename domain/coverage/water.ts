import type { Position } from '#domain/contract/common.ts'
import { boxOf } from '#domain/coordinate/box-of.ts'

/** Whether the straight line between two positions crosses the shore of any water. */
export type WaterFinder = (from: Position, to: Position) => boolean

interface Ring {
  box: [west: number, south: number, east: number, north: number]
  ring: readonly Position[]
}

/** Prepares water (MultiPolygon coordinates) for questions about straight lines. */
export function waterFinder(water: readonly Position[][][][]): WaterFinder {
  const rings: Ring[] = water.flat(2).map((ring) => ({ ring, box: boxOf(ring) }))
  return (from, to) => {
    const west = Math.min(from[0], to[0])
    const east = Math.max(from[0], to[0])
    const south = Math.min(from[1], to[1])
    const north = Math.max(from[1], to[1])
    return rings.some(
      ({ box, ring }) =>
        box[0] <= east && box[2] >= west && box[1] <= north && box[3] >= south && crossesRing(ring, from, to),
    )
  }
}

function crossesRing(ring: readonly Position[], from: Position, to: Position): boolean {
  for (let corner = 1; corner < ring.length; corner++) {
    const a = ring[corner - 1]!
    const b = ring[corner]!
    if (side(from, to, a) !== side(from, to, b) && side(a, b, from) !== side(a, b, to)) return true
  }
  return false
}

function side([x1, y1]: Position, [x2, y2]: Position, [x, y]: Position): boolean {
  return (x2 - x1) * (y - y1) > (y2 - y1) * (x - x1)
}
