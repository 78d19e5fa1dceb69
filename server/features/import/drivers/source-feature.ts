import type { ImportSource } from '#domain/contract/manifest.ts'

/** One row of a source as the file has it, before any trust: geometry and values may be anything. */
export interface SourceFeature {
  /** 1 for the first row. */
  row: number
  properties: Record<string, unknown>
  geometry: unknown
}

export interface SourceFile {
  path: string
  source: ImportSource
  /** Called with bytes read so far, for progress. */
  onBytes: (bytes: number) => void
}

/** Reads a file as a stream of features. Throws `UnreadableFile` when it is not what the manifest says. */
export type Driver = (file: SourceFile) => AsyncIterable<SourceFeature>

/** The file as a whole cannot be read: missing, broken, of another format. Nothing of it is imported. */
export class UnreadableFile extends Error {}
