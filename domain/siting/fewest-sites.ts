import { type BestSites, bestSites, greedy } from './best-sites.ts'
import { boundSites } from './bound.ts'
import type { Reach } from './reach.ts'
import { type Watch, watchPart } from './watch.ts'

/** The fewest sites found that reach a total, and how few it could be at best. */
export type FewestSites =
  | { ok: true; best: BestSites /** No fewer can be enough. */; atLeast: number }
  | { ok: false; reason: 'out-of-reach' /** Total of the most sites that may be chosen. */; most: number }

export interface FewestOptions {
  /** Total to reach. */
  target: number
  /** Every total is a whole number. */
  whole: boolean
  seed: number
  /** Sites after which it is given up. */
  mostSites: number
}

const BOUND_STEPS = 160

/**
 * The fewest sites whose total is at least the target: as many as greedy needs, then one less as long as the best choice of
 * so many still reaches it; the proof is the largest count whose bound stays below the target.
 */
export function fewestSites(reach: Reach, options: FewestOptions, watch: Watch): FewestSites {
  const { target, whole, seed, mostSites } = options
  const first = greedy(reach, mostSites, watchPart(watch, 0, 0.2), target)
  if (first.total < target) return { ok: false, reason: 'out-of-reach', most: first.total }
  let sites = first.sites.length
  let best = bestSites(reach, { sites, whole, seed, kicks: 0, steps: 1 }, watchPart(watch, 0.2, 0.3))
  for (; sites > 1; sites--) {
    const fewer = bestSites(reach, { sites: sites - 1, whole, seed, kicks: 6, steps: 1 }, watchPart(watch, 0.3, 0.6))
    if (fewer.totals.at(-1)! < target) break
    best = fewer
  }
  return { ok: true, best, atLeast: leastCount(reach, best, options, watchPart(watch, 0.6, 1)) }
}

/** The least count that is not proven to be too few. */
function leastCount(reach: Reach, best: BestSites, { target, whole }: FewestOptions, watch: Watch): number {
  for (let sites = best.sites.length - 1; sites > 0; sites--) {
    const asked = { sites, known: target, has: best.has, near: 0, steps: BOUND_STEPS, whole, below: target }
    if (boundSites(reach, asked, watch).atMost < target) return sites + 1
  }
  return 1
}
