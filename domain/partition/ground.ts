import type { Draft } from './draft.ts'
import type { Face, LatticePolygon } from './partition.types.ts'
import { polygonsOf, regionsOf } from './polygon.ts'
import { type HalfArc, halfOf } from './trace.ts'

/** The grid a face belongs to: a micro-grid's grid, or the grid of its own code. */
export function gridOf(draft: Draft, face: string): string {
  return draft.microGrids.get(face)?.grid ?? face
}

/** Faces of a grid: its micro-grids, and its ground that is in none. Empty for a code that is no grid. */
export function facesOf(draft: Draft, grid: string): string[] {
  const micro = draft.grids.get(grid)?.microGrids ?? []
  return draft.partition.faces.has(grid) ? [...micro, grid] : [...micro]
}

// by the first face of a grid: what was joined, and from which faces as they stood
const known = new WeakMap<Face, { faces: readonly Face[]; polygons: readonly LatticePolygon[] }>()

/**
 * Polygons of a grid, whatever micro-grids it has, in the canonical form of `polygonsOf`; they hold every vertex that
 * its micro-grids have on its border. Throws on a code that is no grid of the draft.
 */
export function groundOf(draft: Draft, grid: string): readonly LatticePolygon[] {
  const codes = facesOf(draft, grid)
  if (codes.length === 0) throw new Error(`grid ${grid} is not in the plan of ${draft.grids.size} grids`)
  if (codes.length === 1) return polygonsOf(draft.partition, codes[0]!)
  const faces = codes.map((code) => draft.partition.faces.get(code)!)
  const before = known.get(faces[0]!)
  if (before && before.faces.length === faces.length && before.faces.every((face, i) => face === faces[i]))
    return before.polygons
  const polygons = regionsOf(borderOf(draft, new Set(codes))).map((region) => region.polygon)
  known.set(faces[0]!, { faces, polygons })
  return polygons
}

/** Half-arcs around faces taken together, their ground on the left. */
function borderOf({ partition }: Draft, codes: ReadonlySet<string>): HalfArc[] {
  const halves: HalfArc[] = []
  for (const code of codes)
    for (const id of partition.faces.get(code)!.arcs) {
      const arc = partition.arcs.get(id)!
      const across = arc.left === code ? arc.right : arc.left
      if (across === null || !codes.has(across)) halves.push(halfOf(arc, code)!)
    }
  return halves
}
