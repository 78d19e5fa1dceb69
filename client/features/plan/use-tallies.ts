import { useMemo } from 'react'
import { type Census, type CountedPoints, type Tally, tally } from '#domain/partition/census.ts'
import type { DraftGrid } from '#domain/partition/draft.ts'
import { type NormState, normState } from './norm-state.ts'
import type { OpenDraft } from './plan-desk.ts'

export interface GridTally extends Tally {
  grid: DraftGrid
  state: NormState
  /** Households the grid of this code has today; null when it is new. */
  today: number | null
}

/** Counts of every open grid of the draft, by code. */
export function useTallies({ work, base: { norm } }: OpenDraft): GridTally[] {
  return useMemo(() => {
    const { draft, census, base } = work
    return [...draft.grids.values()]
      .filter((grid) => !grid.locked)
      .sort((a, b) => (a.code < b.code ? -1 : 1))
      .map((grid) => {
        const counts = tally(base.points, census.of.get(grid.code))
        const today = householdsOf(base.census, base.points, grid.code)
        return { grid, ...counts, today, state: normState(grid.kind, counts.households, norm) }
      })
  }, [work, norm])
}

function householdsOf(census: Census, points: CountedPoints, code: string): number | null {
  const list = census.of.get(code)
  return list ? tally(points, list).households : null
}
