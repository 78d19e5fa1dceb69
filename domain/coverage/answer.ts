import type { Position } from '#domain/contract/common.ts'
import { LEAST_MINUTES, MOST_MINUTES } from '#domain/contract/coverage.ts'
import { countByMinute, countLeftOut, straightMinutes, wholeMinutes } from './count.ts'
import { UNREACHED } from './graph.ts'
import { type PlaceTimes, sourcesOf, timePlaces } from './household-time.ts'
import { type LeftOutGroup, leftOutGroups } from './left-out.ts'
import type { CoverageModel, ProfileWalk } from './model.ts'
import type { WalkProfile } from './profile.ts'
import { straightToAny } from './straight-to-any.ts'
import { plainWalk } from './walk-choice.ts'

/** Why a county or a station has no coverage to tell. */
export type CoverageRefusal =
  | 'no-walking-network'
  | 'no-households'
  | 'unknown-station'
  | 'station-off-network'
  | 'too-many-streets'

export type Answer<Told> = { ok: true; told: Told } | { ok: false; reason: CoverageRefusal }

/** Counts of a county over all its stations; lists run over 0 to MOST_MINUTES whole minutes. Elderly counts are not yet withheld. */
export interface CountyCounts {
  households: number
  elderly: number
  offNetwork: number
  stations: number
  stationsOffNetwork: number
  walk: number[]
  straight: number[]
  elderlyWalk: number[]
  elderlyStraight: number[]
  /** Who reaches no station in time, the most households first; no more than MOST_GROUPS of them. */
  leftOut: ReturnType<typeof nameGroups>
}

const MOST_GROUPS = 300

export function countCounty(model: CoverageModel, profile: WalkProfile): Answer<CountyCounts> {
  const lacking = whatLacks(model)
  if (lacking) return { ok: false, reason: lacking }
  const { any, stations } = model.walk(plainWalk(profile))
  const walk = wholeMinutes(any.deciseconds)
  const straight = straightToAny(profile, model.source.stations, model.places)
  return {
    ok: true,
    told: {
      ...model.totals,
      stations: stations.length,
      stationsOffNetwork: stations.filter((points) => points.length === 0).length,
      ...countBoth(model, walk, straight),
      // every household counts as claimed, wherever it stands
      leftOut: nameGroups(
        model,
        any,
        leftOutGroups(model.places, new Int32Array(walk.length), walk, LEAST_MINUTES, MOST_MINUTES).slice(
          0,
          MOST_GROUPS,
        ),
        model.source.stations,
      ),
    },
  }
}

/** Counts of one station, and who is left out: inside its straight circle, outside its walk. */
export function countStation(model: CoverageModel, profile: WalkProfile, code: string) {
  const found = walkFrom(model, profile, code)
  if (!found.ok) return found
  const { station, times } = found.told
  const any = model.walk(plainWalk(profile)).any
  return {
    ok: true as const,
    told: countsOfStation(model, profile, station, wholeMinutes(times.deciseconds), any, model.source.stations),
  }
}

/** The same from the whole minutes of every place to it; `any` names the nearest of `stations`. */
export function countsOfStation(
  model: CoverageModel,
  profile: WalkProfile,
  { code, name, position }: StationWalk['station'],
  walk: Int32Array,
  any: PlaceTimes,
  stations: readonly { code: string; name: string }[],
) {
  const straight = straightMinutes(profile, position, model.places.longitude, model.places.latitude, MOST_MINUTES)
  const groups = leftOutGroups(model.places, straight, walk, LEAST_MINUTES, MOST_MINUTES)
  return {
    code,
    name,
    position,
    ...countBoth(model, walk, straight),
    cannotWalk: countLeftOut(straight, walk, model.places.households, MOST_MINUTES),
    leftOut: nameGroups(model, any, groups, stations),
  }
}

/** Node and place times of one station. */
export function walkFrom(model: CoverageModel, profile: WalkProfile, code: string): Answer<StationWalk> {
  const lacking = whatLacks(model)
  if (lacking) return { ok: false, reason: lacking }
  const owner = model.source.stations.findIndex((station) => station.code === code)
  const station = model.source.stations[owner]
  if (!station) return { ok: false, reason: 'unknown-station' }
  const walk = model.walk(plainWalk(profile))
  const standing = [walk.stations[owner]!]
  if (standing[0]!.length === 0) return { ok: false, reason: 'station-off-network' }
  const { deciseconds } = walk.sweeper.nearest(sourcesOf(model.network, walk.graph, standing))
  const sweep = { deciseconds: deciseconds.slice(), owner: deciseconds.map((time) => (time === UNREACHED ? -1 : 0)) }
  const times = timePlaces(walk.graph, walk.access, sweep, standing)
  return { ok: true, told: { station, walk, standing, nodeDeciseconds: sweep.deciseconds, times } }
}

export interface StationWalk {
  station: { code: string; name: string; position: Position }
  walk: ProfileWalk
  standing: ProfileWalk['stations']
  nodeDeciseconds: Int32Array
  times: PlaceTimes
}

/** Why nothing can be counted in a county; null when all is there. */
export function whatLacks(model: CoverageModel): CoverageRefusal | null {
  if (model.network.edgeCount === 0) return 'no-walking-network'
  return model.totals.households === 0 ? 'no-households' : null
}

/** Households and elderly people by whole minute, on foot and straight. */
export function countBoth({ places }: CoverageModel, walk: Int32Array, straight: Int32Array) {
  return {
    walk: countByMinute(walk, places.households, MOST_MINUTES),
    straight: countByMinute(straight, places.households, MOST_MINUTES),
    elderlyWalk: countByMinute(walk, places.elderly, MOST_MINUTES),
    elderlyStraight: countByMinute(straight, places.elderly, MOST_MINUTES),
  }
}

function nameGroups(
  model: CoverageModel,
  any: PlaceTimes,
  groups: readonly LeftOutGroup[],
  stations: readonly { code: string; name: string }[],
) {
  return groups.map(({ group, byMinute, walkByMinute, place }) => ({
    ...model.groups[group]!,
    byMinute,
    walkByMinute,
    nearest: nearestStation(stations, any, place),
    position: positionOf(model, place),
  }))
}

function nearestStation(stations: readonly { code: string; name: string }[], any: PlaceTimes, place: number) {
  const station = stations[any.owner[place]!]
  return station ? { code: station.code, name: station.name, minutes: Math.ceil(any.deciseconds[place]! / 600) } : null
}

function positionOf({ places }: CoverageModel, place: number): Position {
  return [places.longitude[place]!, places.latitude[place]!]
}
