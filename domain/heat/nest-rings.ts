import { boxOf } from '#domain/coordinate/box-of.ts'

export type Ring = [number, number][]

/**
 * The region between two nested outlines: inside `outer`, outside `inner`.
 * Rings run counter-clockwise around ground that is inside, clockwise around holes, and never cross;
 * the answer is polygons of one outer ring and its holes.
 */
export function nestRings(outer: readonly Ring[], inner: readonly Ring[]): Ring[][] {
  const rings = [...outer, ...inner.map((ring) => ring.toReversed())].map((ring) => ({
    ring,
    area: signedArea(ring),
    box: boxOf(ring),
  }))
  // smallest first: the first that contains a hole is its nearest
  const shells = rings.filter(({ area }) => area > 0).sort((a, b) => a.area - b.area)
  const polygons = new Map(shells.map((shell) => [shell, [shell.ring]]))
  for (const hole of rings.filter(({ area }) => area < 0)) {
    const [x, y] = hole.ring[0]!
    const shell = shells.find(
      ({ box, area, ring }) =>
        area > -hole.area && x >= box[0] && y >= box[1] && x <= box[2] && y <= box[3] && ringContains(ring, x, y),
    )
    if (shell) polygons.get(shell)!.push(hole.ring)
  }
  return [...polygons.values()]
}

/** Twice the area, positive when counter-clockwise. */
export function signedArea(ring: Ring): number {
  // relative to the first vertex: rings are small and far from the origin
  const [x0, y0] = ring[0]!
  let sum = 0
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!
    const [bx, by] = ring[i]!
    sum += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
  }
  return sum
}

/** Whether a point lies inside a closed ring, by crossing number. */
function ringContains(ring: Ring, x: number, y: number): boolean {
  let inside = false
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!
    const [bx, by] = ring[i]!
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}
