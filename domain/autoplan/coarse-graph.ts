import { type AtomGraph, atomGraph, piecesOf } from './atom-graph.ts'
import type { DrawnAtoms } from './draw-atoms.ts'

/** Atoms that stay together as one, and the coarse atom of each fine one. */
export interface Coarse {
  coarse: AtomGraph
  coarseOf: Int32Array
}

/**
 * Joins the atoms of compounds and blocks of at most `most` households; larger ones stay in their parts. `keepsShares`: one
 * that several grids of today share stays in its shares.
 */
export function coarseGraph(drawn: DrawnAtoms, fine: AtomGraph, most: number, keepsShares = false): Coarse {
  const { households, issues, today } = fine
  const coarseOf = together(drawn, fine, most, keepsShares)
  const count = Math.max(-1, ...coarseOf) + 1
  const sums = { households: new Array<number>(count).fill(0), issues: new Array<number>(count).fill(0) }
  const share = Array.from({ length: count }, () => new Map<number, number>())
  coarseOf.forEach((coarse, atom) => {
    sums.households[coarse]! += households[atom]!
    sums.issues[coarse]! += issues[atom]!
    const grid = today[atom]!
    share[coarse]!.set(grid, (share[coarse]!.get(grid) ?? 0) + households[atom]! + 0.001)
  })
  const edges = new Map<string, { a: number; b: number; lengthMeters: number; cost: number }>()
  for (const { a, b, lengthMeters, cost } of drawn.edges) {
    const [one, other] = [coarseOf[a]!, coarseOf[b]!]
    if (one === other) continue
    const key = one < other ? `${one} ${other}` : `${other} ${one}`
    const known = edges.get(key) ?? { a: Math.min(one, other), b: Math.max(one, other), lengthMeters: 0, cost: 0 }
    edges.set(key, known)
    known.cost =
      (known.cost * known.lengthMeters + cost * lengthMeters) / Math.max(known.lengthMeters + lengthMeters, 1e-9)
    known.lengthMeters += lengthMeters
  }
  const coarse = atomGraph(sums.households, [...edges.values()], {
    issues: sums.issues,
    today: share.map((grid) => [...grid].sort(([, a], [, b]) => b - a)[0]?.[0] ?? -1),
  })
  return { coarse, coarseOf }
}

/** Numbers that atoms of one group share where the group fits and hangs together. */
function together({ atoms }: DrawnAtoms, fine: AtomGraph, most: number, keepsShares: boolean): Int32Array {
  const sums = new Map<number, number>()
  for (const { group, households } of atoms) sums.set(group, (sums.get(group) ?? 0) + households)
  const number = new Int32Array(atoms.length).fill(-1)
  let next = 0
  const members = new Map<string, Set<number>>()
  atoms.forEach(({ group }, atom) => {
    const share = keepsShares ? `${group} ${fine.today[atom]}` : `${group}`
    if (sums.get(group)! > most) number[atom] = next++
    else members.set(share, (members.get(share) ?? new Set()).add(atom))
  })
  for (const group of members.values())
    for (const piece of piecesWithin(fine, group)) {
      for (const atom of piece) number[atom] = next
      next++
    }
  return number
}

function piecesWithin(fine: AtomGraph, group: ReadonlySet<number>): number[][] {
  return group.size === 1 ? [[...group]] : piecesOf(fine, (atom) => group.has(atom))
}
