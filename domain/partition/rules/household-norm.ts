import { tally } from '#domain/partition/census.ts'
import { groundOf } from '#domain/partition/ground.ts'
import { labelPosition } from '#domain/partition/label-position.ts'
import type { Finding, RuleWorld } from './rule.types.ts'

/** A base grid has as many households as the county's norm asks. Dedicated grids have none to ask. */
export function householdNorm(face: string, { draft, census, points, norm: [least, most] }: RuleWorld): Finding[] {
  if (draft.grids.get(face)?.kind !== 'base') return []
  const { households } = tally(points, census.of.get(face))
  if (households >= least && households <= most) return []
  const few = households < least
  return [
    {
      id: `household-norm:${face}`,
      rule: few ? 'too-few-households' : 'too-many-households',
      severity: 'block',
      face,
      at: labelPosition(groundOf(draft, face)),
      values: { households, least, most, off: few ? least - households : households - most },
    },
  ]
}
