import type { z } from 'zod'
import type { Change } from '#domain/contract/change.ts'
import type { StationChoice, WalkChoice } from '#domain/contract/choice.ts'
import type { AreaLevel, CountyFigures } from '#domain/contract/coverage-figures.ts'
import type { compareScenarios } from '#domain/contract/scenario.ts'
import { middlePlace } from '#domain/coverage/left-out.ts'
import { countyFigures, membersOf, underChanges, type WhatIfAnswer } from './answer-what-if.ts'
import type { LearntCounty } from './learn-county.ts'

export interface CompareAsked {
  sides: readonly { changes: readonly Change[] }[]
  walk: WalkChoice
  stations: StationChoice
  level: AreaLevel
  minutes: number
  exact: boolean
}

type Told = z.output<typeof compareScenarios.answer>
export type CompareAnswer =
  | { ok: true; told: Pick<Told, 'areas' | 'groups'> & { figures: CountyFigures[] } }
  /** Which side has the change that cannot be made. */
  | (Extract<WhatIfAnswer<never>, { ok: false }> & { side: number })

/** Groups that change, most a side. */
const MOST_GROUPS = 300

/** Sides under one choice: figures of each, and who gains or loses against the first. */
export function compareSides(county: LearntCounty, asked: CompareAsked): CompareAnswer {
  const { walk, stations, minutes, exact, level } = asked
  const figures: CountyFigures[] = []
  const reached: Uint8Array[] = []
  for (const [side, { changes }] of asked.sides.entries()) {
    const answer = underChanges(county, { walk, stations, changes }, (whatIf) => ({
      figures: countyFigures(county, whatIf, exact),
      reached: Uint8Array.from(whatIf.times.deciseconds, (time) => (time <= minutes * 600 ? 1 : 0)),
    }))
    if (!answer.ok) return { ...answer, side }
    figures.push(answer.told.figures)
    reached.push(answer.told.reached)
  }
  return { ok: true, told: { figures, areas: areasOf(county, level, reached), groups: groupsOf(county, reached) } }
}

function areasOf(county: LearntCounty, level: AreaLevel, reached: readonly Uint8Array[]): Told['areas'] {
  const { households } = county.model.places
  const count = (members: readonly number[], counts: (place: number) => boolean) =>
    members.reduce((sum, place) => sum + (counts(place) ? households[place]! : 0), 0)
  const first = reached[0]!
  const members = membersOf(county, level)
  return areaNames(county, level).map(({ code, name }, at) => {
    const inside = members[at] ?? []
    return {
      code,
      name,
      households: count(inside, () => true),
      inside: reached.map((side) => count(inside, (place) => side[place] === 1)),
      gained: reached.map((side) => count(inside, (place) => side[place]! > first[place]!)),
      lost: reached.map((side) => count(inside, (place) => side[place]! < first[place]!)),
    }
  })
}

function areaNames({ source }: LearntCounty, level: AreaLevel): readonly { code: string; name: string }[] {
  switch (level) {
    case 'county':
      return [{ code: '', name: '' }]
    case 'street':
      return source.streets ?? []
    case 'community':
      return source.communities ?? []
    case 'grid':
      return source.grids
    case 'micro_grid':
      return source.microGrids ?? []
  }
}

/** Compounds, streets and grids in which somebody gains or loses, side by side, the largest first. */
function groupsOf({ model }: LearntCounty, reached: readonly Uint8Array[]): Told['groups'] {
  const { group, households, longitude, latitude } = model.places
  const first = reached[0]!
  return reached.slice(1).flatMap((side, before) => {
    const moved = new Map<number, number[]>()
    for (let place = 0; place < side.length; place++) {
      if (side[place] === first[place] || households[place] === 0) continue
      const known = moved.get(group[place]!)
      if (known) known.push(place)
      else moved.set(group[place]!, [place])
    }
    const count = (places: readonly number[], gains: boolean) =>
      places.reduce((sum, place) => sum + (side[place]! > first[place]! === gains ? households[place]! : 0), 0)
    return [...moved]
      .map(([at, places]) => {
        const middle = middlePlace(places, model.places)
        return {
          side: before + 1,
          ...model.groups[at]!,
          gained: count(places, true),
          lost: count(places, false),
          position: [longitude[middle]!, latitude[middle]!] as [number, number],
        }
      })
      .sort((a, b) => b.gained + b.lost - (a.gained + a.lost) || (a.code < b.code ? -1 : 1))
      .slice(0, MOST_GROUPS)
  })
}
