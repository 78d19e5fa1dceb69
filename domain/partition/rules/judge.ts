import { censusOfGrids } from '#domain/partition/area.ts'
import { communityCrossed } from './community-crossed.ts'
import { compoundSplit } from './compound-split.ts'
import { contiguity } from './contiguity.ts'
import { householdNorm } from './household-norm.ts'
import type { Finding, Rule, RuleWorld } from './rule.types.ts'

/** Every rule a plan is held to. */
export const rules: readonly Rule[] = [householdNorm, communityCrossed, contiguity, compoundSplit]

/** Findings of all grids the plan may change, the blocking ones first, then by grid. */
export function judge(given: RuleWorld): Finding[] {
  // rules look at grids, the census of a draft is by its finest faces
  const world = { ...given, census: censusOfGrids(given) }
  const findings: Finding[] = []
  for (const grid of world.draft.grids.values())
    if (!grid.locked) for (const rule of rules) findings.push(...rule(grid.code, world))
  return findings.sort(
    (a, b) =>
      Number(b.severity === 'block') - Number(a.severity === 'block') || compare(a.face, b.face) || compare(a.id, b.id),
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
