import type { Position } from '#domain/contract/common.ts'
import { MOST_MINUTES } from '#domain/contract/coverage.ts'
import type { Change } from '#domain/coverage/change.ts'
import { straightMinutes, wholeMinutes } from '#domain/coverage/count.ts'
import { stationTimes } from '#domain/coverage/station-reach.ts'
import type { WhatIf, WhatIfStation } from '#domain/coverage/what-if.ts'

/** One station by itself: whole minutes of every place on foot, and in a straight line (MOST_MINUTES + 1 for all beyond). */
export interface StationWalk {
  position: Position
  minutes: Int32Array
  straightMinutes: Int32Array
}

interface Kept {
  points: WhatIfStation['points']
  network: readonly Change[]
  walk: StationWalk
}

/** Tells of the walk to a station under the changes so far; null where it is unknown or off the network. Keeps the latest of each county. */
export function createStationWalks() {
  const latest = new WeakMap<WhatIf, Kept>()

  return (whatIf: WhatIf, code: string): StationWalk | null => {
    const station = whatIf.stations().find((one) => one.code === code)
    if (!station || station.points.length === 0) return null
    const { points, position } = station
    const network = whatIf.changes().filter(isOfNetwork)
    const kept = latest.get(whatIf)
    if (kept && kept.points === points && isSame(kept.network, network)) return kept.walk
    const { longitude, latitude } = whatIf.model.places
    const walk = {
      position,
      minutes: wholeMinutes(stationTimes(whatIf, points)),
      straightMinutes: straightMinutes(whatIf.walk.profile, position, longitude, latitude, MOST_MINUTES),
    }
    latest.set(whatIf, { points, network, walk })
    return walk
  }
}

function isOfNetwork({ kind }: Change): boolean {
  return kind === 'open-gate' || kind === 'add-path' || kind === 'block-edge'
}

function isSame(some: readonly Change[], others: readonly Change[]): boolean {
  return some.length === others.length && some.every((change, at) => change === others[at])
}
