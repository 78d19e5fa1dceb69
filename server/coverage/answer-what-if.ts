import type { z } from 'zod'
import type { Change } from '#domain/contract/change.ts'
import type { StationChoice, WalkChoice } from '#domain/contract/choice.ts'
import { elderlyMinutes, MOST_MINUTES } from '#domain/contract/coverage.ts'
import type {
  AreaFigures,
  AreaLevel,
  askCoverageFigures,
  CountyFigures,
  LeftOutCluster,
  StationLoad,
} from '#domain/contract/coverage-figures.ts'
import { type CoverageRefusal, whatLacks } from '#domain/coverage/answer.ts'
import type { ChangeRefusal } from '#domain/coverage/change.ts'
import { countByMinute, wholeMinutes } from '#domain/coverage/count.ts'
import type { WhatIf } from '#domain/coverage/what-if.ts'
import type { LearntCounty } from './learn-county.ts'

/** A question under choices and changes. `exact`: whoever asks may know of elderly people building by building. */
export interface WhatIfAsked {
  walk: WalkChoice
  stations: StationChoice
  changes: readonly Change[]
  minutes: number
  exact: boolean
}

export type WhatIfAnswer<Told> =
  | { ok: true; told: Told }
  /** `at`: which of the changes. */
  | { ok: false; reason: ChangeRefusal; at: number }
  /** The county has nothing to tell. */
  | { ok: false; reason: CoverageRefusal; at: null }

/** Answers with all changes made, and takes them back. */
export function underChanges<Told>(
  county: LearntCounty,
  { walk, stations, changes }: Pick<WhatIfAsked, 'walk' | 'stations' | 'changes'>,
  tell: (whatIf: WhatIf) => Told,
): WhatIfAnswer<Told> {
  const lacking = whatLacks(county.model)
  if (lacking) return { ok: false, reason: lacking, at: null }
  const whatIf = county.whatIf(walk, stations)
  const undone: (() => void)[] = []
  try {
    for (const [at, change] of changes.entries()) {
      const applied = whatIf.apply(change)
      if (!applied.ok) return { ok: false, reason: applied.reason, at }
      undone.push(applied.undo)
    }
    return { ok: true, told: tell(whatIf) }
  } finally {
    for (const undo of undone.reverse()) undo()
  }
}

export function tellFigures(
  county: LearntCounty,
  asked: WhatIfAsked,
): WhatIfAnswer<z.input<typeof askCoverageFigures.answer>> {
  return underChanges(county, asked, (whatIf) => ({
    minutes: asked.minutes,
    county: countyFigures(county, whatIf, asked.exact),
    loads: stationLoads(county, whatIf, asked.minutes),
  }))
}

export function countyFigures(county: LearntCounty, whatIf: WhatIf, exact: boolean): CountyFigures {
  const { walk, households, offNetwork, stations, stationsOffNetwork } = whatIf.figures()
  const elderly = elderlyOf(county, exact)
  return {
    households,
    offNetwork,
    stations,
    stationsOffNetwork,
    hoursUnknown: whatIf.stations().filter(({ counts, hours = [] }) => counts && hours.length === 0).length,
    inside: walk,
    ...tellElderly(Array.from(elderly.keys()), elderly, wholeMinutes(whatIf.times.deciseconds)),
    medianMinutes: whatIf.areaFigures('county')[0]?.medianMinutes ?? null,
  }
}

function stationLoads(county: LearntCounty, whatIf: WhatIf, minutes: number): StationLoad[] {
  const { owner, secondDeciseconds } = whatIf.times
  const { households } = county.model.places
  const withSecond = new Map<number, number>()
  for (let place = 0; place < owner.length; place++)
    if (secondDeciseconds[place]! <= minutes * 600)
      withSecond.set(owner[place]!, (withSecond.get(owner[place]!) ?? 0) + households[place]!)
  const places = new Map(whatIf.stations().map(({ code }, at) => [code, at]))
  return whatIf.stationLoads(minutes).map(({ code, name, households, capacityHouseholds }) => ({
    code,
    name,
    households,
    capacityHouseholds,
    withSecond: withSecond.get(places.get(code)!) ?? 0,
  }))
}

/** Most stations an area is told to be served by. */
const MOST_SERVING = 5

export function tellAreas(
  county: LearntCounty,
  asked: WhatIfAsked & { level: AreaLevel },
): WhatIfAnswer<{ level: AreaLevel; minutes: number; areas: AreaFigures[] }> {
  const { level, minutes, exact } = asked
  return underChanges(county, asked, (whatIf) => {
    const members = membersOf(county, level)
    const crossed = level === 'county' || exact ? new Set<number>() : county.gathered.crossed[columns[level]]
    const elderly = elderlyOf(county, exact)
    const within = wholeMinutes(whatIf.times.deciseconds)
    const areas = whatIf.areaFigures(level).map(({ code, name, households, walk, medianMinutes }, at) => ({
      code,
      name,
      parent: county.parents.get(code) ?? '',
      households,
      inside: walk,
      medianMinutes,
      ...tellElderly(crossed.has(at) ? null : (members[at] ?? []), elderly, within),
      servedBy: servedBy(county, whatIf, members[at] ?? [], minutes),
    }))
    return { level, minutes, areas }
  })
}

function servedBy(county: LearntCounty, { times, stations }: WhatIf, members: readonly number[], minutes: number) {
  const { households } = county.model.places
  const served = new Map<number, number>()
  for (const place of members)
    if (times.deciseconds[place]! <= minutes * 600)
      served.set(times.owner[place]!, (served.get(times.owner[place]!) ?? 0) + households[place]!)
  return [...served]
    .map(([owner, count]) => ({ code: stations()[owner]!.code, households: count }))
    .sort((a, b) => b.households - a.households || (a.code < b.code ? -1 : 1))
    .slice(0, MOST_SERVING)
}

export function tellLeftOut(
  county: LearntCounty,
  asked: WhatIfAsked,
): WhatIfAnswer<{ minutes: number; leftOut: LeftOutCluster[] }> {
  const { minutes, exact } = asked
  return underChanges(county, asked, (whatIf) => ({
    minutes,
    leftOut: whatIf.leftOut(minutes).map(({ wallMinutes, elderly, ...group }) => ({
      ...group,
      savedMinutes: wallMinutes,
      // groups lie across those in which elderly people are gathered
      elderly: exact ? elderly : null,
    })),
  }))
}

const columns = { street: 'street', community: 'community', grid: 'grid', micro_grid: 'microGrid' } as const

/** Places of each area of a level, in the order of the county's list. */
export function membersOf({ source }: LearntCounty, level: AreaLevel): number[][] {
  const count = source.buildings.households.length
  if (level === 'county') return [Array.from({ length: count }, (_, place) => place)]
  const column = source.buildings[columns[level]]
  const members: number[][] = []
  for (let place = 0; place < count; place++) {
    const area = column?.[place] ?? -1
    if (area < 0) continue
    const known = members[area]
    if (known) known.push(place)
    else members[area] = [place]
  }
  return members
}

function elderlyOf({ model, gathered }: LearntCounty, exact: boolean): Int32Array {
  return exact ? model.source.buildings.elderly : gathered.elderly
}

/** Elderly people of some places, all and within minutes; `members` null where they are not told. */
function tellElderly(members: readonly number[] | null, elderly: Int32Array, within: Int32Array) {
  if (members === null)
    return { elderly: null, elderlyInside: elderlyMinutes.map((minutes) => ({ minutes, people: null })) }
  const pick = (column: Int32Array) => Int32Array.from(members, (place) => column[place]!)
  const people = pick(elderly)
  const counted = countByMinute(pick(within), people, MOST_MINUTES)
  return {
    elderly: people.reduce((sum, one) => sum + one, 0),
    elderlyInside: elderlyMinutes.map((minutes) => ({ minutes, people: counted[minutes]! })),
  }
}
