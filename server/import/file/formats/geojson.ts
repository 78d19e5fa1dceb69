import type { Readable } from 'node:stream'
import chain from 'stream-chain'
import { parser } from 'stream-json'
import { pick } from 'stream-json/filters/pick.js'
import { streamArray } from 'stream-json/streamers/stream-array.js'
import type { SourceFeature } from '#domain/import/file-content.ts'
import type { ByteSource } from '../byte-source.ts'
import { openStream } from '../byte-stream.ts'
import { UnreadableFile, unreadable } from '../unreadable-file.ts'
import { type Format, sampleFields, whole } from './format.ts'

/** GeoJSON FeatureCollection, feature by feature: memory does not grow with the file. */
export const openGeoJson: Format = async (source) => {
  const features = () => readFeatures(source)
  const fields = (await sampleFields(features())).map(whole)
  const name = source.name.replace(/\.(geo)?json(\.gz)?$/i, '')
  const crs = (await statedCrs(source)) ?? 'EPSG:4326'
  return {
    format: 'geojson',
    layers: [{ name, fields, crs, encoding: null, rows: null, features }],
    findings: [],
    close: () => source.close(),
  }
}

async function* readFeatures(source: ByteSource): AsyncIterable<SourceFeature> {
  const { bytes, rowRead } = openStream(source)
  const pipeline = chain([parser(), pick({ filter: 'features' }), streamArray()]) as unknown as Readable & {
    input: NodeJS.WritableStream
  }
  bytes.on('error', (error) => pipeline.destroy(error))
  bytes.pipe(pipeline as unknown as NodeJS.WritableStream)
  let row = 0
  try {
    for await (const item of pipeline) {
      row += 1
      rowRead()
      const { properties, geometry } = toObject((item as { value: unknown }).value)
      yield { row, properties: toObject(properties), geometry }
    }
  } catch (error) {
    const why = error instanceof Error && !(error instanceof UnreadableFile)
    throw unreadable(source.name, why ? new Error(`broken JSON after row ${row}: ${error.message}`) : error)
  } finally {
    bytes.destroy()
    pipeline.destroy()
  }
  if (row === 0)
    throw new UnreadableFile(
      `${source.name}: no "features" in it; a GeoJSON FeatureCollection is expected`,
      'no-rows',
      'features',
    )
}

/** Files from before RFC 7946 name their system near their beginning. */
async function statedCrs(source: ByteSource): Promise<string | null> {
  if (/\.gz$/i.test(source.name)) return null
  const head = (await source.read(0, Math.min(source.size, 4_096))).toString('latin1')
  const named = /"crs"\s*:\s*\{[^}]*"name"\s*:\s*"([^"]{1,80})"/.exec(head)?.[1]
  if (named === undefined) return null
  const code = /EPSG:{1,2}(\d+)$/.exec(named)?.[1]
  return code === undefined ? (named.includes('CRS84') ? 'EPSG:4326' : named) : `EPSG:${code}`
}

function toObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}
