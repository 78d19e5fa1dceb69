import type { Position } from '#domain/contract/common.ts'
import { UNREACHED } from './graph.ts'
import type { TwoPlaceTimes } from './household-time.ts'
import { middlePlace } from './left-out.ts'
import type { CoverageModel, GroupName } from './model.ts'
import { straightRadiusMeters } from './profile.ts'
import { METERS_PER_DEGREE, sphereMeters } from './sphere.ts'
import type { WalkChoice } from './walk-choice.ts'
import { type WaterFinder, waterFinder } from './water.ts'
import { weightedMedian } from './weighted-median.ts'
import type { WhatIfStation } from './what-if.ts'

/**
 * Why households are beyond the minutes, the first that holds: hours ignored they would be inside (`closed`); with steps at
 * the same pace they would (`steps`); without their compound's wall they would (`wall`); a station lies within the straight
 * line's reach across water (`river`); none of these (`far`).
 */
export const leftOutReasons = ['closed', 'steps', 'wall', 'river', 'far'] as const
export type LeftOutReason = (typeof leftOutReasons)[number]

/** Households of one group beyond the minutes for one reason. */
export interface LeftOut extends GroupName {
  reason: LeftOutReason
  households: number
  /** null where unknown; not yet withheld. */
  elderly: number | null
  /** Minutes beyond the limit within which half of them would be inside; null where no way leads to half of them. */
  missingMinutes: number | null
  /** Whole minutes that the wall costs half of them at least; null for other reasons, and where no way leads out. */
  wallMinutes: number | null
  /** The station nearest to their middle on foot; null when none can be reached. */
  nearest: { code: string; name: string; minutes: number } | null
  /** A building in their middle. */
  position: Position
}

/** Times if one thing were otherwise; null where that changes nothing. */
export interface Otherwise {
  /** Of every place, every gate and station open. */
  ignoringHours(): Int32Array | null
  /** Of every place, steps taken at the same pace. */
  withSteps(): Int32Array | null
  /** Of some places, straight to the nearest edge across any wall. */
  withoutWall(places: readonly number[]): Int32Array
}

/** What households beyond the minutes are told by. */
export interface LeftOutAsked {
  model: CoverageModel
  stations: readonly WhatIfStation[]
  times: TwoPlaceTimes
  walk: WalkChoice
  minutes: number
}

/** Everybody beyond the minutes by group and reason, the most households first. */
export function leftOutBy(asked: LeftOutAsked, otherwise: Otherwise): LeftOut[] {
  const { model, times, minutes } = asked
  const members = new Map<string, { group: number; reason: LeftOutReason; places: number[] }>()
  const limit = minutes * 600
  const beyond: number[] = []
  for (let place = 0; place < times.deciseconds.length; place++)
    if (times.deciseconds[place]! > limit && model.places.households[place]! > 0) beyond.push(place)
  const { reasons, unwalled } = reasonsOf(asked, beyond, otherwise)
  for (const [at, place] of beyond.entries()) {
    const group = model.places.group[place]!
    const reason = reasons[at]!
    const key = `${group} ${reason}`
    const known = members.get(key)
    if (known) known.places.push(place)
    else members.set(key, { group, reason, places: [place] })
  }
  return [...members.values()]
    .map(({ group, reason, places }) => tellGroup(asked, group, reason, places, unwalled))
    .sort((a, b) => b.households - a.households || (a.code < b.code ? -1 : 1))
}

function reasonsOf(asked: LeftOutAsked, beyond: readonly number[], otherwise: Otherwise) {
  const { model, minutes } = asked
  const limit = minutes * 600
  const open = otherwise.ignoringHours()
  const stepping = otherwise.withSteps()
  const walled = beyond.filter((place) => model.source.compounds[model.source.buildings.compound[place]!]?.enclosure)
  const unwalledTimes = otherwise.withoutWall(walled)
  const unwalled = new Map(walled.map((place, at) => [place, unwalledTimes[at]!]))
  const water = waterFinder(model.source.water ?? [])
  const reasons = beyond.map((place): LeftOutReason => {
    if (open && open[place]! <= limit) return 'closed'
    if (stepping && stepping[place]! <= limit) return 'steps'
    if ((unwalled.get(place) ?? UNREACHED) <= limit) return 'wall'
    return acrossWater(asked, place, water) ? 'river' : 'far'
  })
  return { reasons, unwalled }
}

/** Whether a station that counts lies within the straight line's reach, and the line crosses water. */
function acrossWater({ model, stations, walk, minutes }: LeftOutAsked, place: number, water: WaterFinder): boolean {
  const reachMeters = straightRadiusMeters(walk.profile, minutes)
  const home = positionOf(model, place)
  return stations.some(
    ({ counts, points, position }) =>
      counts &&
      points.length > 0 &&
      Math.abs(position[1] - home[1]) * METERS_PER_DEGREE <= reachMeters &&
      sphereMeters(...position, ...home) <= reachMeters &&
      water(home, position),
  )
}

function tellGroup(
  { model, stations, times, minutes }: LeftOutAsked,
  group: number,
  reason: LeftOutReason,
  places: number[],
  unwalled: ReadonlyMap<number, number>,
): LeftOut {
  const { households, elderly } = model.places
  const total = (column: Int32Array) => places.reduce((sum, place) => sum + column[place]!, 0)
  const middle = (value: (place: number) => number) => value(weightedMedian(places, value, households)!)
  const time = middle((place) => times.deciseconds[place]!)
  const place = middlePlace(places, model.places)
  const station = stations[times.owner[place]!]
  return {
    ...model.groups[group]!,
    reason,
    households: total(households),
    elderly: model.knowsElderly ? total(elderly) : null,
    missingMinutes: time === UNREACHED ? null : Math.ceil(time / 600) - minutes,
    wallMinutes:
      reason === 'wall' ? wallMinutes(middle((one) => gapOf(times.deciseconds[one]!, unwalled.get(one)!))) : null,
    nearest: station
      ? { code: station.code, name: station.name, minutes: Math.ceil(times.deciseconds[place]! / 600) }
      : null,
    position: positionOf(model, place),
  }
}

/** Deciseconds that a wall costs; UNREACHED where no way leads out. */
function gapOf(time: number, unwalled: number): number {
  return time === UNREACHED ? UNREACHED : time - unwalled
}

function wallMinutes(gap: number): number | null {
  return gap === UNREACHED ? null : Math.ceil(gap / 600)
}

function positionOf({ places }: CoverageModel, place: number): Position {
  return [places.longitude[place]!, places.latitude[place]!]
}
