import { type BuildFinding, buildPartition, measureCell, type StoredFace } from './build-partition.ts'
import { type Census, type CountedPoints, takeCensus } from './census.ts'
import type { Draft, DraftGrid, DraftMicroGrid } from './draft.ts'
import { openCoverage, type StoredMicroGrid } from './open-coverage.ts'
import { TrieMap } from './trie-map.ts'

/** What a plan begins with, made alike on both sides from the same answer. */
export interface DraftBase {
  readonly draft: Draft
  readonly census: Census
  readonly points: CountedPoints
  /** Where stored borders do not agree. */
  readonly findings: readonly BuildFinding[]
}

/** Grids and micro-grids as they are stored, and what is counted in them. */
export interface StoredGround {
  readonly grids: readonly StoredGrid[]
  readonly microGrids?: readonly BaseMicroGrid[] | undefined
  readonly points: CountedPoints
}

/** A stored grid and what it is called. */
export interface StoredGrid extends StoredFace {
  name: string
  kind: 'base' | 'dedicated'
  community: string
  /** A neighbour beyond the scope: seen, not changed. */
  locked: boolean
}

/** A stored micro-grid with the name people know it by. */
export interface BaseMicroGrid extends StoredMicroGrid {
  name: string
}

/**
 * The draft of a base before its first operation. Areas without ground of their own are left out (and told). Borders that
 * match to the bit are joined at once; others are cut at each other first.
 */
export function draftOfBase({ grids, microGrids: stored = [], points }: StoredGround): DraftBase {
  const standing = new Set(grids.map((grid) => grid.code))
  const nested = stored.filter((micro) => standing.has(micro.grid) && !standing.has(micro.code))
  const { partition, findings } = partitionOf(grids, nested)
  const microGrids = new Map<string, DraftMicroGrid>()
  const ofGrid = new Map<string, string[]>()
  for (const { code, name, grid } of nested) {
    if (!partition.faces.has(code) || microGrids.has(code)) continue
    microGrids.set(code, { code, name, grid })
    ofGrid.set(grid, [...(ofGrid.get(grid) ?? []), code].sort())
  }
  const known = new Map<string, DraftGrid>()
  for (const { code, name, kind, community, locked } of grids)
    if (partition.faces.has(code) || ofGrid.has(code))
      known.set(code, { code, name, kind, community, locked, microGrids: ofGrid.get(code) ?? [] })
  return {
    draft: { partition, grids: TrieMap.from(known), microGrids: TrieMap.from(microGrids) },
    census: takeCensus(partition, points),
    points,
    findings,
  }
}

function partitionOf(grids: readonly StoredFace[], microGrids: readonly StoredMicroGrid[]) {
  const opened = openCoverage(grids, microGrids)
  if (!opened)
    return buildPartition([...grids, ...microGrids], new Map(microGrids.map(({ code, grid }) => [code, grid])))
  const findings = opened.gaps.map(({ cell, codes }): BuildFinding => ({ kind: 'gap', codes, ...measureCell(cell) }))
  return { partition: opened.partition, findings }
}
