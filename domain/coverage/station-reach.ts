import type { AccessPoint } from './access.ts'
import { UNREACHED } from './graph.ts'
import { LAST_LABEL, NO_LABEL } from './label-rows.ts'
import type { PlacePoint } from './place-board.ts'
import { walkDeciseconds } from './profile.ts'
import type { WhatIf } from './what-if.ts'

/** Walking from one station alone, whoever else is nearer to another. */
export interface StationReach {
  /** Where it meets the network. */
  standing: readonly PlacePoint[]
  /** Deciseconds at a node, UNREACHED beyond the limit; until the next search. */
  decisecondsAt(node: number): number
}

/**
 * Searches from where a station meets the network, under the changes so far, no farther than `limitDeciseconds`; costs what
 * lies within. The next search of the same county overwrites it.
 */
export function reachFrom(
  { state, walk: { profile } }: WhatIf,
  points: readonly AccessPoint[],
  limitDeciseconds = Number.POSITIVE_INFINITY,
): StationReach {
  const { reach } = state
  const standing = points.map(({ edge, along, offMeters }) => ({
    edge,
    along,
    offDeciseconds: walkDeciseconds(profile, offMeters),
  }))
  const seeds: number[] = []
  for (const point of standing) state.eachSeed({ ...point, owner: 0 }, (node, label) => seeds.push(node, label))
  reach.search(seeds, Math.min(LAST_LABEL, (limitDeciseconds + 1) * 2 ** reach.ownerBits - 1))
  return {
    standing,
    decisecondsAt(node) {
      const label = reach.labels[node]!
      return label === NO_LABEL ? UNREACHED : label >> reach.ownerBits
    },
  }
}

/** Deciseconds of every place from a station by itself, under the changes so far; UNREACHED where no way leads. */
export function stationTimes(whatIf: WhatIf, points: readonly AccessPoint[], limitDeciseconds?: number): Int32Array {
  const { standing, decisecondsAt } = reachFrom(whatIf, points, limitDeciseconds)
  return whatIf.state.board.timesAlone(decisecondsAt, standing)
}
