import type { PlanBase } from '#domain/contract/plan.ts'
import type { Area, Level } from '#domain/partition/area.ts'

export type NormState = 'within' | 'under' | 'over' | 'none'
/** Households, least and most. */
export type Norm = readonly [number, number]

/** How households stand to the norm; a dedicated grid, and ground that is in no micro-grid, have none to keep. */
export function normState(
  { kind, rest }: Pick<Area, 'kind' | 'rest'>,
  households: number,
  [least, most]: Norm,
): NormState {
  if (kind === 'dedicated' || rest) return 'none'
  if (households < least) return 'under'
  return households > most ? 'over' : 'within'
}

/** The norm of a level, as the county sets it. */
export function normOf(base: Pick<PlanBase, 'norm' | 'microGridNorm'>, level: Level): Norm {
  return level === 'grid' ? base.norm : base.microGridNorm
}

/** The mark that says the state without colour. */
export const normMarks: Record<NormState, string> = { within: '', under: '▼', over: '▲', none: '' }
