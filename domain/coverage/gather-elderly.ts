import { middlePlace } from './left-out.ts'
import type { CoverageSource } from './model.ts'

type Buildings = CoverageSource['buildings']

/** Fewer buildings than this never stand for themselves, however many elderly people live there. */
const LEAST_BUILDINGS = 3

/** Levels from the innermost, as columns of the buildings. */
const levels = ['microGrid', 'grid', 'community', 'street'] as const
export type GatheredLevel = (typeof levels)[number]

export interface GatheredElderly {
  /** Elderly people of each building as they may be counted for anybody: of a whole group at one building in its middle. */
  elderly: Int32Array
  /** By level, areas (indexes) of which a group reaches into another area: their elderly people are not told. */
  crossed: Record<GatheredLevel, Set<number>>
}

/**
 * Gathers elderly people into fixed groups of neighbouring buildings, each of `smallCount` people and three buildings at
 * least, and puts a group's people at one of its buildings. Whatever is then counted (by minutes, areas, stations, under
 * any change) is a sum of whole groups: no two answers, however they are subtracted, differ by fewer people than a group
 * has. Groups keep within the smallest area that has enough; a county with fewer than `smallCount` people tells none.
 */
export function gatherElderly(buildings: Buildings, smallCount: number): GatheredElderly {
  const { elderly } = buildings
  const least = Math.max(1, smallCount)
  const groups: number[][] = []
  const order = Array.from(elderly.keys()).filter((building) => elderly[building]! > 0)
  const rest = gatherWithin(order, levels.length - 1)
  const last = groups.at(-1)
  if (last) last.push(...rest)
  else if (isEnough(rest)) groups.push(rest)

  function isEnough(group: readonly number[]): boolean {
    return group.length >= LEAST_BUILDINGS && group.reduce((sum, building) => sum + elderly[building]!, 0) >= least
  }

  /** Makes groups of buildings that share an area of the level above; gives back who is left over. */
  function gatherWithin(members: readonly number[], level: number): number[] {
    const begun = groups.length
    const left =
      level < 0
        ? alongside(members, buildings)
        : splitBy(members, level).flatMap((part) => gatherWithin(part, level - 1))
    let open: number[] = []
    for (const building of left) {
      open.push(building)
      if (!isEnough(open)) continue
      groups.push(open)
      open = []
    }
    if (open.length === 0 || groups.length === begun) return open
    groups.at(-1)!.push(...open)
    return []
  }

  function splitBy(members: readonly number[], level: number): number[][] {
    const column = buildings[levels[level]!]
    const parts = new Map<number, number[]>()
    for (const building of members) {
      const area = column?.[building] ?? -1
      const known = parts.get(area)
      if (known) known.push(building)
      else parts.set(area, [building])
    }
    return [...parts].sort(([a], [b]) => a - b).map(([, part]) => part)
  }

  return { elderly: atMiddles(buildings, groups), crossed: crossedBy(buildings, groups) }
}

/** Compound by compound, so that a group is of neighbours. */
function alongside(members: readonly number[], { compound, longitude, latitude }: Buildings): number[] {
  return [...members].sort(
    (a, b) => compound[a]! - compound[b]! || longitude[a]! - longitude[b]! || latitude[a]! - latitude[b]!,
  )
}

function atMiddles(buildings: Buildings, groups: readonly number[][]): Int32Array {
  const gathered = new Int32Array(buildings.elderly.length)
  const places = { ...buildings, group: buildings.compound }
  for (const members of groups)
    gathered[middlePlace(members, places)] = members.reduce((sum, building) => sum + buildings.elderly[building]!, 0)
  return gathered
}

function crossedBy(buildings: Buildings, groups: readonly number[][]): GatheredElderly['crossed'] {
  const crossed = {
    microGrid: new Set<number>(),
    grid: new Set<number>(),
    community: new Set<number>(),
    street: new Set<number>(),
  }
  for (const members of groups)
    for (const level of levels) {
      const column = buildings[level]
      const areas = new Set(members.map((building) => column?.[building] ?? -1))
      if (areas.size > 1) for (const area of areas) crossed[level].add(area)
    }
  return crossed
}
