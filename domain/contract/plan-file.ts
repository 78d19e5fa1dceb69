import { z } from 'zod'
import { countyCode, nothing, position } from './common.ts'
import { endpoint } from './endpoint.ts'
import { planGround } from './plan.ts'

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

/** Bytes of a file that a plan may begin from. */
export const PLAN_FILE_BYTES = 64_000_000

/** What a layer holds: areas of one level, of the level that each row names, or nothing that is wanted. */
const layerLevel = z.enum(['grid', 'micro-grid', 'by-field', 'none'])
const fieldName = z.string().max(200).nullable()

/** Which field of a layer means what; null where none does. */
export const layerFields = z.strictObject({
  layer: z.string().max(200),
  level: layerLevel,
  code: fieldName,
  name: fieldName,
  /** Community of a grid, grid of a micro-grid: code or name. */
  parent: fieldName,
  kind: fieldName,
  /** Which level a row is of, where `level` is by-field. */
  levelField: fieldName,
})
export type LayerFields = z.infer<typeof layerFields>

/** How a file is to be read: nothing said, it is guessed from names. */
export const planFileReading = z.strictObject({
  layers: z.array(layerFields).max(50).default([]),
  /** EPSG code of the places, where the file does not say or says wrong. */
  crs: z.string().max(200).nullable().default(null),
  /** Gaps and slivers up to this width, metres, go to the neighbour with the longest border. */
  mendMeters: z.number().min(0).max(20).default(1),
  /** Ids of gaps that go to it all the same. */
  fill: z.array(z.string().max(60)).max(2_000).default([]),
})
export type PlanFileReading = z.input<typeof planFileReading>

const shape = z.array(z.array(z.array(position)))

export const cleanChangeKinds = [
  'ring-dropped',
  'border-crossed-itself',
  'duplicate',
  'area-dropped',
  'overlap',
  'beyond',
  'micro-grid-beyond',
  'gap-closed',
  'gap',
  'rows-joined',
  'parts',
] as const

/** A row that is not taken. */
export const rowProblems = ['no-shape', 'not-an-area', 'unknown-level', 'text-too-long'] as const

export const planFileRead = z.object({
  format: z.string(),
  layers: z.array(
    z.object({
      name: z.string(),
      fields: z.array(z.string()),
      rows: z.int(),
      /** What the file says; null where it does not. */
      crs: z.string().nullable(),
      encoding: z.string().nullable(),
      /** As it was read. */
      read: layerFields,
      /** Values of the first rows by field. */
      sample: z.array(z.record(z.string(), z.string())),
    }),
  ),
  /** What was noticed about the file: words by code. */
  findings: z.array(z.object({ code: z.string(), layer: z.string(), value: z.string() })),
  /** The coordinate system that the places were read in, and how it was known. */
  crs: z.object({ used: z.string(), known: z.enum(['file', 'asked', 'guessed']) }),
  problems: z.array(z.object({ layer: z.string(), row: z.int(), problem: z.enum(rowProblems) })),
  /** What a plan would begin from. */
  ground: planGround.extend({ grids: planGround.shape.grids.min(0) }),
  /** What was changed or left, the largest first within each kind; `untold`: further ones that are not listed. */
  changes: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(cleanChangeKinds),
      names: z.array(z.string()),
      areaSquareMeters: z.number(),
      widthMeters: z.number(),
      at: position.nullable(),
      polygons: shape,
    }),
  ),
  untold: z.int(),
})
export type PlanFileRead = z.infer<typeof planFileRead>

export const readPlanFile = endpoint({
  method: 'POST',
  path: '/api/plan-files',
  summary:
    'Reads a file of grids and micro-grids (its bytes as application/octet-stream), cleans them up and tells what was changed; a plan begins from the ground in the answer.',
  tag: 'plan',
  params: nothing,
  query: z.object({
    county: countyCode,
    /** Code of the community, street or county that the plan is about. */
    scope: z
      .string()
      .regex(/^[0-9A-Za-z_.-]{1,40}$/, 'letters, digits, point, dash or underscore, at most 40')
      .optional(),
    /** Name of the file: its ending tells the format. */
    name: z.string().min(1).max(200),
    /** `planFileReading` as JSON. */
    reading: z.string().max(60_000).default('{}'),
  }),
  body: nothing,
  answer: planFileRead,
})

export const planFileEndpoints = [getPlanFile, getGridFile, readPlanFile]
