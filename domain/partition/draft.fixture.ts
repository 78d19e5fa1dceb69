import { buildPartition } from './build-partition.ts'
import type { CountedPoints } from './census.ts'
import type { Draft, DraftGrid, DraftMicroGrid } from './draft.ts'
import { crookedFaces, ORIGIN, seeded } from './partition.fixture.ts'
import { TrieMap } from './trie-map.ts'

/** A draft of `columns` x `rows` base grids in one community, all open. */
export function crookedDraft(columns: number, rows: number, seed: number, bends = 2): Draft {
  const { partition } = buildPartition(crookedFaces(columns, rows, seed, bends))
  const grids = [...partition.faces.keys()].map((code): [string, DraftGrid] => [
    code,
    { code, name: code, kind: 'base', community: '370600001001', locked: false, microGrids: [] },
  ])
  return { partition, grids: TrieMap.from(grids), microGrids: TrieMap.from<string, DraftMicroGrid>([]) }
}

/** `count` buildings spread over the fixture's ground and a little beyond, some of them in compounds. */
export function scatteredPoints(count: number, columns: number, rows: number, seed: number): CountedPoints {
  const random = seeded(seed)
  const column = (value: () => number) => Array.from({ length: count }, value)
  return {
    x: column(() => Math.round((ORIGIN[0] + (random() * (columns + 0.6) - 0.3) * 0.003) * 1e7)),
    y: column(() => Math.round((ORIGIN[1] + (random() * (rows + 0.6) - 0.3) * 0.003) * 1e7)),
    households: column(() => Math.floor(random() * 60)),
    buildings: column(() => 1),
    issues: column(() => Math.floor(random() * 3)),
    compound: column(() => (random() < 0.5 ? -1 : Math.floor(random() * 10))),
  }
}
