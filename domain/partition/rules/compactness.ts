import { groundOf } from '#domain/partition/ground.ts'
import { labelPosition } from '#domain/partition/label-position.ts'
import { compactness, measure } from '#domain/partition/measure.ts'
import type { Finding, JudgedWorld } from './rule.types.ts'

/** A grid is compact enough to walk: its area against that of a circle of the same outline. */
export function compactEnough(face: string, { draft, rules }: JudgedWorld): Finding[] {
  const least = rules.leastCompactness
  const value = compactness(measure(groundOf(draft, face)))
  if (value >= least) return []
  const values = { compactness: value, least }
  return [
    {
      id: `compactness:${face}`,
      rule: 'not-compact',
      severity: 'warn',
      face,
      at: labelPosition(groundOf(draft, face)),
      values,
    },
  ]
}
