import { z } from 'zod'
import { box, countyCode, moment, nothing } from './common.ts'
import { endpoint } from './endpoint.ts'
import { heatFilter, heatFilterTold, heatGrid } from './heat.ts'

/**
 * What issues are counted by: micro-grids or grids of today, the grids of a draft, or square cells of the heat's lattice.
 * Codes of cells are `column:row`, counted from the origin of the lattice; in a history, from its own south-west corner.
 */
export const heatBy = z.enum(['micro_grid', 'grid', 'draft', 'cell'])
export type HeatBy = z.infer<typeof heatBy>

const byQuery = z.object({
  by: heatBy.default('micro_grid'),
  /** Id of the draft when counting by `draft`. */
  draft: z
    .string()
    .regex(/^[0-9a-z]{12}$/, 'a plan id has 12 letters or digits')
    .optional(),
  /** Side of a square cell in metres, 100 to 5,000, when counting by `cell`. */
  cellMeters: z.coerce.number().min(100).max(5_000).default(500),
})

const areaQuery = heatFilter.extend(byQuery.shape)

/** Neighbours of an area: those whose middles lie within the bandwidth, and its 6 nearest in any case; itself as well. */
const neighbourQuery = areaQuery.extend({
  /** 50 to 5,000 metres. */
  bandwidthMeters: z.coerce.number().default(500),
  /**
   * What counts are measured against: `households` leaves out areas where nobody lives and answers by ground where nobody
   * lives anywhere; `area` counts a market or a park as well, and finds busy places before bad ones.
   */
  base: z.enum(['households', 'area']).default('households'),
  /** Share of false discoveries that is accepted, Benjamini-Hochberg. */
  falseDiscoveryRate: z.coerce.number().min(0.001).max(0.2).default(0.05),
})

/** What is true of every answer by areas. */
const areaHeader = z.object({
  county: countyCode,
  by: heatBy,
  filter: heatFilterTold,
  /** Areas with ground; those of the answer's `areas`. */
  areaCount: z.int(),
  /** Issues that match and lie in an area. */
  count: z.int(),
  /** Issues that match and lie in none. */
  outside: z.int(),
  households: z.int(),
  sequence: z.int(),
  at: moment,
})

const areaPolygon = z.object({
  type: z.literal('Feature'),
  properties: z.object({
    code: z.string(),
    name: z.string(),
    /** Code of its community; '' of a cell. */
    community: z.string(),
    households: z.int(),
    squareMeters: z.number(),
  }),
  geometry: z.object({
    type: z.literal('MultiPolygon'),
    coordinates: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))),
  }),
})

/** The ground of the areas, simplified for a picture; it changes far more rarely than what is counted on it. */
export const getHeatAreas = endpoint({
  method: 'GET',
  path: '/api/heat/areas',
  summary:
    'The areas that issues are counted by, as GeoJSON for a picture: micro-grids, grids, grids of a draft or cells.',
  tag: 'heat',
  params: nothing,
  query: byQuery.extend({ county: countyCode }),
  body: nothing,
  answer: z.object({
    type: z.literal('FeatureCollection'),
    properties: z.object({ county: countyCode, by: heatBy, bounds: box }),
    features: z.array(areaPolygon),
  }),
})

/** A rate of one area, per 1,000 households (issues filed in the window, or open now). */
export const heatRate = z.object({
  code: z.string(),
  count: z.int(),
  households: z.int(),
  /** count / households x 1,000; null without households. */
  raw: z.number().nullable(),
  /** Empirical-Bayes smoothed towards the county's mean; null without households. */
  smoothed: z.number().nullable(),
  /** 95 % interval of the smoothed rate. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** So few issues or households that the raw rate says little: less than half of `smoothed` is the area's own. */
  small: z.boolean(),
  /** The same of the window before, when it was asked for. */
  before: z
    .object({
      count: z.int(),
      smoothed: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
    })
    .nullable(),
})
export type HeatRate = z.infer<typeof heatRate>

export const getHeatRate = endpoint({
  method: 'GET',
  path: '/api/heat/rate',
  summary: 'Issues per 1,000 households by area, empirical-Bayes smoothed, with intervals and a note on small numbers.',
  tag: 'heat',
  params: nothing,
  query: areaQuery.extend({ compare: z.enum(['none', 'before']).default('none') }),
  body: nothing,
  answer: areaHeader.extend({
    unit: z.literal('issues/1000 households'),
    /** Of all areas together; null without households. */
    mean: z.number().nullable(),
    /**
     * Class breaks: of open issues those of the county's setting, of a window of filing those of 30 days in proportion to
     * its length (a window without beginning counts as a year), with two digits. They never depend on the data.
     */
    breaks: z.array(z.number()),
    before: z.object({ from: moment, to: moment, count: z.int() }).nullable(),
    areas: z.array(heatRate),
  }),
})

/**
 * `hot` and `cold`: more or fewer than chance makes, after the correction for many tests; `none`: chance explains it;
 * `unjudged`: nothing to measure by, or a square cell of which less than half is the county's.
 */
export const heatSignificance = z.object({
  code: z.string(),
  count: z.int(),
  households: z.int(),
  /** Getis-Ord Gi* as a z-value. */
  z: z.number(),
  /** Two-sided, by redistribution: rates change places, then chance acts on each area's own base. */
  p: z.number(),
  /** The smallest false-discovery rate at which it is found. */
  q: z.number(),
  class: z.enum(['hot', 'cold', 'none', 'unjudged']),
})
export type HeatSignificance = z.infer<typeof heatSignificance>

export const getHeatSignificance = endpoint({
  method: 'GET',
  path: '/api/heat/significance',
  summary:
    'Hot and cold spots that chance does not explain: Getis-Ord Gi*, p-values by redistribution, Benjamini-Hochberg.',
  tag: 'heat',
  params: nothing,
  query: neighbourQuery,
  body: nothing,
  answer: areaHeader.extend({
    /** What counts are measured against: households, or ground where there are none. */
    base: z.enum(['households', 'area']),
    permutations: z.int(),
    falseDiscoveryRate: z.number(),
    bandwidthMeters: z.number(),
    areas: z.array(heatSignificance),
  }),
})

export const emergingPattern = z.enum([
  'new',
  'consecutive',
  'intensifying',
  'persistent',
  'diminishing',
  'sporadic',
  'oscillating',
  'historical',
])
export type EmergingPattern = z.infer<typeof emergingPattern>

/**
 * How an area's weeks went. `pattern` is null where no week was significant, and where weeks of both kinds end in neither.
 */
export const emergingArea = z.object({
  code: z.string(),
  count: z.int(),
  households: z.int(),
  kind: z.enum(['hot', 'cold']).nullable(),
  pattern: emergingPattern.nullable(),
  /** Mann-Kendall trend of the weekly z-values: statistic as a z-value, two-sided p. */
  trend: z.number(),
  trendP: z.number(),
  /** One entry a week, oldest first. */
  counts: z.array(z.int()),
  z: z.array(z.number()),
  /** 1 hot, -1 cold, 0 neither. */
  significant: z.array(z.int()),
})
export type EmergingArea = z.infer<typeof emergingArea>

export const getHeatEmerging = endpoint({
  method: 'GET',
  path: '/api/heat/emerging',
  summary:
    'Emerging hot and cold spots: weekly Gi* with the Mann-Kendall trend, named by pattern, with the weeks behind.',
  tag: 'heat',
  params: nothing,
  query: neighbourQuery
    .omit({ days: true, from: true, state: true })
    .extend({ weeks: z.coerce.number().int().min(4).max(60).default(13) }),
  body: nothing,
  answer: areaHeader.extend({
    base: z.enum(['households', 'area']),
    falseDiscoveryRate: z.number(),
    bandwidthMeters: z.number(),
    /** First day of each week, a Monday, oldest first; the last whole weeks before `to` or now. */
    weeks: z.array(z.iso.date()),
    /** Codes of areas that are not judged; see the class of a spot. */
    unjudged: z.array(z.string()),
    /** Only areas with a pattern; every other had no significant week, or is not judged. */
    areas: z.array(emergingArea),
  }),
})

/**
 * Filed issues by day and place, page by page: what playing needs of them. A page holds whole days, as many as fit, and costs
 * the same whether the county has a thousand issues or a million.
 */
export const getHeatHistory = endpoint({
  method: 'GET',
  path: '/api/heat/history',
  summary: 'Filed issues by day and place, in pages of packed days, for playing time forward.',
  tag: 'heat',
  params: nothing,
  query: heatFilter.omit({ state: true }).extend({
    by: z.enum(['micro_grid', 'grid', 'cell']).default('cell'),
    /** Side of a cell in metres, when counting by `cell`. */
    cellMeters: z.coerce.number().min(10).max(1_000).default(50),
    /** Day that the page begins with; the first page begins with the first day on which anything was filed. */
    day: z.iso.date().optional(),
  }),
  body: nothing,
  answer: z.object({
    county: countyCode,
    filter: heatFilterTold,
    by: z.enum(['micro_grid', 'grid', 'cell']),
    /** Null unless counting by `cell`: the county's lattice, the same for every page. */
    grid: heatGrid.extend({ cellMeters: z.number() }).nullable(),
    /**
     * Issues in a place by day of the county's time zone, of the whole history from `firstDay` on, none left out; null where
     * nothing was filed, and on a page asked for by its day.
     */
    totals: z.object({ firstDay: z.iso.date(), filed: z.array(z.int()) }).nullable(),
    /** Issues outside every place; null on a page asked for by its day. */
    outside: z.int().nullable(),
    /** Null where there is nothing from its first day on. */
    page: z
      .object({
        firstDay: z.iso.date(),
        days: z.int(),
        /** Codes of the areas on this page; empty by cell. */
        places: z.array(z.string()),
        /**
         * The days, base64 of numbers as LEB128: of each day the number of its places, of each place, in rising order, twice
         * the gap to the one before it (the first counts from 0, the next from the one after), and 1 more with the number of
         * issues behind it where there are several. A place is an index into `places`, or of cells row x width + column.
         */
        base64: z.string(),
      })
      .nullable(),
    /** Day that the next page begins with; null after the last. */
    next: z.iso.date().nullable(),
    sequence: z.int(),
    at: moment,
  }),
})

export const heatAreaEndpoints = [getHeatAreas, getHeatRate, getHeatSignificance, getHeatEmerging, getHeatHistory]
