import type { Reach } from './reach.ts'

/** Sites and the total after each of them. */
export interface Ordered {
  sites: number[]
  totals: number[]
}

/** The chosen sites, each time the one that adds most to those before. */
export function inOrder(reach: Reach, chosen: readonly number[]): Ordered {
  const has = new Float64Array(reach.demandCount)
  const left = new Set(chosen)
  const told: Ordered = { sites: [], totals: [] }
  let total = 0
  while (left.size > 0) {
    let best = { site: -1, more: -1 }
    for (const site of left) {
      const more = added(reach, site, has)
      if (more > best.more) best = { site, more }
    }
    const { count, demand, benefit } = reach.benefitsOf(best.site)
    for (let at = 0; at < count; at++) has[demand[at]!] = Math.max(has[demand[at]!]!, benefit[at]!)
    left.delete(best.site)
    total += best.more
    told.sites.push(best.site)
    told.totals.push(total)
  }
  return told
}

function added(reach: Reach, site: number, has: Float64Array): number {
  const { count, demand, benefit } = reach.benefitsOf(site)
  let more = 0
  for (let at = 0; at < count; at++) more += Math.max(0, benefit[at]! - has[demand[at]!]!)
  return more
}
