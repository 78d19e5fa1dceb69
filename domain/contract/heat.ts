import { z } from 'zod'
import { countyCode, moment, nothing, position } from './common.ts'
import { endpoint } from './endpoint.ts'
import { issueSource, issueSources } from './issue.ts'
import { hourList, weekdayList } from './number-list.ts'

const breaksText = z
  .string()
  .max(200)
  .transform((text) => text.split(',').map((word) => (word.trim() === '' ? Number.NaN : Number(word))))

/** Which issues are counted. Hours and weekdays are those of the county's time zone, of the moment of filing. */
export const heatFilter = z.object({
  county: countyCode,
  /** `open` is everything that is not closed. */
  state: z.enum(['open', 'all']).default('open'),
  /** Filed in the last so many days; not together with `from` and `to`. */
  days: z.coerce.number().int().min(1).max(3660).optional(),
  /** Filed at or after. */
  from: moment.optional(),
  /** Filed before. */
  to: moment.optional(),
  /** Code of a category; its children count as well. */
  category: z
    .string()
    .max(40)
    .regex(/^\P{C}+$/u, 'a category is named by its code')
    .optional(),
  /** Sources, comma-separated. */
  source: issueSources.optional(),
  /** Hours of the day, 0 to 23: `7-9,17`; an hour is that in which an issue was filed. */
  hours: hourList.optional(),
  /** Days of the week, 1 Monday to 7 Sunday: `1-5`. */
  weekdays: weekdayList.optional(),
})
export type HeatFilter = z.infer<typeof heatFilter>

/** The filter as it was understood: every moment told. */
export const heatFilterTold = z.object({
  state: z.enum(['open', 'all']),
  from: moment.nullable(),
  to: moment.nullable(),
  category: z.string().nullable(),
  source: z.array(issueSource).nullable(),
  hours: z.array(z.int()).nullable(),
  weekdays: z.array(z.int()).nullable(),
})
export type HeatFilterTold = z.infer<typeof heatFilterTold>

/** Which issues are counted, and how their surface is drawn. */
export const heatQuery = heatFilter.extend({
  /** Radius of the kernel in metres, 50 to 5,000; the county's setting unless told. */
  bandwidthMeters: z.coerce.number().optional(),
  /** Side of a cell in metres, a 40th to a third of the bandwidth; a sixth unless told. */
  cellMeters: z.coerce.number().optional(),
  /**
   * Class breaks in issues per km², rising, 1 to 5, e.g. `2,5,10`. Unless told, of open issues the county's setting, of a window
   * of filing that for 7 days in proportion to its length (a window without beginning counts as a year), with two digits.
   */
  breaks: breaksText.optional(),
  /**
   * `before`: the density less that of the window before, of the same length; needs a window that begins.
   * Values may then be below 0, and each break stands for both signs.
   */
  compare: z.enum(['none', 'before']).default('none'),
})
export type HeatQuery = z.infer<typeof heatQuery>

/** What a surface shows and how well: read it before the picture. */
export const heatHeader = z.object({
  county: countyCode,
  /** Of densities and breaks. */
  unit: z.literal('issues/km²'),
  kernel: z.literal('quartic'),
  bandwidthMeters: z.number(),
  cellMeters: z.number(),
  /** Class breaks: a class begins at its break. */
  breaks: z.array(z.number()),
  filter: heatFilterTold,
  /** Issues counted by the surface. */
  count: z.int(),
  /** Issues that match but lie outside the county: not counted. */
  outside: z.int(),
  /** Sum of density x cell area: within 1 % of `count`; of a comparison: of `count` less `before.count`. */
  sum: z.number(),
  /** Highest density of a cell; of a comparison: the value farthest from 0, without its sign. */
  peak: z.number(),
  /** The window compared with; null when nothing is compared. */
  before: z.object({ from: moment, to: moment, count: z.int() }).nullable(),
  /** Number of the feed up to which changes are surely counted. */
  sequence: z.int(),
  /** When it was computed. */
  at: moment,
})
export type HeatHeader = z.infer<typeof heatHeader>

/**
 * The lattice: sinusoidal metres about `origin` on the sphere of 6,371,008.8 m.
 * Cell (column, row) has its centre at ((firstColumn + column + 0.5) * cellMeters, (firstRow + row + 0.5) * cellMeters)
 * east and north of the origin; values run row by row from the south-west.
 */
export const heatGrid = z.object({
  projection: z.literal('sinusoidal'),
  origin: position,
  firstColumn: z.int(),
  firstRow: z.int(),
  width: z.int(),
  height: z.int(),
})

const packedSteps = z.object({ stepPerSquareKilometer: z.number(), base64: z.string() })

/**
 * `packed`: Int16 steps (Uint16 when nothing is compared), little-endian, base64; density = step x stepPerSquareKilometer.
 * `plain`: densities. Of a comparison `before` has the densities of the window before on the same lattice (Uint16 steps):
 * how sure a change is depends on both.
 */
export const heatValues = z.discriminatedUnion('encoding', [
  packedSteps.extend({ encoding: z.literal('packed'), before: packedSteps.nullable() }),
  z.object({
    encoding: z.literal('plain'),
    densities: z.array(z.number()),
    before: z.array(z.number()).nullable(),
  }),
])
export type HeatValues = z.infer<typeof heatValues>

export const getHeat = endpoint({
  method: 'GET',
  path: '/api/heat',
  summary:
    'Density of issues per km² on a metric grid: kernel, bandwidth and classes in real units, the same at every zoom.',
  tag: 'heat',
  params: nothing,
  query: heatQuery.extend({
    /**
     * `binary` for machines that draw: application/vnd.gridboard.heat, the bytes `GBH1`, the length of the header in bytes
     * (Uint32, little-endian), the header (this answer without `values`, with `stepPerSquareKilometer`, as UTF-8 JSON, padded
     * with blanks to an even length), then the steps as `packed` has them, of a comparison those of the window before after
     * them, with `beforeStepPerSquareKilometer` in the header. `packed` is JSON with base64, `plain` for a look with the eye.
     */
    values: z.enum(['binary', 'packed', 'plain']).default('packed'),
  }),
  body: nothing,
  answer: heatHeader.extend({ grid: heatGrid, values: heatValues }),
})

const ring = z.array(z.tuple([z.number(), z.number()]))

/**
 * One class of the surface; `to` is null above the last break. Of a comparison the class is 1 to 6 where there is more,
 * -1 to -6 where there is less, and `from`, `to` are without sign.
 */
export const heatBand = z.object({
  type: z.literal('Feature'),
  properties: z.object({ class: z.int(), from: z.number(), to: z.number().nullable() }),
  geometry: z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
})
export type HeatBand = z.infer<typeof heatBand>

export const getHeatBands = endpoint({
  method: 'GET',
  path: '/api/heat/bands',
  summary: 'The same surface cut at its class breaks: polygons that do not overlap, as GeoJSON.',
  tag: 'heat',
  params: nothing,
  query: heatQuery,
  body: nothing,
  answer: z.object({ type: z.literal('FeatureCollection'), properties: heatHeader, features: z.array(heatBand) }),
})

export const heatEndpoints = [getHeat, getHeatBands]
