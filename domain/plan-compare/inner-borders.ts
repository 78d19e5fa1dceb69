import type { Draft } from '#domain/partition/draft.ts'
import { gridOf } from '#domain/partition/ground.ts'
import type { Path } from '#domain/partition/lattice.ts'

/**
 * Borders between grids of one community that a draft may change, as paths; those between communities are given. `takes`
 * chooses among them by the codes of the two grids.
 */
export function innerBorders(
  draft: Draft,
  takes: (one: string, other: string) => boolean = () => true,
): readonly Path[] {
  const borders: Path[] = []
  for (const { left, right, points } of draft.partition.arcs.values()) {
    if (left === null || right === null) continue
    const [one, other] = [draft.grids.get(gridOf(draft, left)), draft.grids.get(gridOf(draft, right))]
    if (!one || !other || one === other || one.locked || other.locked || one.community !== other.community) continue
    if (takes(one.code, other.code)) borders.push(points)
  }
  return borders
}
