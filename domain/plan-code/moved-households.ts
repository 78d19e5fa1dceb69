import type { Census, CountedPoints } from '#domain/partition/census.ts'
import type { Draft } from '#domain/partition/draft.ts'
import { gridOf } from '#domain/partition/ground.ts'

/** The grid in which each point lies, '' outside of all. */
export function gridsOfPoints(draft: Draft, census: Census, count: number): string[] {
  const grids = new Array<string>(count).fill('')
  for (const [face, list] of census.of) {
    const grid = gridOf(draft, face)
    for (const i of list) grids[i] = grid
  }
  return grids
}

/** For each closed grid the grid that takes most of its households, else of its buildings; none where it has neither. */
export function takersOf(
  closed: readonly string[],
  before: readonly string[],
  after: readonly string[],
  { households, buildings }: Pick<CountedPoints, 'households' | 'buildings'>,
): Map<string, string> {
  const weights = new Map(closed.map((code) => [code, new Map<string, number>()]))
  before.forEach((code, i) => {
    const taken = weights.get(code)
    const taker = after[i]!
    if (taken && taker !== '') taken.set(taker, (taken.get(taker) ?? 0) + households[i]! + buildings[i]! / 1_000)
  })
  return new Map(
    [...weights].flatMap(([code, taken]) => {
      const [best] = [...taken].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      return best ? [[code, best[0]] as const] : []
    }),
  )
}

/** Households whose grid has another code afterwards, of all in grids that the plan may change. */
export function movedHouseholds(
  draft: Draft,
  before: readonly string[],
  after: readonly string[],
  { households }: Pick<CountedPoints, 'households'>,
  codeOf: (draftCode: string) => string,
): { moved: number; all: number } {
  const counted = { moved: 0, all: 0 }
  after.forEach((grid, i) => {
    if (draft.grids.get(grid)?.locked !== false) return
    counted.all += households[i]!
    if (before[i] !== codeOf(grid)) counted.moved += households[i]!
  })
  return counted
}
