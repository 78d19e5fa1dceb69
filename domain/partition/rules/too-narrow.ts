import { groundOf } from '#domain/partition/ground.ts'
import { interiorPoint } from '#domain/partition/interior-point.ts'
import { toPosition } from '#domain/partition/lattice.ts'
import { measure } from '#domain/partition/measure.ts'
import type { Finding, JudgedWorld } from './rule.types.ts'

/** No part of a grid is a strip: its mean width is its area over half its outline. Told at the narrowest part. */
export function tooNarrow(face: string, { draft, rules }: JudgedWorld): Finding[] {
  const least = rules.leastWidthMeters
  const parts = groundOf(draft, face).map((polygon) => {
    const { squareMeters, perimeterMeters } = measure([polygon])
    return { polygon, meters: perimeterMeters === 0 ? 0 : (2 * squareMeters) / perimeterMeters }
  })
  const narrowest = parts.reduce((one, other) => (other.meters < one.meters ? other : one))
  if (narrowest.meters >= least) return []
  const [x, y] = interiorPoint(narrowest.polygon)
  const values = { meters: narrowest.meters, least }
  return [{ id: `too-narrow:${face}`, rule: 'too-narrow', severity: 'warn', face, at: toPosition(x, y), values }]
}
