import { countAt } from './area.ts'
import type { Census, CountedPoints } from './census.ts'
import type { Draft } from './draft.ts'
import { gridOf } from './ground.ts'

export interface Comparison {
  /** Households whose grid has another code than today, of all that lie in the plan. */
  movedHouseholds: number
  households: number
  /** Base grids within the norm, today and in the plan, each of how many. */
  today: { within: number; grids: number }
  planned: { within: number; grids: number }
}

/** What a plan changes against the day it stands on. */
export function compareCensus(
  points: CountedPoints,
  norm: readonly [number, number],
  today: { draft: Draft; census: Census },
  planned: { draft: Draft; census: Census },
): Comparison {
  const home = new Map<number, string>()
  for (const [face, list] of today.census.of) {
    const grid = gridOf(today.draft, face)
    for (const i of list) home.set(i, grid)
  }
  let movedHouseholds = 0
  let households = 0
  for (const [face, list] of planned.census.of) {
    const code = gridOf(planned.draft, face)
    if (planned.draft.grids.get(code)?.locked !== false) continue
    for (const i of list) {
      households += points.households[i]!
      if (home.get(i) !== code) movedHouseholds += points.households[i]!
    }
  }
  return {
    movedHouseholds,
    households,
    today: withinNorm(points, norm, today),
    planned: withinNorm(points, norm, planned),
  }
}

function withinNorm(
  points: CountedPoints,
  [least, most]: readonly [number, number],
  { draft, census }: { draft: Draft; census: Census },
) {
  const counted = { within: 0, grids: 0 }
  for (const grid of draft.grids.values()) {
    if (grid.locked || grid.kind !== 'base') continue
    const { households } = countAt({ draft, census }, points, 'grid', grid.code)
    counted.grids++
    if (households >= least && households <= most) counted.within++
  }
  return counted
}
