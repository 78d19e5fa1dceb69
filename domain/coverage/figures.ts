import { MOST_MINUTES } from '#domain/contract/coverage.ts'
import { countByMinute } from './count.ts'
import { UNREACHED } from './graph.ts'
import { weightedMedian } from './weighted-median.ts'

/** Levels that figures are summed to. */
export type AreaLevel = 'county' | 'street' | 'community' | 'grid' | 'micro_grid'

/** Counts by network time; lists run over 0 to MOST_MINUTES whole minutes: who is within each. Elderly null where unknown; not yet withheld. */
export interface CountyFigures {
  households: number
  elderly: number | null
  /** Households farther than ACCESS_LIMIT_METERS from every edge. */
  offNetwork: number
  /** Stations that count, and those of them that stand too far from the network. */
  stations: number
  stationsOffNetwork: number
  walk: number[]
  elderlyWalk: number[] | null
}

export interface AreaFigures {
  code: string
  name: string
  households: number
  elderly: number | null
  walk: number[]
  elderlyWalk: number[] | null
  /** Whole minutes within which half of the households reach a station; null where half reach none, or nobody lives. */
  medianMinutes: number | null
}

/** Households (and elderly) whose nearest station it is, within some minutes. */
export interface StationLoad {
  code: string
  name: string
  households: number
  elderly: number | null
  capacityHouseholds: number | null
}

/** Households by areas: `area` is each place's index in `areas`, -1 for none. Elderly null where unknown. */
export function areaFigures(
  areas: readonly { code: string; name: string }[],
  area: ArrayLike<number>,
  minutes: Int32Array,
  households: Int32Array,
  elderly: Int32Array | null,
): AreaFigures[] {
  const members: number[][] = areas.map(() => [])
  for (let place = 0; place < minutes.length; place++) members[area[place]!]?.push(place)
  return areas.map(({ code, name }, at) => {
    const inside = members[at]!
    const pick = (column: Int32Array) => Int32Array.from(inside, (place) => column[place]!)
    const times = pick(minutes)
    const weight = pick(households)
    const old = elderly && pick(elderly)
    return {
      code,
      name,
      households: sum(weight),
      elderly: old && sum(old),
      walk: countByMinute(times, weight, MOST_MINUTES),
      elderlyWalk: old && countByMinute(times, old, MOST_MINUTES),
      medianMinutes: medianMinutes(times, weight),
    }
  })
}

function medianMinutes(minutes: Int32Array, households: Int32Array): number | null {
  const lived = Array.from(minutes.keys()).filter((place) => households[place]! > 0)
  const middle = weightedMedian(lived, (place) => minutes[place]!, households)
  return middle === null || minutes[middle] === UNREACHED ? null : minutes[middle]!
}

function sum(values: Int32Array): number {
  return values.reduce((total, value) => total + value, 0)
}
