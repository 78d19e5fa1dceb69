import { z } from 'zod'
import { changes } from './change.ts'
import { choiceQuery, stationChoice, walkChoice } from './choice.ts'
import { countyCode, nothing, position } from './common.ts'
import { byMinute, MOST_MINUTES } from './coverage.ts'
import { endpoint } from './endpoint.ts'

/** Whole minutes of a walk that a question is about. */
export const minutesChoice = z.int().min(1).max(MOST_MINUTES).default(15)

/**
 * Elderly people within 5, 10, 15 and 20 minutes; null where they are not told. Whoever has no need learns sums of fixed
 * groups of several buildings, so that no two answers differ by a few people.
 */
export const elderlyInside = z.array(z.object({ minutes: z.int(), people: z.int().nullable() }))

/** Households whose nearest station it is within the minutes, beside what it can serve. */
export const stationLoad = z.object({
  code: z.string(),
  name: z.string(),
  households: z.int(),
  /** null when nobody said how many it can serve. */
  capacityHouseholds: z.int().nullable(),
  /** Households of these that have another station within the minutes too. */
  withSecond: z.int(),
})
export type StationLoad = z.infer<typeof stationLoad>

export const countyFigures = z.object({
  households: z.int(),
  /** Households farther than 300 m from every walking edge: they count as not reached. */
  offNetwork: z.int(),
  /** Stations that count under the choice. */
  stations: z.int(),
  /** Of these, stations too far from the walking network to be walked to. */
  stationsOffNetwork: z.int(),
  /** Stations that count although nobody said when they are open. */
  hoursUnknown: z.int(),
  inside: byMinute,
  elderly: z.int().nullable(),
  elderlyInside,
  /** Minutes within which half of the households reach a station; null where that many do not. */
  medianMinutes: z.int().nullable(),
})
export type CountyFigures = z.infer<typeof countyFigures>

export const areaLevel = z.enum(['county', 'street', 'community', 'grid', 'micro_grid'])
export type AreaLevel = z.infer<typeof areaLevel>

export const areaFigures = z.object({
  code: z.string(),
  name: z.string(),
  /** Code of the area above; '' for the county. */
  parent: z.string(),
  households: z.int(),
  elderly: z.int().nullable(),
  inside: byMinute,
  elderlyInside,
  medianMinutes: z.int().nullable(),
  /** Stations nearest to its households within the minutes, the most households first, at most 5. */
  servedBy: z.array(z.object({ code: z.string(), households: z.int() })),
})
export type AreaFigures = z.infer<typeof areaFigures>

/** Why a group is left out: the first that holds. */
export const leftOutReason = z.enum(['closed', 'steps', 'wall', 'river', 'far'])
export type LeftOutReason = z.infer<typeof leftOutReason>

/** Households together that reach no station within the minutes. */
export const leftOutCluster = z.object({
  kind: z.enum(['compound', 'street', 'grid', 'unnamed']),
  code: z.string(),
  name: z.string(),
  households: z.int(),
  elderly: z.int().nullable(),
  /** Minutes that half of them miss; null where no way leads to any station. */
  missingMinutes: z.int().nullable(),
  reason: leftOutReason,
  /** Minutes that a gate in the wall, a bridge over the water would save; null for other reasons. */
  savedMinutes: z.int().nullable(),
  nearest: z.object({ code: z.string(), name: z.string(), minutes: z.int() }).nullable(),
  /** A building in their middle. */
  position,
})
export type LeftOutCluster = z.infer<typeof leftOutCluster>

/** A question under choices, with what would be otherwise. */
const coverageQuestion = z.strictObject({
  county: countyCode,
  walk: walkChoice,
  stations: stationChoice,
  changes: changes.default([]),
  minutes: minutesChoice,
})

export const getCoverageModel = endpoint({
  method: 'GET',
  path: '/api/coverage/model',
  summary:
    'Network, households, stations and areas of a county as one binary packet, from which a page computes every figure itself; changes with the data, so ask with its ETag.',
  tag: 'coverage',
  params: nothing,
  query: z.object({ county: countyCode }),
  body: nothing,
  /** Bytes, `application/octet-stream`, as domain/coverage unpacks them. */
  answer: z.unknown(),
})

export const askCoverageFigures = endpoint({
  method: 'POST',
  path: '/api/coverage/figures',
  summary: 'Figures of a county and load of each station under choices and changes.',
  tag: 'coverage',
  params: nothing,
  query: nothing,
  body: coverageQuestion,
  answer: z.object({ minutes: z.int(), county: countyFigures, loads: z.array(stationLoad) }),
})

const areasAnswer = z.object({ level: areaLevel, minutes: z.int(), areas: z.array(areaFigures) })

export const getCoverageAreas = endpoint({
  method: 'GET',
  path: '/api/coverage/areas',
  summary: 'Figures of each street, community, grid or micro-grid under choices.',
  tag: 'coverage',
  params: nothing,
  query: choiceQuery.extend({
    county: countyCode,
    level: areaLevel.default('community'),
    minutes: z.coerce.number().pipe(minutesChoice.removeDefault()).default(15),
  }),
  body: nothing,
  answer: areasAnswer,
})

export const askCoverageAreas = endpoint({
  method: 'POST',
  path: '/api/coverage/areas',
  summary: 'Figures of each street, community, grid or micro-grid under choices and changes.',
  tag: 'coverage',
  params: nothing,
  query: nothing,
  body: coverageQuestion.extend({ level: areaLevel.default('community') }),
  answer: areasAnswer,
})

export const askLeftOut = endpoint({
  method: 'POST',
  path: '/api/coverage/left-out',
  summary: 'Who reaches no station within the minutes, where together, by how much they miss it and why.',
  tag: 'coverage',
  params: nothing,
  query: nothing,
  body: coverageQuestion,
  answer: z.object({ minutes: z.int(), leftOut: z.array(leftOutCluster) }),
})

export const coverageFigureEndpoints = [
  getCoverageModel,
  askCoverageFigures,
  getCoverageAreas,
  askCoverageAreas,
  askLeftOut,
]
