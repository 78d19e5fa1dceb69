import { text } from 'node:stream/consumers'
import { feature } from 'topojson-client'
import { openFile, unreadable } from './open-file.ts'
import { type SourceFeature, type SourceFile, UnreadableFile } from './source-feature.ts'

type Topology = Parameters<typeof feature>[0]
type TopologyObject = Topology['objects'][string]

/** A topology shares its arcs, so it is read whole; larger ones are refused. */
const mostBytes = 200_000_000

/** One object of a TopoJSON topology, feature by feature. */
export async function* readTopoJson(file: SourceFile): AsyncIterable<SourceFeature> {
  const topology = await readTopology(file)
  const names = Object.keys(topology.objects)
  const name = file.source.object ?? names[0]
  const chosen = name === undefined ? undefined : topology.objects[name]
  if (chosen === undefined)
    throw new UnreadableFile(
      `${file.path}: no object ${JSON.stringify(name)} in it; it has ${names.join(', ') || 'none'}`,
    )
  const parts: TopologyObject[] = chosen.type === 'GeometryCollection' ? chosen.geometries : [chosen]
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

async function readTopology(file: SourceFile): Promise<Topology> {
  const stream = openFile(file)
  let bytes = 0
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > mostBytes)
      stream.destroy(new UnreadableFile(`${file.path}: over ${mostBytes} bytes; split it or convert it to GeoJSON`))
  })
  try {
    const parsed: unknown = JSON.parse(await text(stream))
    if (isTopology(parsed)) return parsed
  } catch (error) {
    throw unreadable(file.path, error)
  }
  throw new UnreadableFile(`${file.path}: not a TopoJSON topology with "objects" and "arcs"`)
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
