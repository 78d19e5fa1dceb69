import type { Readable } from 'node:stream'
import chain from 'stream-chain'
import { parser } from 'stream-json'
import { pick } from 'stream-json/filters/pick.js'
import { streamArray } from 'stream-json/streamers/stream-array.js'
import { openFile, unreadable } from './open-file.ts'
import type { SourceFeature, SourceFile } from './source-feature.ts'
import { UnreadableFile } from './source-feature.ts'

/** GeoJSON FeatureCollection, feature by feature: memory does not grow with the file. */
export async function* readGeoJson(file: SourceFile): AsyncIterable<SourceFeature> {
  const bytes = openFile(file)
  const pipeline = chain([parser(), pick({ filter: 'features' }), streamArray()]) as unknown as Readable & {
    input: NodeJS.WritableStream
  }
  bytes.on('error', (error) => pipeline.destroy(error))
  bytes.pipe(pipeline as unknown as NodeJS.WritableStream)
  let row = 0
  try {
    for await (const item of pipeline) {
      row += 1
      const { properties, geometry } = toObject((item as { value: unknown }).value)
      yield { row, properties: toObject(properties), geometry }
    }
  } catch (error) {
    throw unreadable(
      file.path,
      error instanceof Error ? new Error(`broken JSON after row ${row}: ${error.message}`) : error,
    )
  } finally {
    bytes.destroy()
  }
  if (row === 0) throw new UnreadableFile(`${file.path}: no "features" in it; a GeoJSON FeatureCollection is expected`)
}

function toObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}
