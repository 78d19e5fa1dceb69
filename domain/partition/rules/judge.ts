import { type PlanRuleName, planRuleNames, type RuleSeverity } from '#domain/contract/county.ts'
import { censusOfGrids } from '#domain/partition/area.ts'
import { communityCrossed } from './community-crossed.ts'
import { compactEnough } from './compactness.ts'
import { compoundSplit } from './compound-split.ts'
import { contiguity } from './contiguity.ts'
import { householdNorm } from './household-norm.ts'
import { load } from './load.ts'
import { microGridNorm } from './micro-grid-norm.ts'
import type { Finding, Rule, RuleWorld } from './rule.types.ts'
import { tooNarrow } from './too-narrow.ts'

/** Every rule a plan is held to, by its name. */
const rules: Readonly<Record<PlanRuleName, Rule>> = {
  'household-norm': householdNorm,
  'community-crossed': communityCrossed,
  contiguity,
  'compound-split': compoundSplit,
  load,
  compactness: compactEnough,
  'too-narrow': tooNarrow,
  'micro-grid-norm': microGridNorm,
}

/** Findings of all grids the plan may change, as severe as the county says, the blocking ones first, then by grid. */
export function judge(given: RuleWorld): Finding[] {
  return findingsOf(given, ['block', 'warn'])
}

/** Blocking findings that a plan brings: those that stood before it are not its doing, unless it began from its own ground. */
export function blockingOf(given: RuleWorld, ownGround: boolean): Finding[] {
  const blocking = findingsOf(given, ['block'])
  if (ownGround || blocking.length === 0) return blocking
  const stood = new Set(findingsOf({ ...given, ...given.base }, ['block']).map((finding) => finding.id))
  return blocking.filter((finding) => !stood.has(finding.id))
}

/** Findings of the rules that are as severe as asked. */
function findingsOf(given: RuleWorld, severities: readonly RuleSeverity[]): Finding[] {
  // rules look at grids, the census of a draft is by its finest faces
  const world = { ...given, census: censusOfGrids(given), faces: given.census }
  const findings: Finding[] = []
  for (const name of planRuleNames) {
    const severity = given.rules.severity[name]
    if (severity === 'off' || !severities.includes(severity)) continue
    for (const grid of world.draft.grids.values())
      if (!grid.locked) for (const finding of rules[name](grid.code, world)) findings.push({ ...finding, severity })
  }
  return findings.sort(
    (a, b) =>
      Number(b.severity === 'block') - Number(a.severity === 'block') || compare(a.face, b.face) || compare(a.id, b.id),
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
