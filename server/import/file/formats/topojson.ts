import { feature } from 'topojson-client'
import type { SourceFeature } from '#domain/import/file-content.ts'
import type { ByteSource } from '../byte-source.ts'
import { readWhole } from '../read-whole.ts'
import { UnreadableFile, unreadable } from '../unreadable-file.ts'
import { type Format, sampleFields, whole } from './format.ts'

type Topology = Parameters<typeof feature>[0]
type TopologyObject = Topology['objects'][string]

/** A topology shares its arcs, so it is read whole; larger ones are refused. */
const MOST_BYTES = 60_000_000

/** TopoJSON: each object of the topology is a layer. */
export const openTopoJson: Format = async (source) => {
  const topology = await readTopology(source)
  const layers = await Promise.all(
    Object.entries(topology.objects).map(async ([name, object]) => {
      const features = () => readObject(topology, object)
      const fields = (await sampleFields(features())).map(whole)
      const rows = object.type === 'GeometryCollection' ? object.geometries.length : 1
      return { name, fields, crs: 'EPSG:4326', encoding: null, rows, features }
    }),
  )
  if (layers.length === 0) throw new UnreadableFile(`${source.name}: no object in it`, 'no-layer')
  return { format: 'topojson', layers, findings: [], close: () => source.close() }
}

async function* readObject(topology: Topology, object: TopologyObject): AsyncIterable<SourceFeature> {
  const parts: TopologyObject[] = object.type === 'GeometryCollection' ? object.geometries : [object]
  let row = 0
  for (const part of parts) {
    row += 1
    let geometry: unknown = null
    try {
      const made = feature(topology, part)
      geometry = made.type === 'Feature' ? made.geometry : null
    } catch {
      // an arc that is not there: the row is refused for having no geometry, the rest goes on
    }
    yield { row, properties: { ...part.properties }, geometry }
  }
}

async function readTopology(source: ByteSource): Promise<Topology> {
  try {
    const parsed: unknown = JSON.parse((await readWhole(source, MOST_BYTES)).toString('utf8'))
    if (isTopology(parsed)) return parsed
  } catch (error) {
    throw unreadable(source.name, error)
  }
  throw new UnreadableFile(`${source.name}: not a TopoJSON topology with "objects" and "arcs"`, 'malformed', 'objects')
}

function isTopology(value: unknown): value is Topology {
  if (typeof value !== 'object' || value === null) return false
  return (
    'objects' in value &&
    typeof value.objects === 'object' &&
    value.objects !== null &&
    'arcs' in value &&
    Array.isArray(value.arcs)
  )
}
