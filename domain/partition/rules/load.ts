import { tally } from '#domain/partition/census.ts'
import { groundOf } from '#domain/partition/ground.ts'
import { labelPosition } from '#domain/partition/label-position.ts'
import type { Finding, JudgedWorld } from './rule.types.ts'

/** One worker cares for a grid: it has no more issues in a year than one worker can carry. */
export function load(face: string, { draft, census, points, rules }: JudgedWorld): Finding[] {
  const { issues } = tally(points, census.of.get(face))
  const most = rules.issuesPerWorker
  if (issues <= most) return []
  const at = labelPosition(groundOf(draft, face))
  return [{ id: `load:${face}`, rule: 'overloaded', severity: 'warn', face, at, values: { issues, most } }]
}
