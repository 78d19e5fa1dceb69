import { z } from 'zod'
import { countyCode, position } from './common.ts'
import { countySettings } from './county.ts'

/** Where a target field's value comes from: a source field by name, a constant, a template, or a mapped field. */
export const fieldSource = z.union([
  z.string().min(1).describe('name of a source field'),
  z.strictObject({ value: z.union([z.string(), z.number()]).describe('the same for every row') }),
  z.strictObject({ template: z.string().describe('text with {FIELD} places') }),
  z.strictObject({
    from: z.string().min(1),
    map: z.record(z.string(), z.union([z.string(), z.number()])).describe('source value to target value'),
    otherwise: z.union([z.string(), z.number()]).optional(),
  }),
  z.strictObject({
    from: z.string().min(1),
    dividedBy: z.number().positive().describe('for estimates: persons a dwelling'),
  }),
])
export type FieldSource = z.infer<typeof fieldSource>

export const importLayer = z.enum([
  'area',
  'grid',
  'micro_grid',
  'compound',
  'building',
  'dwellings',
  'station',
  'walk_edge',
  'road',
  'water',
  'green',
])
export type ImportLayer = z.infer<typeof importLayer>

export const importFormat = z.enum(['geojson', 'topojson', 'csv'])
export type ImportFormat = z.infer<typeof importFormat>

export const importSource = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/, 'lower-case letters, digits and hyphens')
    .describe('names the source for good: importing it again updates its rows'),
  file: z.string().min(1).describe('relative to `folder`; .gz is unpacked while reading'),
  format: importFormat,
  object: z.string().optional().describe('TopoJSON object to read'),
  coordinates: z
    .strictObject({ longitude: z.string(), latitude: z.string() })
    .optional()
    .describe('CSV columns that hold the coordinates'),
  crs: z.string().default('EPSG:4326').describe('EPSG:4326, 4490, 3857, 4513-4533, 4534-4554, or a PROJ string'),
  layer: importLayer,
  geometry: z
    .enum(['as-is', 'point-inside'])
    .default('as-is')
    .describe('point-inside: a polygon stands as one point that lies in it'),
  key: z.string().min(1).describe('source field that identifies a row for good; "#" takes the row number'),
  fields: z.record(z.string(), fieldSource).default({}),
  where: z
    .record(z.string(), z.array(z.union([z.string(), z.number()])))
    .optional()
    .describe('keeps rows whose field has one of these values'),
  joinMeters: z.number().min(0).max(20).default(0.5).describe('walk_edge: ends this close become one node'),
})
export type ImportSource = z.infer<typeof importSource>

/** A county and the files it is made of; published as data/manifests/manifest.schema.json. */
export const manifest = z.strictObject({
  $schema: z.string().optional(),
  county: z.strictObject({
    code: countyCode,
    name: z.string().min(1),
    nameEn: z.string().min(1),
    timeZone: z.string().min(1),
    near: position.describe('a place in the county; rows that land over 200 km away are refused'),
    attribution: z.string().min(1),
    street: z.string().min(1).describe('name of the one street where the sources know no streets'),
    settings: countySettings.partial().default({}),
  }),
  folder: z.string().min(1).describe('relative to the manifest'),
  sources: z.array(importSource).min(1),
})
export type Manifest = z.infer<typeof manifest>
