import type { PlanBase } from '#domain/contract/plan.ts'
import { type BuildFinding, buildPartition } from './build-partition.ts'
import { type Census, type CountedPoints, takeCensus } from './census.ts'
import type { Draft, DraftGrid, DraftMicroGrid } from './draft.ts'
import { TrieMap } from './trie-map.ts'

/** What a plan begins with, made alike on both sides from the same answer. */
export interface DraftBase {
  readonly draft: Draft
  readonly census: Census
  readonly points: CountedPoints
  /** Where stored borders do not agree. */
  readonly findings: readonly BuildFinding[]
}

/** The draft of a base before its first operation. Grids without ground of their own are left out (and told). */
export function draftOfBase({ grids, points }: Pick<PlanBase, 'grids' | 'points'>): DraftBase {
  const { partition, findings } = buildPartition(grids)
  const known = new Map<string, DraftGrid>()
  for (const { code, name, kind, community, locked } of grids)
    if (partition.faces.has(code)) known.set(code, { code, name, kind, community, locked, microGrids: [] })
  return {
    draft: { partition, grids: TrieMap.from(known), microGrids: TrieMap.from<string, DraftMicroGrid>([]) },
    census: takeCensus(partition, points),
    points,
    findings,
  }
}
