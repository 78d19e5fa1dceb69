import type { Position } from '#domain/contract/common.ts'
import type { AccessPoint } from '#domain/coverage/access.ts'
import { whatLacks } from '#domain/coverage/answer.ts'
import type { StationAccess } from '#domain/coverage/household-time.ts'
import { bestSites } from './best-sites.ts'
import { chooseNone } from './choice.ts'
import { placeCandidates, type SitingCounty } from './county.ts'
import type { Demand } from './demand.ts'
import { countEntries, exactBest, exactFewest, MOST_EXACT_ENTRIES, type SolveProgram } from './exact-sites.ts'
import { fewestSites } from './fewest-sites.ts'
import { inOrder } from './in-order.ts'
import { reachOfList } from './list-reach.ts'
import { coverFromNodes } from './node-cover.ts'
import { savingFromNodes } from './node-saving.ts'
import type { Reach } from './reach.ts'
import { createSiteWalk, type SiteWalk } from './site-walk.ts'
import { type Watch, watchPart } from './watch.ts'
import { countToday, demandOf, type Objective, type Weighting, weighPlaces } from './weigh.ts'

/** What is asked of the places where a station could stand next. */
export interface SitingQuestion {
  minutes: number
  objective: Objective
  weighting: Weighting
  /** Where a station could stand; null: at every node of the network. */
  candidates: readonly Position[] | null
  /** Minute of the day at which gates are open; null: all are. */
  minute: number | null
}

/** Why there is no answer; words only in views. */
export type SitingRefusal =
  | 'no-walking-network'
  | 'no-households'
  | 'no-elderly'
  | 'no-communities'
  | 'everybody-covered'
  | 'no-candidates'
  | 'candidates-off-network'
  | 'nobody-in-reach'
  | 'too-many-sites'
  | 'too-many-pairs'
  | 'share-out-of-reach'

export type SitingAnswer<Told> = { ok: true; told: Told } | { ok: false; reason: SitingRefusal; most?: number }

/** A question made ready: who could gain, from where, and how much all have today. */
export interface PreparedSiting {
  county: SitingCounty
  question: SitingQuestion
  demand: Demand
  reach: Reach
  walk: SiteWalk
  /** Where listed candidates meet the network; null: nodes. */
  candidates: StationAccess | null
  /** Indexes of listed candidates that are too far from the network. */
  offNetwork: number[]
  /** As weighted. */
  today: ReturnType<typeof countToday>
}

/** Makes a question ready, most of the work of any answer. */
export function prepareSiting(
  county: SitingCounty,
  question: SitingQuestion,
  watch: Watch,
): SitingAnswer<PreparedSiting> {
  const { objective, weighting, minutes } = question
  const lacking = whatLacks(county.model)
  if (lacking === 'no-walking-network' || lacking === 'no-households') return { ok: false, reason: lacking }
  const weight = weighPlaces(county, weighting, minutes)
  if (weight === null) return { ok: false, reason: 'no-communities' }
  const today = countToday(county, weight, minutes)
  if (today.all === 0) return { ok: false, reason: 'no-elderly' }
  const demand = demandOf(county, objective, weight, minutes)
  if (objective === 'covered' && today.within === today.all) return { ok: false, reason: 'everybody-covered' }
  const { network } = county.model
  const walk = createSiteWalk(network, county.walk.graph, demand)
  const listed = question.candidates
  if (listed?.length === 0) return { ok: false, reason: 'no-candidates' }
  const candidates = listed && placeCandidates(county, listed, question.minute)
  const offNetwork = (candidates ?? []).flatMap((points, candidate) => (points.length === 0 ? [candidate] : []))
  if (listed && offNetwork.length === listed.length) return { ok: false, reason: 'candidates-off-network' }
  const reach = reachOf(county, demand, walk, candidates, objective, watch)
  if (reach === null) return { ok: false, reason: 'too-many-pairs' }
  return { ok: true, told: { county, question, demand, reach, walk, candidates, offNetwork, today } }
}

function reachOf(
  county: SitingCounty,
  demand: Demand,
  walk: SiteWalk,
  candidates: StationAccess | null,
  objective: Objective,
  watch: Watch,
): Reach | null {
  if (candidates) return reachOfList(walk, candidates, demand, objective === 'covered' ? 'covered' : 'saved', watch)
  if (objective === 'covered') return coverFromNodes(county.fromDemand, walk, demand, watch)
  return savingFromNodes(county.fromDemand, demand, watch)
}

/** What every candidate would add to today's stations, in the unit of the question (weight, or weight x deciseconds). */
export function gainOfCandidates({ reach }: PreparedSiting): SitingAnswer<Float64Array> {
  const { gain } = chooseNone(reach)
  return gain.some((value) => value > 0) ? { ok: true, told: gain } : { ok: false, reason: 'nobody-in-reach' }
}

/** One of the sites, in the order of what each adds to those before. */
export interface ToldSite {
  /** Index of the node, or of the listed candidate. */
  candidate: number
  /** Total of the question with this site and those before, today's included: weight within the minutes, or deciseconds walked. */
  total: number
  /** Households newly within the minutes by this site. */
  households: number
}

export interface ToldSites {
  sites: ToldSite[]
  /** The best that any choice of as many sites could have: no more weight within the minutes, or no fewer deciseconds walked. */
  best: number
  /** Whether the sites are proven to be the best, or the fewest. */
  proven: boolean
}

export interface BestAsked {
  sites: number
  seed: number
  /** Proves small cases to the end. */
  solve: SolveProgram | null
}

/** The best sites beside today's stations. */
export function askBest(
  prepared: PreparedSiting,
  { sites, seed, solve }: BestAsked,
  watch: Watch,
): SitingAnswer<ToldSites> {
  const { reach, offNetwork } = prepared
  if (sites > reach.candidateCount - offNetwork.length) return { ok: false, reason: 'too-many-sites' }
  const found = bestSites(reach, { sites, whole: true, seed }, watchPart(watch, 0, 0.95))
  if (found.sites.length === 0) return { ok: false, reason: 'nobody-in-reach' }
  const total = found.totals.at(-1)!
  if (total < found.atMost && solve && countEntries(reach, MOST_EXACT_ENTRIES) <= MOST_EXACT_ENTRIES) {
    const exact = exactBest(reach, sites, solve)
    if (exact) return { ok: true, told: tell(prepared, exact.sites, Math.round(exact.total)) }
  }
  return { ok: true, told: tell(prepared, found.sites, found.atMost) }
}

export interface FewestAsked {
  /** Share (0 to 1) of the weight that is to be within the minutes, today's included. */
  share: number
  seed: number
  mostSites: number
  solve: SolveProgram | null
}

export interface ToldFewest extends ToldSites {
  /** No fewer sites can be enough. */
  atLeast: number
}

/** The fewest sites that, beside today's stations, bring a share of all within the minutes. */
export function askFewest(
  prepared: PreparedSiting,
  { share, seed, mostSites, solve }: FewestAsked,
  watch: Watch,
): SitingAnswer<ToldFewest> {
  const { reach, today } = prepared
  const target = Math.ceil(share * today.all - 1e-6) - today.within
  if (target <= 0) return { ok: true, told: { sites: [], best: today.within, proven: true, atLeast: 0 } }
  const most = Math.min(mostSites, reach.candidateCount)
  const found = fewestSites(reach, { target, whole: true, seed, mostSites: most }, watch)
  if (!found.ok) return { ok: false, reason: 'share-out-of-reach', most: (today.within + found.most) / today.all }
  const { best, atLeast } = found
  if (atLeast < best.sites.length && solve && countEntries(reach, MOST_EXACT_ENTRIES) <= MOST_EXACT_ENTRIES) {
    const exact = exactFewest(reach, target, solve)
    if (exact) return { ok: true, told: { ...tell(prepared, exact, best.atMost), proven: true, atLeast: exact.length } }
  }
  const told = tell(prepared, best.sites, best.atMost)
  return { ok: true, told: { ...told, proven: atLeast === best.sites.length, atLeast } }
}

/** Sites in the order of what each adds, with totals that include today's. */
function tell(prepared: PreparedSiting, chosen: readonly number[], atMost: number): ToldSites {
  const { reach, today, question } = prepared
  const totalWith = (benefit: number) =>
    question.objective === 'minutes' ? today.walkedDeciseconds - benefit : today.within + benefit
  const newly = createHouseholdCount(prepared)
  const { sites, totals } = inOrder(reach, chosen)
  const reached = totals.at(-1) ?? 0
  return {
    sites: sites.map((candidate, at) => ({
      candidate,
      total: totalWith(totals[at]!),
      households: newly(candidate),
    })),
    best: totalWith(Math.max(atMost, reached)),
    proven: reached >= atMost,
  }
}

/** Counts, for one site after another, the households that it brings within the minutes and none before it did. */
function createHouseholdCount({ county, question, candidates }: PreparedSiting): (candidate: number) => number {
  const { model, walk } = county
  const demand = demandOf(county, 'covered', Float64Array.from(model.places.households), question.minutes)
  const siteWalk = createSiteWalk(model.network, walk.graph, demand)
  const covered = new Uint8Array(demand.weight.length)
  return (candidate) => {
    const points: readonly AccessPoint[] | undefined = candidates?.[candidate]
    const { count, demand: served } = points ? siteWalk.fromPoints(points) : siteWalk.fromNode(candidate)
    let households = 0
    for (let at = 0; at < count; at++) {
      if (covered[served[at]!]) continue
      covered[served[at]!] = 1
      households += demand.weight[served[at]!]!
    }
    return households
  }
}
