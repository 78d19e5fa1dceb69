import { z } from 'zod'
import { fileFormats } from '#domain/import/file-content.ts'
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
  'gate',
  'building',
  'dwellings',
  'station',
  'site_candidate',
  'walk_edge',
  'road',
  'water',
  'green',
  'issue',
  'division',
  'statistic',
])
export type ImportLayer = z.infer<typeof importLayer>

/** Layers whose rows are joined by their codes: they need no place. */
export const layersWithoutPlace: ReadonlySet<ImportLayer> = new Set(['division', 'statistic'])

const month = z.string().regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/, 'a month is written 2015-01')

export const importSource = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/, 'lower-case letters, digits and hyphens')
    .describe('names the source for good: importing it again updates its rows'),
  file: z
    .string()
    .min(1)
    .describe('relative to `folder`; a folder for shapefiles; .gz and .zip are unpacked while reading'),
  format: z.enum(fileFormats).optional().describe("where the file's name does not tell it"),
  object: z
    .string()
    .optional()
    .describe(
      'layer of the file to read: an object of a TopoJSON, a table, a sheet, a shapefile of several, a theme of an OpenStreetMap extract',
    ),
  coordinates: z
    .strictObject({ longitude: z.string(), latitude: z.string() })
    .optional()
    .describe('columns of a table that hold the coordinates; found by their names without it'),
  crs: z
    .string()
    .optional()
    .describe(
      'EPSG:4326, 4490, 3857, 4513-4533, 4534-4554, GCJ-02, BD-09 or a PROJ string; without it as the file says, tables EPSG:4326',
    ),
  datumShift: z
    .union([z.array(z.number()).length(3), z.array(z.number()).length(7)])
    .optional()
    .describe('Xian 1980 and Beijing 1954: towgs84 parameters of the county, as its survey office gives them'),
  acceptShifted: z
    .boolean()
    .default(false)
    .describe('an administrator says that GCJ-02 or BD-09 is meant; coordinates are moved back by up to a kilometre'),
  swapAxes: z.boolean().default(false).describe('the file has latitude, or north, first'),
  layer: importLayer,
  geometry: z
    .enum(['as-is', 'point-inside', 'footprint', 'cells', 'nearest'])
    .default('as-is')
    .describe(
      'point-inside: a polygon stands as one point that lies in it; footprint: the same, and the polygon is kept as its footprint; cells: points with one key stand as the area nearest to them; nearest: each point stands as the ground nearest to it',
    ),
  standIns: z
    .array(position)
    .default([])
    .describe('places that the source writes where it knows none: rows there are refused'),
  dates: z
    .enum(['month-first', 'day-first'])
    .optional()
    .describe('how 03/04/2015 is meant; without it such a date is refused, one that begins with its year never is'),
  months: z
    .tuple([month, month])
    .optional()
    .describe('issue: the first and last month of its filings and closings, given partitions before the import'),
  key: z.string().min(1).describe('source field that identifies a row for good; "#" takes the row number'),
  fields: z.record(z.string(), fieldSource).default({}),
  where: z
    .record(z.string(), z.array(z.union([z.string(), z.number()])))
    .optional()
    .describe('keeps rows whose field has one of these values'),
  households: z
    .strictObject({
      flatSquareMeters: z.number().min(10).max(1000).default(100),
      kinds: z.array(z.string()).default(['residential']),
    })
    .optional()
    .describe('building: where no households are counted they are flats, or footprint x floors / flatSquareMeters'),
  divisions: z
    .boolean()
    .default(false)
    .describe(
      'area: codes, streets and their names come from the division table, found by code or by name; rows that match none are refused and listed',
    ),
  joinTo: z
    .enum(['street', 'community', 'grid', 'micro_grid', 'building'])
    .optional()
    .describe('statistic: what the key of its rows names, by code, by local code, or by a name that is there once'),
  nodeMeters: z
    .number()
    .min(0)
    .max(20)
    .optional()
    .describe(
      'walk_edge: lines are cut where they cross (but for bridges), and where the end of another comes this near',
    ),
  joinMeters: z.number().min(0).max(20).default(0.5).describe('walk_edge: ends this close become one node'),
})
export type ImportSource = z.infer<typeof importSource>

/** One kind of matter of this county's own code table. */
const importCategory = z.strictObject({
  code: z
    .string()
    .regex(/^[\w-]{1,40}$/, 'letters, digits, hyphens and underscores')
    .describe("begins with the county's code: categories are shared by all counties"),
  parent: z.string().optional().describe('code of a category listed before it'),
  name: z.string().min(1).optional().describe('where the source has but one language, its own word'),
  nameEn: z.string().min(1),
  department: z.string().default('').describe("where none is named, its parent's"),
})

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
  catalogue: z
    .strictObject({
      effectiveFrom: z.iso.date(),
      effectiveTo: z.iso.date().optional(),
      categories: z.array(importCategory).min(1).max(2_000),
    })
    .optional()
    .describe('the code table of its issues; an issue names its category by code or by English name'),
  sources: z.array(importSource).min(1),
})
export type Manifest = z.infer<typeof manifest>
