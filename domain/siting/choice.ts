import type { Reach } from './reach.ts'

/** Sites chosen so far and what each demand has from them. */
export interface Choice {
  /** Candidates in the order they were chosen. */
  sites: number[]
  /** Benefit of each demand from the best of the sites. */
  has: Float64Array
  /** What every candidate would add to that. */
  gain: Float64Array
  /** Benefit of all demands. */
  total: number
}

/** No site chosen yet: the gain of every candidate. */
export function chooseNone(reach: Reach): Choice {
  const choice = {
    sites: [],
    has: new Float64Array(reach.demandCount),
    gain: new Float64Array(reach.candidateCount),
    total: 0,
  }
  reach.addGains(choice.has, choice.gain, 1)
  return choice
}

/** The same choice, to be changed apart. */
export function copyChoice({ sites, has, gain, total }: Choice): Choice {
  return { sites: [...sites], has: has.slice(), gain: gain.slice(), total }
}

/** Adds a site: the demands that it serves better have more, and every other candidate gains less by them. */
export function addSite(reach: Reach, choice: Choice, site: number): void {
  const { count, demand, benefit } = reach.benefitsOf(site)
  const changed: number[] = []
  const more: number[] = []
  for (let index = 0; index < count; index++) {
    if (benefit[index]! <= choice.has[demand[index]!]!) continue
    changed.push(demand[index]!)
    more.push(benefit[index]!)
  }
  changeHas(reach, choice, changed, more)
  choice.sites.push(site)
}

/** Gives the listed demands another benefit and keeps gains and total true to it. */
export function changeHas(reach: Reach, choice: Choice, demands: readonly number[], has: readonly number[]): void {
  if (demands.length === 0) return
  reach.addGains(choice.has, choice.gain, -1, demands)
  for (let index = 0; index < demands.length; index++) {
    const demand = demands[index]!
    choice.total += has[index]! - choice.has[demand]!
    choice.has[demand] = has[index]!
  }
  reach.addGains(choice.has, choice.gain, 1, demands)
}

/** The candidate that gains most; the first of equals; -1 where none gains anything. */
export function bestCandidate(gain: Float64Array): number {
  let best = -1
  let most = 0
  for (let candidate = 0; candidate < gain.length; candidate++)
    if (gain[candidate]! > most) {
      most = gain[candidate]!
      best = candidate
    }
  return best
}
