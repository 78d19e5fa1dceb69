import type { LatticePolygon, Partition } from '#domain/partition/partition.types.ts'
import { regionsOf } from '#domain/partition/polygon.ts'
import { type HalfArc, halfOf } from '#domain/partition/trace.ts'

/** Ground of faces taken together: polygons along the borders of which the other side is none of them. */
export function unionOf({ arcs, faces }: Partition, codes: Iterable<string>): LatticePolygon[] {
  const own = new Set(codes)
  const halves: HalfArc[] = []
  for (const code of own)
    for (const id of faces.get(code)?.arcs ?? []) {
      const arc = arcs.get(id)!
      const across = arc.left === code ? arc.right : arc.left
      if (across === null || !own.has(across)) halves.push(halfOf(arc, code)!)
    }
  return regionsOf(halves).map((region) => region.polygon)
}
