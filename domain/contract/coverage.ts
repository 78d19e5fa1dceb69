import { z } from 'zod'
import { choiceQuery, walkProfile } from './choice.ts'
import { countyCode, nothing, position, rate } from './common.ts'
import { endpoint } from './endpoint.ts'

/** Minutes the page's slider reaches; every count comes for each whole minute from 0 to this. */
export const MOST_MINUTES = 20
export const LEAST_MINUTES = 5
/** Minutes that elderly people are counted for: few, so that no small number can be found by subtraction. */
export const elderlyMinutes = [5, 10, 15, 20] as const

/** Households within each of 0 to MOST_MINUTES whole minutes. */
export const byMinute = z.array(z.int()).length(MOST_MINUTES + 1)

/** Elderly residents within 5, 10, 15, 20 minutes; null where so few would be told apart. */
const elderlyCounts = z.array(z.object({ minutes: z.int(), walk: z.int().nullable(), straight: z.int().nullable() }))

/** Households that the straight circle claims and the walk denies, by the compound, street or grid they share. */
export const leftOutGroup = z.object({
  kind: z.enum(['compound', 'street', 'grid', 'unnamed']),
  code: z.string(),
  name: z.string(),
  /** Households left out at each minute; the list holds every group that has some from 5 to 20. */
  byMinute,
  /** At each minute, within how many half of those left out then walk; null where none is, or no way leads there. */
  walkByMinute: z.array(z.int().nullable()).length(MOST_MINUTES + 1),
  /** The station nearest to their middle on foot, and how far it is; null when none can be reached. */
  nearest: z.object({ code: z.string(), name: z.string(), minutes: z.int() }).nullable(),
  /** A building in their middle. */
  position,
})
export type LeftOutGroup = z.infer<typeof leftOutGroup>

/** The county as a whole, over all its stations. */
export const countyCoverage = z.object({
  households: z.int(),
  /** Households farther than 300 m from every walking edge: they count as not reached. */
  offNetwork: z.int(),
  stations: z.int(),
  /** Stations too far from the walking network to be walked to. */
  stationsOffNetwork: z.int(),
  walk: byMinute,
  straight: byMinute,
  elderly: z.int().nullable(),
  elderlyCounts,
  /** Who reaches no station in time, at most 300 groups, the largest first. */
  leftOut: z.array(leftOutGroup),
  /** Share of households within the county's promised minutes of any station. */
  promise: z.object({ minutes: z.int(), reached: rate }),
})
export type CountyCoverage = z.infer<typeof countyCoverage>

export const stationCoverage = z.object({
  code: z.string(),
  name: z.string(),
  position,
  /** Households whose network time lies within each minute. */
  walk: byMinute,
  /** Households inside the straight circle of speed x minutes. */
  straight: byMinute,
  /** Households inside that circle whose network time is longer. */
  cannotWalk: byMinute,
  elderlyCounts,
  leftOut: z.array(leftOutGroup),
})
export type StationCoverage = z.infer<typeof stationCoverage>

const coverageQuery = choiceQuery.extend({ county: countyCode })
const stationQuery = coverageQuery.extend({ station: z.string().min(1).max(100) })

export const getCoverage = endpoint({
  method: 'GET',
  path: '/api/coverage',
  summary:
    'Households within walking minutes, counted per building by network time, beside the straight circle: of the county, and of one station when given.',
  tag: 'coverage',
  params: nothing,
  query: coverageQuery.extend({ station: stationQuery.shape.station.optional() }),
  body: nothing,
  answer: z.object({
    profile: walkProfile,
    kilometersPerHour: z.number(),
    county: countyCoverage,
    station: stationCoverage.nullable(),
  }),
})

/** A street piece: seconds at its two ends, then longitude and latitude of each point in turn. Time runs straight between. */
const streetPiece = z.tuple([z.number(), z.number()], z.number())

export const getCoverageStreets = endpoint({
  method: 'GET',
  path: '/api/coverage/streets',
  summary:
    'Streets within 20 minutes of a station, or of the nearest of all stations, as pieces with walking seconds at both ends.',
  tag: 'coverage',
  params: nothing,
  query: coverageQuery.extend({ station: stationQuery.shape.station.optional() }),
  body: nothing,
  answer: z.object({ profile: walkProfile, pieces: z.array(streetPiece) }),
})

const minutesList = z
  .string()
  .regex(/^\d{1,2}(,\d{1,2}){0,19}$/, 'minutes are whole numbers joined by commas')
  .default('5,10,15,20')
  .transform((text) => [...new Set(text.split(',').map(Number))].sort((a, b) => a - b))
  .pipe(z.array(z.int().min(1).max(MOST_MINUTES)))

export const getCoverageArea = endpoint({
  method: 'GET',
  path: '/api/coverage/area',
  summary: 'Ground within walking minutes of a station as polygons (GeoJSON); a picture: counts never come from it.',
  tag: 'coverage',
  params: nothing,
  query: stationQuery.extend({ minutes: minutesList }),
  body: nothing,
  answer: z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        properties: z.object({ minutes: z.int() }),
        geometry: z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(position))) }),
      }),
    ),
  }),
})

export const coverageEndpoints = [getCoverage, getCoverageStreets, getCoverageArea]
