import { seededRandom } from '#domain/heat/random.ts'
import { boundSites } from './bound.ts'
import { addSite, bestCandidate, type Choice, chooseNone, copyChoice } from './choice.ts'
import { inOrder, type Ordered } from './in-order.ts'
import { interchange, takeOut } from './interchange.ts'
import type { Reach } from './reach.ts'
import { type Watch, watchPart } from './watch.ts'

/** The best sites found, each the one that adds most to those before, and what is proven about them. */
export interface BestSites extends Ordered {
  /** No choice of as many sites has a larger total. */
  atMost: number
  /** What each demand has from its best site. */
  has: Float64Array
}

export interface BestOptions {
  sites: number
  /** Every total is a whole number. */
  whole: boolean
  seed: number
  /** Relative gap at which to stop searching and proving. */
  near?: number
  /** Steps of the bound at most. */
  steps?: number
  /** Times that some sites are thrown out and chosen anew. */
  kicks?: number
}

/** Sites thrown out by a kick, at least and as a part of all. */
const KICKED = { least: 2, part: 0.15 }

/**
 * The best sites: greedy, never below 63.2 % of the best possible (Nemhauser, Wolsey and Fisher 1978), then swaps, then kicks
 * (some sites thrown out at random and chosen anew, Lourenco et al. 2003), and an upper bound. Fewer sites than asked where
 * no more gain anything.
 */
export function bestSites(reach: Reach, options: BestOptions, watch: Watch): BestSites {
  const { sites, whole, seed, near = 0.005, steps = 240, kicks = 8 } = options
  const choice = greedy(reach, sites, watchPart(watch, 0, 0.1))
  interchange(reach, choice, watchPart(watch, 0.1, 0.2))
  const asked = { sites, known: choice.total, has: choice.has, near, whole, steps }
  const proof = boundSites(reach, asked, watchPart(watch, 0.2, 0.7))
  const kept = kick(reach, choice, { kicks, seed, enough: proof.atMost / (1 + near) }, watchPart(watch, 0.7, 1))
  return { ...inOrder(reach, kept.sites), atMost: Math.max(proof.atMost, kept.total), has: kept.has }
}

/** Adds the candidate that gains most, again and again, until there are so many sites or the total is enough. */
export function greedy(reach: Reach, sites: number, watch: Watch, enough = Number.POSITIVE_INFINITY): Choice {
  const choice = chooseNone(reach)
  while (choice.sites.length < sites && choice.total < enough) {
    watch(choice.sites.length / sites)
    const best = bestCandidate(choice.gain)
    if (best < 0) break
    addSite(reach, choice, best)
  }
  return choice
}

interface Kicks {
  kicks: number
  seed: number
  /** Total that needs no better. */
  enough: number
}

/** Throws some sites out, chooses as many anew, swaps, and keeps the better choice. */
function kick(reach: Reach, choice: Choice, { kicks, seed, enough }: Kicks, watch: Watch): Choice {
  const random = seededRandom(seed)
  const count = choice.sites.length
  const thrown = Math.max(KICKED.least, Math.round(KICKED.part * count))
  let kept = choice
  for (let kicked = 0; kicked < kicks && kept.total < enough && thrown < count; kicked++) {
    const tried = copyChoice(kept)
    for (let out = 0; out < thrown; out++) takeOut(reach, tried, Math.floor(random() * tried.sites.length))
    // a candidate drawn by its gain, not the best one: else the same would come back
    addSite(reach, tried, drawByGain(tried.gain, random))
    while (tried.sites.length < count) addSite(reach, tried, Math.max(0, bestCandidate(tried.gain)))
    interchange(reach, tried, watchPart(watch, kicked / kicks, (kicked + 1) / kicks))
    if (tried.total > kept.total) kept = tried
  }
  return kept
}

function drawByGain(gain: Float64Array, random: () => number): number {
  let left = random() * gain.reduce((total, value) => total + Math.max(0, value), 0)
  for (let candidate = 0; candidate < gain.length; candidate++) {
    left -= Math.max(0, gain[candidate]!)
    if (left < 0) return candidate
  }
  return Math.max(0, bestCandidate(gain))
}
