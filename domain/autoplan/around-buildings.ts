import { interiorPoint } from '#domain/partition/interior-point.ts'
import { owns } from '#domain/partition/locate.ts'
import type { Vertices } from '#domain/partition/node-edges.ts'
import { borderKinds } from './atom-graph.ts'
import { type CutGround, cutFurther } from './cut-ground.ts'
import { createCellFinder } from './find-cells.ts'
import type { GroundBuilding } from './ground-features.ts'
import { looksAt } from './looks-at.ts'

/**
 * Leads borders around buildings that stand on them (a road drawn through a house, a house on the bank of a pond): the
 * whole footprint belongs to whom its middle belongs to. Ground and labels come back as they are when no building is cut.
 */
export function aroundBuildings(
  vertices: Vertices,
  ground: CutGround,
  label: Int32Array,
  buildings: readonly GroundBuilding[],
): { ground: CutGround; label: Int32Array } {
  const find = createCellFinder(ground.cells)
  const cut = buildings.flatMap(({ x, y, footprint }) => {
    const own = label[find(x, y)]!
    const isCut =
      own >= 0 && footprint.some((ring) => looksAt(ring).some(([px, py]) => !isOwn(own, label[find(px, py)]!)))
    return isCut ? footprint.map((ring) => ({ ring, own })) : []
  })
  if (cut.length === 0) return { ground, label }
  const kind = borderKinds.indexOf('midline')
  const next = cutFurther(
    vertices,
    ground,
    cut.map(({ ring }) => ({ cell: -1, path: [...ring, ring[0]!, ring[1]!], kind })),
  )
  return {
    ground: next,
    label: Int32Array.from(next.cells, ({ claims, rings }) => {
      const before = label[claims[0] ?? 0]!
      if (before < 0) return -1
      const [x, y] = interiorPoint(rings)
      return cut.find(({ ring }) => owns([ring], x, y))?.own ?? before
    }),
  }
}

/** Ground beyond the region is not ours to give. */
function isOwn(own: number, other: number): boolean {
  return other === own || other < 0
}
