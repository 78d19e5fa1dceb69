import { z } from 'zod'
import { countyCode, nothing } from './common.ts'
import { endpoint } from './endpoint.ts'

export const planFileFormats = ['geojson', 'shapefile', 'geopackage', 'xlsx'] as const
export type PlanFileFormat = (typeof planFileFormats)[number]

/** How a file is written. */
const written = z.object({
  county: countyCode,
  format: z.enum(planFileFormats),
  /** Letters of a shapefile's table. */
  encoding: z.enum(['GBK', 'UTF-8']).default('UTF-8'),
  /**
   * Degrees of CGCS2000 (EPSG:4490), or metres of the 3-degree Gauss-Kruger zone around the grids (EPSG:4534-4554, by
   * central meridian). GeoJSON is always in degrees (RFC 7946).
   */
  system: z.enum(['degrees', 'gauss-kruger']).default('degrees'),
})

export const getPlanFile = endpoint({
  method: 'GET',
  path: '/api/plans/:plan/file',
  summary: 'Grids and micro-grids of a plan as GeoJSON, Shapefile (zip), GeoPackage or XLSX.',
  tag: 'plan',
  params: z.object({ plan: z.string().regex(/^[0-9a-z]{12}$/, 'a plan id has 12 letters or digits') }),
  query: written,
  body: nothing,
  /** Bytes of the file. */
  answer: z.undefined(),
})

export const getGridFile = endpoint({
  method: 'GET',
  path: '/api/grid-file',
  summary: 'Grids and micro-grids that stand on a day as GeoJSON, Shapefile (zip), GeoPackage or XLSX.',
  tag: 'plan',
  params: nothing,
  query: written.extend({
    /** Code of a street or community; without it the whole county. */
    scope: z
      .string()
      .regex(/^[0-9A-Za-z_.-]{1,40}$/, 'letters, digits, point, dash or underscore, at most 40')
      .optional(),
    asOf: z.iso.date().optional(),
  }),
  body: nothing,
  /** Bytes of the file. */
  answer: z.undefined(),
})

export const planFileEndpoints = [getPlanFile, getGridFile]
