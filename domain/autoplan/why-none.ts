import type { AtomGraph } from './atom-graph.ts'
import type { Norm } from './cut-tree.ts'

/**
 * Why a connected piece of ground cannot be planned, provably but for the last:
 * - `norm-contradicts`: its least is above its most (or below 1)
 * - `nobody-lives-here`, `below-minimum`: fewer households than one grid needs
 * - `atom-above-maximum`: one atom (a compound that cannot be shared, a building) has more than one grid may have
 * - `between-norms`: too many for so many grids, too few for one more
 * - `not-found`: none was found in many tries; there may be one
 */
export type NoPlanReason =
  | 'norm-contradicts'
  | 'nobody-lives-here'
  | 'below-minimum'
  | 'atom-above-maximum'
  | 'between-norms'
  | 'not-found'

export interface NoPlan {
  reason: NoPlanReason
  /** Households of the piece; of the atom, when one is named. */
  households: number
  /** The atom that stands in the way. */
  atom: number | null
  /** Atoms of the piece. */
  atoms: readonly number[]
}

/** The first proof that no plan of a piece keeps the norm; null when there may be one. */
export function whyNone(graph: AtomGraph, atoms: readonly number[], [least, most]: Norm): NoPlan | null {
  let households = 0
  let largest = atoms[0] ?? -1
  for (const atom of atoms) {
    households += graph.households[atom]!
    if (graph.households[atom]! > graph.households[largest]!) largest = atom
  }
  const because = (reason: NoPlanReason): NoPlan => ({ reason, households, atom: null, atoms })
  if (least > most || most < 1 || least < 0) return because('norm-contradicts')
  if (households === 0 && least > 0) return because('nobody-lives-here')
  if (households < least) return because('below-minimum')
  if (largest >= 0 && graph.households[largest]! > most)
    return { reason: 'atom-above-maximum', households: graph.households[largest]!, atom: largest, atoms }
  const [fewest, mostParts] = partsOf(households, [least, most])
  return fewest > mostParts ? because('between-norms') : null
}

/** How many parts so many households can make, at least and at most; more than there can be when none. */
export function partsOf(households: number, [least, most]: Norm): [number, number] {
  const fewest = Math.max(1, Math.ceil(households / most))
  return [fewest, least === 0 ? Number.POSITIVE_INFINITY : Math.floor(households / least)]
}
