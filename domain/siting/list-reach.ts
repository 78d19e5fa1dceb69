import type { StationAccess } from '#domain/coverage/household-time.ts'
import type { Demand } from './demand.ts'
import { type Reach, reachOfRows } from './reach.ts'
import type { SiteWalk } from './site-walk.ts'
import type { Watch } from './watch.ts'

/** Candidates between two looks at the watch. */
const WATCH_EVERY = 64

/** What a demand has from a site within its limit: its weight, or its weight x the deciseconds that it walks less. */
export type Benefit = 'covered' | 'saved'

/** The reach of demands over listed candidates, each where it meets the network; one that meets it nowhere serves nobody. */
export function reachOfList(
  walk: SiteWalk,
  candidates: StationAccess,
  { weight, limitDeciseconds }: Demand,
  benefit: Benefit,
  watch: Watch,
): Reach {
  const demands: number[] = []
  const sites: number[] = []
  const less: number[] = []
  candidates.forEach((points, candidate) => {
    if (candidate % WATCH_EVERY === 0) watch(candidate / candidates.length)
    const { count, demand, deciseconds } = walk.fromPoints(points)
    for (let at = 0; at < count; at++) {
      const saved = limitDeciseconds[demand[at]!]! - deciseconds[at]!
      if (benefit === 'saved' && saved <= 0) continue
      demands.push(demand[at]!)
      sites.push(candidate)
      less.push(saved)
    }
  })
  const start = new Int32Array(weight.length + 1)
  for (const demand of demands) start[demand + 1]!++
  for (let demand = 0; demand < weight.length; demand++) start[demand + 1]! += start[demand]!
  const next = start.slice()
  const candidate = new Int32Array(sites.length)
  const saved = new Int32Array(sites.length)
  demands.forEach((demand, entry) => {
    const at = next[demand]!++
    candidate[at] = sites[entry]!
    saved[at] = less[entry]!
  })
  const candidateCount = candidates.length
  return reachOfRows({ candidateCount, start, candidate, saved: benefit === 'covered' ? null : saved, weight })
}
