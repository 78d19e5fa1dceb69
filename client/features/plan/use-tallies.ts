import { useMemo } from 'react'
import { type Area, areaOf, areasOf, type Count, countAt, facesAt, type Level } from '#domain/partition/area.ts'
import { facesOf } from '#domain/partition/ground.ts'
import { type NormState, normOf, normState } from './norm-state.ts'
import type { OpenDraft } from './plan-desk.ts'

/** What is counted: of an open draft, or of a day. */
export type CountedGround = Pick<OpenDraft, 'work' | 'base'>

export interface AreaTally extends Count {
  area: Area
  state: NormState
  /** Households the area of this code has today; null when it is new. */
  today: number | null
}

/** Counts of every open grid of the draft, by code. */
export function useTallies({ work, base }: CountedGround): AreaTally[] {
  return useMemo(
    () =>
      areasOf(work.draft, 'grid')
        .filter((area) => !area.locked)
        .map((area) => tallyOf({ work, base }, 'grid', area)),
    [work, base],
  )
}

/** Counts of the micro-grids of a grid, and of its ground that is in none; empty without a grid. */
export function useMicroTallies(open: OpenDraft, grid: string | null): AreaTally[] {
  return useMemo(() => {
    const { draft } = open.work
    if (grid === null || !draft.grids.has(grid)) return []
    return facesOf(draft, grid).map((face) => tallyOf(open, 'micro-grid', areaOf(draft, 'micro-grid', face)!))
  }, [open, grid])
}

function tallyOf({ work, base }: CountedGround, level: Level, area: Area): AreaTally {
  const counts = countAt(work, work.base.points, level, area.code)
  const stood = facesAt(work.base.draft, level, area.code).length > 0
  return {
    area,
    ...counts,
    today: stood ? countAt(work.base, work.base.points, level, area.code).households : null,
    state: normState(area, counts.households, normOf(base, level)),
  }
}
