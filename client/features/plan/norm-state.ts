export type NormState = 'within' | 'under' | 'over' | 'none'

/** How households stand to the norm; a dedicated grid has none to keep. */
export function normState(
  kind: 'base' | 'dedicated',
  households: number,
  [least, most]: readonly [number, number],
): NormState {
  if (kind === 'dedicated') return 'none'
  if (households < least) return 'under'
  return households > most ? 'over' : 'within'
}

/** The mark that says the state without colour. */
export const normMarks: Record<NormState, string> = { within: '', under: '▼', over: '▲', none: '' }
