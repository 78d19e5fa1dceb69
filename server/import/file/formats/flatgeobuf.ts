import { Readable } from 'node:stream'
import { deserialize } from 'flatgeobuf/lib/mjs/geojson.js'
import type { HeaderMeta } from 'flatgeobuf/lib/mjs/header-meta.js'
import { readProjection } from '#domain/coordinate/read-projection.ts'
import type { FileFinding, SourceFeature } from '#domain/import/file-content.ts'
import type { ByteSource } from '../byte-source.ts'
import { openStream } from '../byte-stream.ts'
import { UnreadableFile, unreadable } from '../unreadable-file.ts'
import { type Format, whole } from './format.ts'

/** FlatGeobuf, feature by feature. */
export const openFlatgeobuf: Format = async (source) => {
  const magic = await source.read(0, Math.min(source.size, 8))
  if (magic.length < 8 || magic.toString('latin1', 0, 3) !== 'fgb')
    throw new UnreadableFile(`${source.name}: not a FlatGeobuf file`, 'malformed', 'header')
  let header: HeaderMeta | null = null
  for await (const _ of readFeatures(source, (meta) => (header = meta))) break
  const meta = header as HeaderMeta | null
  if (meta === null) throw new UnreadableFile(`${source.name}: no feature in it`, 'no-rows')
  const name = source.name.replace(/\.fgb$/i, '')
  const crs = crsOf(meta)
  const findings: FileFinding[] = crs === null ? [{ code: 'crs-missing', layer: name, value: '' }] : []
  const fields = (meta.columns ?? []).map((column) => whole(column.name))
  const layer = { name, fields, crs, encoding: null, rows: meta.featuresCount, features: () => readFeatures(source) }
  return { format: 'flatgeobuf', layers: [layer], findings, close: () => source.close() }
}

function crsOf({ crs }: HeaderMeta): string | null {
  if (crs === null) return null
  if (crs.code > 0) return `EPSG:${crs.code}`
  return crs.wkt ? readProjection(crs.wkt) : null
}

async function* readFeatures(
  source: ByteSource,
  onHeader: (meta: HeaderMeta) => void = () => {},
): AsyncIterable<SourceFeature> {
  const { bytes, rowRead } = openStream(source)
  let row = 0
  try {
    const stream = Readable.toWeb(bytes) as ReadableStream
    for await (const { properties, geometry } of deserialize(stream, { headerMetaFn: onHeader })) {
      row += 1
      rowRead()
      yield { row, properties: { ...properties }, geometry }
    }
  } catch (error) {
    throw unreadable(source.name, error)
  } finally {
    bytes.destroy()
  }
}
