import type { Position } from '#domain/contract/common.ts'
import type { Polygons } from './ground.ts'

/** Steps of the picture's lattice in a degree: about a metre. */
const STEPS_PER_DEGREE = 1e5

/**
 * An area for a picture: vertices on a lattice of a metre, those on a straight line left out. Every area rounds a shared
 * vertex alike and leaves out only what lies exactly on its line, so that shared borders stay shared.
 * What the lattice swallows keeps its own vertices.
 */
export function simplifyArea(polygons: Polygons): Position[][][] {
  const simple = polygons
    .map((polygon) => polygon.map(simplifyRing))
    // without its outer ring a polygon is nothing
    .filter(([outer]) => outer !== null && outer !== undefined)
    .map((polygon) => polygon.filter((ring) => ring !== null))
  return simple.length > 0 ? simple : polygons.map((polygon) => polygon.map((ring) => ring.map(([x, y]) => [x, y])))
}

/** Closed; null when nothing is left of it. */
function simplifyRing(ring: readonly Position[]): Position[] | null {
  const corners: Position[] = []
  for (const [longitude, latitude] of ring.slice(1)) {
    const corner: Position = [Math.round(longitude * STEPS_PER_DEGREE), Math.round(latitude * STEPS_PER_DEGREE)]
    while (corners.length > 1 && onLine(corners.at(-2)!, corners.at(-1)!, corner)) corners.pop()
    const last = corners.at(-1)
    if (last === undefined || last[0] !== corner[0] || last[1] !== corner[1]) corners.push(corner)
  }
  // where the ring closes, the same
  while (corners.length > 2 && onLine(corners.at(-2)!, corners.at(-1)!, corners[0]!)) corners.pop()
  while (corners.length > 2 && onLine(corners.at(-1)!, corners[0]!, corners[1]!)) corners.shift()
  if (corners.length < 3) return null
  const degrees = corners.map(([x, y]): Position => [x / STEPS_PER_DEGREE, y / STEPS_PER_DEGREE])
  return [...degrees, degrees[0]!]
}

/** Whether the middle one says nothing: on the line of the others, or at one of them. */
function onLine([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position): boolean {
  return (bx - ax) * (cy - ay) === (by - ay) * (cx - ax)
}
