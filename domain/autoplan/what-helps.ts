import type { Norm } from './cut-tree.ts'
import { partsOf } from './why-none.ts'

/** A community beside the one in question. */
export interface Neighbour {
  community: string
  households: number
}

/**
 * What would make a plan possible, with its figures:
 * - `lower-least`, `raise-most`: the norm that the ground just keeps
 * - `join`: a neighbouring community; households and grids of both together
 * - `share`: a compound parted by hand among so many grids, about so many households each
 */
export type Help =
  | { kind: 'lower-least' | 'raise-most'; to: number }
  | { kind: 'join'; community: string; households: number; grids: number }
  | { kind: 'share'; grids: number; households: number }

/** Neighbours that are named at most. */
const MOST_NEIGHBOURS = 2

/** Ways out of a piece of ground of some households (`isAtom`: of one atom that cannot be parted) that keeps no norm. */
export function whatHelps(
  { households, isAtom, isCompound }: { households: number; isAtom: boolean; isCompound: boolean },
  norm: Norm,
  neighbours: readonly Neighbour[],
): Help[] {
  const [least, most] = norm
  if (least > most || most < 1 || households === 0) return []
  if (isAtom) {
    const grids = Math.ceil(households / most)
    const share: Help[] = isCompound ? [{ kind: 'share', grids, households: Math.ceil(households / grids) }] : []
    return [...share, { kind: 'raise-most', to: households }]
  }
  const [fewest, mostParts] = partsOf(households, norm)
  // there is room by count alone: what stands in the way is how large the compounds are
  if (fewest <= mostParts) return []
  const helps: Help[] = [{ kind: 'lower-least', to: Math.floor(households / fewest) }]
  if (mostParts >= 1) helps.push({ kind: 'raise-most', to: Math.ceil(households / mostParts) })
  const joined = neighbours
    .map((one) => ({ ...one, households: one.households + households }))
    .filter((one) => {
      const [few, many] = partsOf(one.households, norm)
      return few <= many
    })
    .sort((a, b) => a.households - b.households)
  for (const one of joined.slice(0, MOST_NEIGHBOURS))
    helps.push({ kind: 'join', ...one, grids: partsOf(one.households, norm)[0] })
  return helps
}
