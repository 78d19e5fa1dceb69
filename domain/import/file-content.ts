/** Formats of files that are read, in the words of their makers. */
export const fileFormats = [
  'geojson',
  'topojson',
  'csv',
  'xlsx',
  'shapefile',
  'geopackage',
  'flatgeobuf',
  'kml',
  'osm-pbf',
  'osm-xml',
] as const
export type FileFormat = (typeof fileFormats)[number]

/** One row of a file as the file has it, before any trust: geometry and values may be anything. */
export interface SourceFeature {
  /** 1 for the first row. */
  row: number
  properties: Record<string, unknown>
  /** GeoJSON geometry in the file's own coordinates; null where the row has none. */
  geometry: unknown
}

export interface FileField {
  name: string
  /** The format allows ten bytes and the name fills them: it may have been longer. */
  cut: boolean
}

/** One table or theme of a file. */
export interface FileLayer {
  name: string
  /** Known from the file's header, else from its first rows. */
  fields: FileField[]
  /** 'EPSG:4548', a PROJ string or a datum's name; null where the file does not say. */
  crs: string | null
  /** Letters of its texts; null where the format fixes them. */
  encoding: string | null
  /** Null where the file does not tell before it is read to its end. */
  rows: number | null
  /** Reads from the first row on, each time it is called. Throws `UnreadableFile` where the file breaks off. */
  features(): AsyncIterable<SourceFeature>
}

/** What a reader noticed and a person should know; nothing here stops the reading. */
export interface FileFinding {
  code: FileFindingCode
  /** Layer it is about; '' for the whole file. */
  layer: string
  value: string
}

export const fileFindingCodes = [
  'encoding-guessed',
  'wrong-cpg',
  'names-cut',
  'crs-missing',
  'crs-unknown',
  'rows-without-geometry',
  'formula-values-taken',
  'open-boundary',
  'nodes-outside-the-world',
] as const
export type FileFindingCode = (typeof fileFindingCodes)[number]

/** A file opened for reading. Findings grow while layers are read. */
export interface FileContent {
  format: FileFormat
  layers: FileLayer[]
  findings: FileFinding[]
  /** Lets go of handles and temporary memory. */
  close(): Promise<void>
}

/** Why a whole file is not taken. */
export const fileRefusals = [
  'missing-file',
  'unknown-format',
  'empty-file',
  'too-large',
  'truncated',
  'malformed',
  'missing-part',
  'not-text',
  'unsafe-archive',
  'archive-too-large',
  'encrypted',
  'no-rows',
  'no-layer',
  'no-column',
  'demo-county',
  'no-areas',
  'held-by-others',
  'unreadable',
] as const
export type FileRefusal = (typeof fileRefusals)[number]
