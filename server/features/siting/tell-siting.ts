import type { Position } from '#domain/contract/common.ts'
import type { GainUnit, SitingChosen, SitingGain } from '#domain/contract/siting.ts'
import { edgeLine } from '#domain/coverage/network.ts'
import type { PreparedSiting, SitingQuestion, ToldSites } from '#domain/siting/ask-siting.ts'
import { countToday, WORST_FIRST_UNIT } from '#domain/siting/weigh.ts'
import type { ListedPlace } from './siting.query.ts'

/** Streets that still make a picture: more would be megabytes. */
const MOST_PIECES = 30_000
/** Candidates told one by one. */
const MOST_LISTED = 500

type Listed = readonly ListedPlace[] | null

/** The gain of every place as it leaves the server. Something is gained somewhere. */
export function tellGain(prepared: PreparedSiting, listed: Listed, gain: Float64Array): SitingGain {
  const { question } = prepared
  const told = gain.map((value) => inUnit(question, value))
  let best = 0
  let places = 0
  told.forEach((value, candidate) => {
    if (value > 0) places++
    if (value > told[best]!) best = candidate
  })
  const drawn = listed ? { pieces: [], streets: 0 } : piecesOf(prepared, told)
  const ranked = listed
    ? Array.from(told.keys())
        .filter((candidate) => told[candidate]! > 0)
        .sort((a, b) => told[b]! - told[a]! || a - b)
        .slice(0, MOST_LISTED)
    : []
  const tell = (candidate: number) => ({ ...placeOf(prepared, listed, candidate), gain: told[candidate]! })
  return { kind: 'gain', unit: unitOf(question), places, best: tell(best), ...drawn, listed: ranked.map(tell) }
}

/** Chosen sites as they leave the server. */
export function tellChosen(
  prepared: PreparedSiting,
  listed: Listed,
  { sites, best, proven }: ToldSites,
): Omit<SitingChosen, 'kind' | 'atLeast'> {
  const { question, today, county, offNetwork } = prepared
  const tell = (value: number) => inUnit(question, value)
  const saves = question.objective === 'minutes'
  const households = countToday(county, Float64Array.from(county.model.places.households), question.minutes)
  return {
    unit: unitOf(question),
    whole: saves ? tell(today.walkedDeciseconds) : tell(today.all),
    today: saves ? tell(today.walkedDeciseconds) : tell(today.within),
    households: households.all,
    householdsToday: households.within,
    sites: sites.map(({ candidate, total, households }) => ({
      ...placeOf(prepared, listed, candidate),
      households,
      total: tell(total),
    })),
    bestPossible: tell(best),
    proven,
    offNetwork: offNetwork.length,
  }
}

export function unitOf({ objective, weighting }: SitingQuestion): GainUnit {
  if (objective === 'minutes') return 'minutes'
  return weighting === 'worst-first' ? 'weighted' : weighting
}

/** A total in the unit that is told: whole people, households to a tenth where weighted, whole minutes that all walk. */
function inUnit({ objective, weighting }: SitingQuestion, value: number): number {
  const weighed = weighting === 'worst-first' ? value / WORST_FIRST_UNIT : value
  if (objective === 'minutes') return Math.round(weighed / 600)
  return weighting === 'worst-first' ? Math.round(10 * weighed) / 10 : weighed
}

function placeOf({ county }: PreparedSiting, listed: Listed, candidate: number) {
  const given = listed?.[candidate]
  if (given) return { position: given.position, code: given.code, name: given.name, street: '' }
  const { network, source } = county.model
  const position: Position = [
    round(network.nodeLongitude[candidate]!, 1e6),
    round(network.nodeLatitude[candidate]!, 1e6),
  ]
  return { position, code: '', name: '', street: streetAt(county.model, candidate, source.edgeName) }
}

function streetAt({ network }: PreparedSiting['county']['model'], node: number, names: readonly string[]): string {
  for (let edge = 0; edge < network.edgeCount; edge++)
    if ((network.from[edge] === node || network.to[edge] === node) && names[edge] !== '') return names[edge]!
  return ''
}

/** Streets with a gain at either end, those that gain most where there are more than a picture holds. */
function piecesOf({ county }: PreparedSiting, gain: Float64Array): Pick<SitingGain, 'pieces' | 'streets'> {
  const { network } = county.model
  const cost = county.walk.graph.edgeDeciseconds
  const most = (edge: number) => Math.max(gain[network.from[edge]!]!, gain[network.to[edge]!]!)
  const edges: number[] = []
  for (let edge = 0; edge < network.edgeCount; edge++) if (cost[edge]! >= 0 && most(edge) > 0) edges.push(edge)
  const drawn = edges.length <= MOST_PIECES ? edges : edges.sort((a, b) => most(b) - most(a)).slice(0, MOST_PIECES)
  return {
    streets: edges.length,
    pieces: drawn.map((edge) => [
      gain[network.from[edge]!]!,
      gain[network.to[edge]!]!,
      ...edgeLine(network, edge)
        .flat()
        .map((degrees) => round(degrees, 1e6)),
    ]),
  }
}

function round(value: number, steps: number): number {
  return Math.round(value * steps) / steps
}
