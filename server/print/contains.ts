import type { Position } from '#domain/contract/common.ts'

/** Whether a place lies in polygons (rings, holes among them): an odd number of their edges lies east of it. */
export function contains(polygons: readonly (readonly (readonly Position[])[])[], [x, y]: Position): boolean {
  let inside = false
  for (const ring of polygons.flat())
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [one, other] = [ring[i]!, ring[j]!]
      const crosses = one[1] > y !== other[1] > y
      if (crosses && x < ((other[0] - one[0]) * (y - one[1])) / (other[1] - one[1]) + one[0]) inside = !inside
    }
  return inside
}
