import type { Position } from '#domain/contract/common.ts'
import { askBest, prepareSiting, type SitingAnswer } from '#domain/siting/ask-siting.ts'
import { sitingCounty } from '#domain/siting/county.ts'
import { unwatched } from '#domain/siting/watch.ts'
import type { ChosenWalk } from './chosen-model.ts'
import type { LearntCounty } from './learn-county.ts'

/** The crossing or end of the network where one station more brings the most households within the minutes. */
export interface NextSite {
  position: Position
  /** Street that it lies on; '' where it has no name. */
  street: string
  /** Households newly within the minutes, and all within them then, of all households. */
  gained: number
  within: number
  whole: number
}

export interface NextSiteAsked {
  chosen: ChosenWalk
  minutes: number
}

/** Every node of the network is tried; only households are counted, not ground or cost. */
export function nextSite({ told }: LearntCounty, { chosen, minutes }: NextSiteAsked): SitingAnswer<NextSite> {
  const { walk, stations } = chosen
  const prepared = prepareSiting(
    sitingCounty(told, walk, stations),
    { minutes, objective: 'covered', weighting: 'households', candidates: null, minute: walk.openAt?.minute ?? null },
    unwatched,
  )
  if (!prepared.ok) return prepared
  const best = askBest(prepared.told, { sites: 1, seed: 1, solve: null }, unwatched)
  if (!best.ok) return best
  const site = best.told.sites[0]
  if (!site) return { ok: false, reason: 'nobody-in-reach' }
  const { network, source } = told
  const edge = source.edgeName.findIndex(
    (name, at) => name !== '' && (network.from[at] === site.candidate || network.to[at] === site.candidate),
  )
  return {
    ok: true,
    told: {
      position: [network.nodeLongitude[site.candidate]!, network.nodeLatitude[site.candidate]!],
      street: source.edgeName[edge] ?? '',
      gained: site.households,
      within: site.total,
      whole: prepared.told.today.all,
    },
  }
}
