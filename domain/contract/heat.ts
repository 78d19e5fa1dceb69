import { z } from 'zod'
import { countyCode, moment, nothing, position } from './common.ts'
import { endpoint } from './endpoint.ts'

const breaksText = z
  .string()
  .max(200)
  .transform((text) => text.split(',').map((word) => (word.trim() === '' ? Number.NaN : Number(word))))

/** Which issues are counted, and how their surface is drawn. */
export const heatQuery = z.object({
  county: countyCode,
  /** Radius of the kernel in metres, 50 to 5,000; the county's setting unless told. */
  bandwidthMeters: z.coerce.number().optional(),
  /** Side of a cell in metres, a 40th to a third of the bandwidth; a sixth unless told. */
  cellMeters: z.coerce.number().optional(),
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
  /** Class breaks in issues per km², rising, 1 to 5, e.g. `2,5,10`; the county's setting unless told. */
  breaks: breaksText.optional(),
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
  filter: z.object({
    state: z.enum(['open', 'all']),
    from: moment.nullable(),
    to: moment.nullable(),
    category: z.string().nullable(),
  }),
  /** Issues counted by the surface. */
  count: z.int(),
  /** Issues that match but lie farther than 2 km outside the county's box: wrong coordinates, not counted. */
  outside: z.int(),
  /** Sum of density x cell area: within 1 % of `count`. */
  sum: z.number(),
  /** Highest density of a cell. */
  peak: z.number(),
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

/** `packed`: Uint16 steps, little-endian, base64; density = step x stepPerSquareKilometer. `plain`: densities. */
export const heatValues = z.discriminatedUnion('encoding', [
  z.object({ encoding: z.literal('packed'), stepPerSquareKilometer: z.number(), base64: z.string() }),
  z.object({ encoding: z.literal('plain'), densities: z.array(z.number()) }),
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
    /** `packed` for machines that draw, `plain` for a look with the eye. */
    values: z.enum(['packed', 'plain']).default('packed'),
  }),
  body: nothing,
  answer: heatHeader.extend({ grid: heatGrid, values: heatValues }),
})

const ring = z.array(z.tuple([z.number(), z.number()]))

/** One class of the surface; `to` is null above the last break. */
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
