import type { Position } from '#domain/contract/common.ts'
import type { Draft } from './draft.ts'
import { gridOf } from './ground.ts'
import { toPosition } from './lattice.ts'

/** Places where two open grids, and nothing else, bend together. */
export function sharedBends(draft: Draft): { place: Position; between: [string, string] }[] {
  return [...draft.partition.arcs.values()].flatMap(({ points, left, right }) => {
    if (left === null || right === null || points.length < 6) return []
    const between: [string, string] = [gridOf(draft, left), gridOf(draft, right)]
    if (between[0] === between[1] || between.some((grid) => draft.grids.get(grid)?.locked !== false)) return []
    return [{ place: toPosition(points[2]!, points[3]!), between }]
  })
}
