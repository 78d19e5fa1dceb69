import { groundOf } from '#domain/partition/ground.ts'
import { interiorPoint } from '#domain/partition/interior-point.ts'
import { toPosition } from '#domain/partition/lattice.ts'
import { doubleArea } from '#domain/partition/polygon.ts'
import type { Finding, RuleWorld } from './rule.types.ts'

/** A grid lies in one piece; told at its smallest part. */
export function contiguity(face: string, { draft }: RuleWorld): Finding[] {
  const polygons = groundOf(draft, face)
  if (polygons.length < 2) return []
  const smallest = polygons.reduce((one, other) => (doubleArea([other]) < doubleArea([one]) ? other : one))
  const [x, y] = interiorPoint(smallest)
  return [
    {
      id: `contiguity:${face}`,
      rule: 'not-contiguous',
      severity: 'warn',
      face,
      at: toPosition(x, y),
      values: { parts: polygons.length },
    },
  ]
}
