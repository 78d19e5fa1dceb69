import type { PlanFigures } from './plan-figures.ts'
import type { PreparedCommunity } from './prepare-ground.ts'

/**
 * Why nothing is offered beside what stands, though plans were drawn, provably but for the last:
 * - `apart`: no two of the grids touch inside of one community, so that no household can change between them
 * - `even`: their households differ by one at most
 * - `compounds`: whatever lies at their borders has as many households as they differ by, or more: to hand over one makes
 *   them no more even
 * - `within-norm`: every grid keeps the norm, and nothing else that was asked for becomes better
 * - `tried`: many tries found nothing better; there may be something
 */
export type UnchangedReason = 'apart' | 'even' | 'compounds' | 'within-norm' | 'tried'

export interface Unchanged {
  reason: UnchangedReason
  /** Households by which the largest and the smallest grid differ. */
  difference: number
  /** Households of the smallest piece that could change hands; 0 where there is none. */
  smallest: number
}

/** Why what stands is left as it is, in the eyes of who asked for even households, or for a plan. */
export function whyUnchanged(
  prepared: readonly PreparedCommunity[],
  today: PlanFigures,
  goal: 'plan' | 'even',
): Unchanged {
  const borders = prepared.map(atBorders)
  const smallest = Math.min(...borders.flat())
  const difference = today.grids === 0 ? 0 : today.most - today.fewest
  const because = (reason: UnchangedReason): Unchanged => ({
    reason,
    difference,
    smallest: Number.isFinite(smallest) ? smallest : 0,
  })
  if (goal === 'plan') return because(today.within === today.grids ? 'within-norm' : 'tried')
  if (borders.every((pieces) => pieces.length === 0)) return because('apart')
  if (difference <= 1) return because('even')
  return because(smallest >= difference ? 'compounds' : 'tried')
}

/** Households of the pieces of a community that people live in and that touch another grid of today. */
function atBorders({ coarse: { households, today, offsets, neighbours } }: PreparedCommunity): number[] {
  const found: number[] = []
  households.forEach((own, atom) => {
    const around = neighbours.subarray(offsets[atom]!, offsets[atom + 1]!)
    if (own > 0 && around.some((other) => today[other] !== today[atom])) found.push(own)
  })
  return found
}
