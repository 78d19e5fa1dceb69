import { UNREACHED } from '#domain/coverage/graph.ts'
import type { SitingCounty } from './county.ts'
import type { Demand } from './demand.ts'

/** What a site is to bring: households within the minutes, or minutes that all walk less. */
export const objectives = ['covered', 'minutes'] as const
export type Objective = (typeof objectives)[number]

/**
 * Who counts: every household as one, every elderly person as one, or households by how badly their community is served
 * today: one of a community where nobody is within the minutes counts 1, where 80 % are it counts 0.2, and never less than
 * 0.01. (Weights, not a strict order: a strict order would trade a thousand households for one.)
 */
export const weightings = ['households', 'elderly', 'worst-first'] as const
export type Weighting = (typeof weightings)[number]

/** Worst-first weights are hundredths, so that every sum is a whole number. */
export const WORST_FIRST_UNIT = 100
/** Walks longer than this count as this long, and so do those of whom no way leads to a station. */
export const LONGEST_WALK_MINUTES = 30

/** Weight of every building as `weighting` counts; null where the county does not know its communities. Whole numbers. */
export function weighPlaces(county: SitingCounty, weighting: Weighting, minutes: number): Float64Array | null {
  const { places, source } = county.model
  if (weighting === 'elderly') return Float64Array.from(places.elderly)
  if (weighting === 'households') return Float64Array.from(places.households)
  const { communities = [] } = source
  const { community } = source.buildings
  if (!community || communities.length === 0) return null
  const all = new Float64Array(communities.length)
  const beyond = new Float64Array(communities.length)
  community.forEach((at, place) => {
    if (at < 0) return
    all[at]! += places.households[place]!
    if (county.today.deciseconds[place]! > minutes * 600) beyond[at]! += places.households[place]!
  })
  return Float64Array.from(places.households, (households, place) => {
    const at = community[place]!
    // who is in no community stands alone: served or not
    const share = at < 0 ? Number(county.today.deciseconds[place]! > minutes * 600) : beyond[at]! / (all[at]! || 1)
    return households * Math.max(1, Math.round(WORST_FIRST_UNIT * share))
  })
}

/** Buildings that a new site could serve, in the order of the network, so that neighbours are searched one after another. */
export function demandOf(county: SitingCounty, objective: Objective, weight: Float64Array, minutes: number): Demand {
  const { today, walk } = county
  const { access } = walk
  const promised = minutes * 600
  const longest = LONGEST_WALK_MINUTES * 600
  const open = (place: number) => {
    if (weight[place] === 0 || access.start[place] === access.start[place + 1]) return false
    return objective === 'minutes' ? today.deciseconds[place]! > 0 : today.deciseconds[place]! > promised
  }
  const firstNode = (index: number) => access.fromNode[access.start[index]!]!
  const place = Int32Array.from(weight.keys())
    .filter(open)
    .sort((a, b) => firstNode(a) - firstNode(b) || a - b)
  return {
    place,
    weight: Float64Array.from(place, (index) => weight[index]!),
    limitDeciseconds: Int32Array.from(place, (index) =>
      objective === 'minutes' ? Math.min(longest, today.deciseconds[index]!) : promised,
    ),
    access,
  }
}

/** Weight within the minutes today, and the weighted deciseconds walked today (no walk over LONGEST_WALK_MINUTES). */
export function countToday({ today }: SitingCounty, weight: Float64Array, minutes: number) {
  let within = 0
  let walked = 0
  let all = 0
  weight.forEach((each, place) => {
    const time = today.deciseconds[place]!
    all += each
    if (time !== UNREACHED && time <= minutes * 600) within += each
    walked += each * Math.min(LONGEST_WALK_MINUTES * 600, time)
  })
  return { all, within, walkedDeciseconds: walked }
}
