import type { FileFinding } from '#domain/import/file-content.ts'
import { OsmData, type OsmEntity, TooManyNodes } from '#domain/import/osm/osm-data.ts'
import { osmFeatures, osmFields, osmThemes } from '#domain/import/osm/osm-layers.ts'
import type { ByteSource } from '../byte-source.ts'
import { UnreadableFile } from '../unreadable-file.ts'
import type { Format } from './format.ts'
import { whole } from './format.ts'
import { readOsmPbf } from './osm-pbf.ts'
import { readOsmXml } from './osm-xml.ts'

/** An OpenStreetMap extract: read once, kept in memory until it is closed, and told theme by theme. */
function openOsm(format: 'osm-pbf' | 'osm-xml', read: (source: ByteSource) => AsyncIterable<OsmEntity[]>): Format {
  return async (source) => {
    const data = await readData(source, read(source))
    const findings: FileFinding[] = []
    if (data.nodesOutsideTheWorld > 0)
      findings.push({ code: 'nodes-outside-the-world', layer: '', value: String(data.nodesOutsideTheWorld) })
    if (data.nodeCount === 0)
      throw new UnreadableFile(
        `${source.name}: not one node with a place on earth in it`,
        'no-rows',
        `${data.nodesOutsideTheWorld} outside the world`,
      )
    return {
      format,
      layers: osmThemes.map((name) => ({
        name,
        fields: osmFields[name].map(whole),
        crs: 'EPSG:4326',
        encoding: null,
        rows: null,
        features: () => asynchronous(osmFeatures(data, name, findings)),
      })),
      findings,
      close: () => source.close(),
    }
  }
}

export const openOsmPbf = openOsm('osm-pbf', (source) => readOsmPbf(source, () => {}))
export const openOsmXml = openOsm('osm-xml', readOsmXml)

async function readData(source: ByteSource, batches: AsyncIterable<OsmEntity[]>): Promise<OsmData> {
  const data = new OsmData()
  try {
    for await (const batch of batches) for (const entity of batch) data.add(entity)
  } catch (error) {
    if (!(error instanceof TooManyNodes)) throw error
    throw new UnreadableFile(
      `${source.name}: over ${error.message} nodes; cut it to the county first, e.g. osmium extract -b W,S,E,N`,
      'too-large',
      error.message,
    )
  }
  data.seal()
  return data
}

async function* asynchronous<T>(items: Iterable<T>): AsyncIterable<T> {
  yield* items
}
