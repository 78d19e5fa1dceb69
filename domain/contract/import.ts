import { z } from 'zod'
import { fileFindingCodes, fileFormats, fileRefusals } from '#domain/import/file-content.ts'
import { countyCode, nothing, position, problem } from './common.ts'
import { endpoint } from './endpoint.ts'
import { importLayer, importSource } from './manifest.ts'

/** What a file may hold at most, packed as it is sent. */
export const IMPORT_MOST_BYTES = 2_000_000_000

const fileId = z.string().regex(/^[\w-]{20,64}$/, 'the id that the upload answered')

const landing = z.object({ crs: z.string(), swapped: z.boolean(), kilometers: z.number() })
const finding = z.object({ code: z.enum(fileFindingCodes), layer: z.string(), value: z.string() })
const listedRow = z.object({ row: z.int(), key: z.string() })

/** A file that was sent and read: its layers and what was noticed on the way. */
export const importFile = z.object({
  id: fileId,
  name: z.string(),
  bytes: z.int(),
  format: z.enum(fileFormats),
  layers: z.array(
    z.object({
      name: z.string(),
      /** `cut`: the format allows ten bytes and the name fills them. */
      fields: z.array(z.object({ name: z.string(), cut: z.boolean() })),
      crs: z.string().nullable(),
      encoding: z.string().nullable(),
      rows: z.int().nullable(),
    }),
  ),
  findings: z.array(finding),
})
export type ImportFile = z.infer<typeof importFile>

const partitionFault = z.object({
  kind: z.enum(['duplicate', 'overlap', 'overlap-sliver', 'gap', 'gap-sliver']),
  /** Keys of the rows it lies between. */
  keys: z.array(z.string()),
  squareMeters: z.number(),
  /** GeoJSON geometry in degrees. */
  geometry: z.looseObject({ type: z.string() }),
})
export type PartitionFault = z.infer<typeof partitionFault>

/** What an import did, or with a dry run would do. Lists end at 1,000 (faults at 500); totals are whole. */
export const importReport = z.object({
  name: z.string(),
  layer: z.string(),
  read: z.int(),
  passedOver: z.int(),
  kept: z.int(),
  repaired: z.int(),
  refused: z.int(),
  refusedFor: z.record(z.string(), z.int()),
  repairs: z.array(listedRow.extend({ what: z.string(), detail: z.string().optional() })),
  refusals: z.array(listedRow.extend({ reason: z.string(), value: z.string() })),
  findings: z.array(finding),
  landings: z.array(landing),
  changes: z.object({ new: z.int(), changed: z.int(), unchanged: z.int(), missing: z.int(), removed: z.int() }),
  /** Areas matched with the division table; `missing`: divisions of the county that no area stands for. */
  divisions: z
    .object({
      byCode: z.int(),
      byName: z.int(),
      missing: z.object({ total: z.int(), listed: z.array(z.object({ code: z.string(), name: z.string() })) }),
    })
    .nullable()
    .default(null),
  /** Lines of a walking network cut where they cross (`crossings`) and ends drawn to a line near by (`drawn`). */
  noded: z.object({ lines: z.int(), pieces: z.int(), crossings: z.int(), drawn: z.int() }).nullable().default(null),
  partition: z.object({ total: z.int(), listed: z.array(partitionFault) }),
  dryRun: z.boolean(),
  /** Number of the import in the county's history; null where nothing was taken. */
  run: z.int().nullable(),
  seconds: z.number(),
  /** Set when nothing of the source was taken: why, and the way out. */
  failure: z.string().optional(),
  failureReason: z.enum(fileRefusals).optional(),
})
export type ImportReport = z.infer<typeof importReport>

/** How the coordinates of a file are read. */
const reading = {
  crs: z.string().max(300).optional(),
  swapAxes: z.stringbool().default(false),
  acceptShifted: z.stringbool().default(false),
}

export const uploadImportFile = endpoint({
  method: 'POST',
  path: '/api/imports/files',
  summary: 'Takes a file to import, its bytes as the body, and tells what is in it. It goes after six hours.',
  tag: 'import',
  params: nothing,
  query: z.object({ county: countyCode, name: z.string().min(1).max(200) }),
  body: nothing,
  answer: importFile,
})

export const previewImportFile = endpoint({
  method: 'GET',
  path: '/api/imports/files/:id/preview',
  summary:
    'The first rows of a layer, where they land by a coordinate system, and by which they would land near the county.',
  tag: 'import',
  params: z.object({ id: fileId }),
  query: z.object({ county: countyCode, layer: z.string().max(200), ...reading }),
  body: nothing,
  answer: z.object({
    rows: z.array(
      z.object({
        row: z.int(),
        values: z.record(z.string(), z.string()),
        /** GeoJSON geometry in degrees; null where the row has none or it lands nowhere on earth. */
        geometry: z.looseObject({ type: z.string() }).nullable(),
      }),
    ),
    /** Why the system cannot be used; null when it can. */
    refused: z.enum(['crs-missing', 'unknown-crs', 'datum-needs-parameters', 'shifted-needs-consent']).nullable(),
    /** Kilometres from the county to the middle one of the rows; null where they land nowhere. */
    kilometers: z.number().nullable(),
    /** Ways to read the coordinates that land near, nearest first. */
    landings: z.array(landing),
  }),
})
export type ImportPreview = z.infer<typeof previewImportFile.answer>

export const previewImportJoin = endpoint({
  method: 'GET',
  path: '/api/imports/files/:id/join',
  summary:
    'Which areas, grids or buildings of the county the keys of a table name, by code, local code or a name that is there once, and which keys name none.',
  tag: 'import',
  params: z.object({ id: fileId }),
  query: z.object({
    county: countyCode,
    layer: z.string().max(200),
    /** Column whose values name them; `#` is the number of the row. */
    key: z.string().min(1).max(200),
    joinTo: importSource.shape.joinTo.unwrap(),
  }),
  body: nothing,
  answer: z.object({
    /** Rows that were looked at; of a longer table the first 50,000. */
    rows: z.int(),
    /** Lists end at 500, totals are whole. */
    matched: z.object({
      total: z.int(),
      listed: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          /** GeoJSON geometry in degrees, simplified to about 10 m. */
          geometry: z.looseObject({ type: z.string() }),
        }),
      ),
    }),
    unmatched: z.object({
      total: z.int(),
      listed: z.array(
        listedRow.extend({ reason: z.enum(['no-key', 'no-such-unit', 'unit-not-unique', 'unit-taken']) }),
      ),
    }),
  }),
})
export type ImportJoin = z.infer<typeof previewImportJoin.answer>

const importLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), rows: z.int(), bytes: z.int(), written: z.int().nullable() }),
  z.object({ kind: z.literal('done'), report: importReport }),
  z.object({ kind: z.literal('refused'), problem }),
])
export type ImportLine = z.infer<typeof importLine>

export const runImport = endpoint({
  method: 'POST',
  path: '/api/imports',
  summary:
    'Imports one layer of a file, all or nothing; lines of progress, then the report. With dryRun nothing changes.',
  tag: 'import',
  params: nothing,
  query: z.object({ county: countyCode }),
  body: z.object({
    file: fileId,
    dryRun: z.boolean(),
    removeMissing: z.boolean(),
    source: importSource.omit({ file: true, format: true, months: true }),
  }),
  /** One line of the answer. */
  answer: importLine,
})

export const listImports = endpoint({
  method: 'GET',
  path: '/api/imports',
  summary: 'What was imported into a county, newest first, with the reports.',
  tag: 'import',
  params: nothing,
  query: z.object({ county: countyCode }),
  body: nothing,
  answer: z.object({
    /** The import under way; null when there is none. It goes on when the page that began it is left. */
    running: z.object({ file: z.string(), dryRun: z.boolean(), rows: z.int(), written: z.int().nullable() }).nullable(),
    runs: z.array(
      z.object({
        id: z.int(),
        source: z.string(),
        layer: importLayer,
        file: z.string(),
        at: z.iso.datetime(),
        actor: z.string(),
        report: importReport,
        undoneAt: z.iso.datetime().nullable(),
        undoneBy: z.string().nullable(),
      }),
    ),
  }),
})

export type ImportRunRow = z.infer<typeof listImports.answer>['runs'][number]

export const undoImportRun = endpoint({
  method: 'POST',
  path: '/api/imports/:run/undo',
  summary:
    'Takes an import back, the newest first: every row is what it was before; issues that people have worked on since stay.',
  tag: 'import',
  params: z.object({ run: z.coerce.number().int().min(1) }),
  query: z.object({ county: countyCode }),
  body: nothing,
  answer: z.object({
    rows: z.int(),
    /** Issues that stay. */
    kept: z.int(),
    /** The first of them. */
    keptNumbers: z.array(z.string()),
  }),
})

const listedPlace = z.object({ position, lengthMeters: z.number() })

/** The walking network as imports left it; lists end at 500, totals are whole. */
export const inspectNetwork = endpoint({
  method: 'GET',
  path: '/api/imports/network',
  summary:
    'What the walking network is: its length, its pieces, ends that come near a line and are not joined to it, walled compounds without a gate.',
  tag: 'import',
  params: nothing,
  query: z.object({ county: countyCode, gapMeters: z.coerce.number().min(0.5).max(20).default(5) }),
  body: nothing,
  answer: z.object({
    lengthMeters: z.number(),
    edges: z.int(),
    nodes: z.int(),
    pieces: z.int(),
    /** Of the length, 0 to 1, in the longest piece; null without a network. */
    largestShare: z.number().nullable(),
    /** Pieces beside the longest one, longest first; each at one of its places. */
    apart: z.object({ total: z.int(), listed: z.array(listedPlace) }),
    /** Dead ends that come within `gapMeters` of a line that they do not meet. */
    gaps: z.object({
      total: z.int(),
      listed: z.array(z.object({ position, meters: z.number(), otherPiece: z.boolean() })),
    }),
    compounds: z.object({
      total: z.int(),
      walled: z.int(),
      withoutGate: z.object({
        total: z.int(),
        listed: z.array(z.object({ code: z.string(), name: z.string(), position })),
      }),
    }),
  }),
})
export type NetworkInspection = z.infer<typeof inspectNetwork.answer>

export const importEndpoints = [
  inspectNetwork,
  uploadImportFile,
  previewImportFile,
  previewImportJoin,
  runImport,
  listImports,
  undoImportRun,
]
