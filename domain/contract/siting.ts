import { z } from 'zod'
import { objectives, weightings } from '#domain/siting/weigh.ts'
import { changes } from './change.ts'
import { stationChoice, walkChoice } from './choice.ts'
import { countyCode, nothing, position, problem } from './common.ts'
import { minutesChoice } from './coverage-figures.ts'
import { endpoint } from './endpoint.ts'
import { siteCandidateKind } from './site-candidate.ts'

/** Bounds on what one question can hold. */
export const sitingLimits = { candidates: 10_000, sites: 50, fewest: 200 } as const

/** Lower ends of the five classes of a gain, in its unit; the same in every county. Whole household-minutes for `minutes`. */
export const gainBreaks = {
  households: [1, 50, 150, 400, 1000],
  elderly: [1, 10, 40, 100, 250],
  weighted: [1, 25, 75, 200, 500],
  minutes: [1, 300, 1000, 3000, 8000],
} as const
export const gainUnit = z.enum(['households', 'elderly', 'weighted', 'minutes'])
export type GainUnit = z.infer<typeof gainUnit>

/** Where a station could stand: anywhere on the network, at the county's candidates (of some kinds; [] all), or at places given. */
export const sitingPlaces = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('everywhere') }),
  z.strictObject({ kind: z.literal('candidates'), kinds: z.array(siteCandidateKind).max(4).default([]) }),
  z.strictObject({ kind: z.literal('listed'), positions: z.array(position).max(sitingLimits.candidates) }),
])
export type SitingPlaces = z.infer<typeof sitingPlaces>

const seed = z.int().min(0).max(2_147_483_647).default(1)

/** What is to be told: the gain of every place, the best so many sites, or the fewest for a share. */
export const sitingAsk = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('gain') }),
  z.strictObject({ kind: z.literal('best'), sites: z.int().min(1).max(sitingLimits.sites), seed }),
  /** Only for `covered`: a share (0 to 1) of what is weighed, today's included. */
  z.strictObject({ kind: z.literal('fewest'), share: z.number().gt(0).max(1), seed }),
])
export type SitingAsk = z.infer<typeof sitingAsk>

const place = z.object({
  position,
  /** Of a candidate of the county; '' elsewhere. */
  code: z.string(),
  name: z.string(),
  /** Street that a node lies on; '' where it has no name. */
  street: z.string(),
})

/** What a station would bring, place by place. */
const gain = z.object({
  kind: z.literal('gain'),
  unit: gainUnit,
  /** Places that would bring anything. */
  places: z.int(),
  best: place.extend({ gain: z.number() }),
  /**
   * Streets with the gain at their two ends, then longitude and latitude of each point in turn. The hundredth of `streets`
   * that bring least are left out where there are more than the page can draw.
   */
  pieces: z.array(z.tuple([z.number(), z.number()], z.number())),
  /** Streets of which an end brings anything; more than `pieces` where the least are left out. */
  streets: z.int(),
  /** Candidates that bring anything, those that bring most first; [] for everywhere. */
  listed: z.array(place.extend({ gain: z.number() })),
})

const chosen = z.object({
  unit: gainUnit,
  /** All that is weighed, and how much of it is within the minutes today; household-minutes walked for `minutes`. */
  whole: z.number(),
  today: z.number(),
  /** Households of the county, and those within the minutes today. */
  households: z.int(),
  householdsToday: z.int(),
  sites: z.array(
    place.extend({
      /** Households newly within the minutes by this site. */
      households: z.int(),
      /** As `today`, with this site and those before it. */
      total: z.number(),
    }),
  ),
  /** As `today`: the best that any choice of as many sites could have. */
  bestPossible: z.number(),
  /** Proven to be the best, or the fewest. */
  proven: z.boolean(),
  /** Listed candidates that lie too far from the network. */
  offNetwork: z.int(),
})

const best = chosen.extend({ kind: z.literal('best') })
const fewest = chosen.extend({ kind: z.literal('fewest'), /** No fewer sites can be enough. */ atLeast: z.int() })

export const sitingTold = z.discriminatedUnion('kind', [gain, best, fewest])
export type SitingTold = z.infer<typeof sitingTold>
export type SitingGain = z.infer<typeof gain>
export type SitingChosen = z.infer<typeof best> | z.infer<typeof fewest>

/** One line of the answer. */
export const sitingLine = z.union([
  z.object({ kind: z.literal('progress'), share: z.number() }),
  z.object({ kind: z.literal('refused'), problem }),
  sitingTold,
])
export type SitingLine = z.infer<typeof sitingLine>

export const askSiting = endpoint({
  method: 'POST',
  path: '/api/siting',
  summary:
    'Where the next station would bring most, the best sites with a proof of how near the best possible they are, or the fewest for a share. The answer is lines of JSON: progress while it is computed, then what is told, or why not. Closing the connection stops the work.',
  tag: 'coverage',
  params: nothing,
  query: z.object({ county: countyCode }),
  body: z.strictObject({
    ask: sitingAsk,
    places: sitingPlaces.default({ kind: 'everywhere' }),
    objective: z.enum(objectives).default('covered'),
    weighting: z.enum(weightings).default('households'),
    minutes: minutesChoice,
    walk: walkChoice,
    stations: stationChoice,
    changes: changes.default([]),
  }),
  answer: sitingLine,
})

export const sitingEndpoints = [askSiting]
