import { z } from 'zod'

/** Nothing expected in this part of a request. */
export const nothing = z.object({})

/** 6-digit code of a county. */
export const countyCode = z.string().regex(/^\d{6}$/, 'a county code has 6 digits')

/** Longitude, latitude in degrees, EPSG:4326 (CGCS2000 is the same within decimetres). */
export const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
export type Position = z.infer<typeof position>

/** West, south, east, north in degrees. */
export const box = z.tuple([z.number(), z.number(), z.number(), z.number()])
export type Box = z.infer<typeof box>

/** Moment as ISO 8601 with offset. */
export const moment = z.iso.datetime({ offset: true })

/** A rate always travels with its numerator and denominator; `share` is 0 to 1, null when nothing was due. */
export const rate = z.object({ part: z.number().int(), whole: z.number().int(), share: z.number().nullable() })
export type Rate = z.infer<typeof rate>

/** Errors as RFC 9457 application/problem+json. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** Stable machine-readable word, e.g. `unknown-county`. */
  code: z.string(),
  detail: z.string(),
  /** Where in the request the refusal lies, e.g. `query.bandwidthMeters`. */
  path: z.string().optional(),
  requestId: z.string().optional(),
})
export type Problem = z.infer<typeof problem>

/** Layers that exist as tiles. */
export const tileLayer = z.enum([
  'area',
  'grid',
  'micro_grid',
  'compound',
  'building',
  'station',
  'issue',
  'water',
  'road',
  'green',
  'walk_edge',
])
export type TileLayer = z.infer<typeof tileLayer>
