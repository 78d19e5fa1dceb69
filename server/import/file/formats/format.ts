import type { FileContent, SourceFeature } from '#domain/import/file-content.ts'
import type { ByteSource } from '../byte-source.ts'

/** Opens a file of one format. Throws `UnreadableFile` where it is not what its name says. */
export type Format = (source: ByteSource, options: ReadOptions) => Promise<FileContent>

export interface ReadOptions {
  /** Columns of a table that hold its places; found by their names where this is missing. */
  coordinates?: { longitude: string; latitude: string } | undefined
  /** A table's rows need no places: they are joined by a code. */
  withoutPlaces?: boolean | undefined
}

const sampled = 100

/** Names of fields of the first rows, in the order in which they appear. */
export async function sampleFields(rows: AsyncIterable<SourceFeature>): Promise<string[]> {
  const names = new Set<string>()
  let count = 0
  for await (const { properties } of rows) {
    for (const name of Object.keys(properties)) if (names.size < 500) names.add(name)
    count += 1
    if (count === sampled) break
  }
  return [...names]
}

export const whole = (name: string) => ({ name, cut: false })
