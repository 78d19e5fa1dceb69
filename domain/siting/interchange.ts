import { addSite, bestCandidate, type Choice, changeHas } from './choice.ts'
import type { Reach } from './reach.ts'
import type { Watch } from './watch.ts'

/** Rounds over all sites after which swapping stops; it rarely comes so far. */
const MOST_ROUNDS = 20

/**
 * Swaps one site after another for the candidate that gains most in its place, until no swap gains anything (Teitz and Bart
 * 1968). The order of sites changes; gains and total stay true.
 */
export function interchange(reach: Reach, choice: Choice, watch: Watch): void {
  let sinceSwap = 0
  const { sites } = choice
  for (let turn = 0; turn < MOST_ROUNDS * sites.length && sinceSwap < sites.length; turn++) {
    watch(Math.min(1, sinceSwap / sites.length))
    const left = sites[0]!
    const before = choice.total
    takeOut(reach, choice, 0)
    const other = bestCandidate(choice.gain)
    const better = other >= 0 && choice.total + choice.gain[other]! > before * (1 + 1e-12)
    addSite(reach, choice, better ? other : left)
    sinceSwap = better ? 0 : sinceSwap + 1
  }
}

/** Takes a site out of the choice: those it served best have what the next best of the others gives. */
export function takeOut(reach: Reach, choice: Choice, index: number): void {
  const { sites, has } = choice
  const [site] = sites.splice(index, 1)
  const { count, demand, benefit } = reach.benefitsOf(site!)
  const next = new Map<number, number>()
  for (let at = 0; at < count; at++) if (benefit[at]! >= has[demand[at]!]!) next.set(demand[at]!, 0)
  for (const other of sites) {
    const told = reach.benefitsOf(other)
    for (let at = 0; at < told.count; at++) {
      const known = next.get(told.demand[at]!)
      if (known !== undefined && told.benefit[at]! > known) next.set(told.demand[at]!, told.benefit[at]!)
    }
  }
  changeHas(reach, choice, [...next.keys()], [...next.values()])
}
