import { gridOf } from '#domain/partition/ground.ts'
import { toPosition } from '#domain/partition/lattice.ts'
import type { Finding, RuleWorld } from './rule.types.ts'

/** A grid lies in one community: told at the first building that belonged to a grid of another one. */
export function communityCrossed(face: string, { draft, census, points, base }: RuleWorld): Finding[] {
  const home = draft.grids.get(face)?.community
  const communities = communityByPoint(base)
  const strangers = (census.of.get(face) ?? []).filter((i) => communities.has(i) && communities.get(i) !== home)
  const [first] = strangers
  if (first === undefined) return []
  const households = strangers.reduce((sum, i) => sum + points.households[i]!, 0)
  return [
    {
      id: `community-crossed:${face}`,
      rule: 'community-crossed',
      severity: 'block',
      face,
      at: toPosition(points.x[first]!, points.y[first]!),
      values: { community: communities.get(first) ?? '', households },
    },
  ]
}

// the base of a plan never changes: which community each point is in is worked out once
const known = new WeakMap<object, Map<number, string>>()

function communityByPoint(base: RuleWorld['base']): Map<number, string> {
  let communities = known.get(base)
  if (communities) return communities
  communities = new Map()
  for (const [code, list] of base.census.of)
    for (const i of list) communities.set(i, base.draft.grids.get(gridOf(base.draft, code))?.community ?? '')
  known.set(base, communities)
  return communities
}
