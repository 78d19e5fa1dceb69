import { existsSync, readFileSync } from 'node:fs'
import type { Position } from '#domain/contract/common.ts'
import type { EdgeColumns } from '#domain/coverage/network.ts'
import { edgesOf } from '#domain/coverage/test-town.ts'
import { type OsmData, readOsmPbf, readOsmXml } from './read-osm.ts'

const FOLDER = new URL('../../../shared/data/', import.meta.url)
const STREET = 1
const STEPS = 4

/** Real walking networks for tests, by place; null where the files are not here. */
export const realNetworks: Record<string, () => EdgeColumns | null> = {
  'Cambridge, Massachusetts': () =>
    withFile('cambridge-ma/network/TRANS_Centerlines.geojson', (bytes) => {
      const { features } = JSON.parse(new TextDecoder().decode(bytes))
      return edgesOf(features.flatMap(linesOf))
    }),
  Monaco: () => withFile('osm/graphhopper-monaco.osm.gz', (bytes) => walkEdges(readOsmXml(bytes))),
  Helsinki: () => withFile('osm/helsinki-centre.osm.pbf', (bytes) => walkEdges(readOsmPbf(bytes))),
  Guixi: () => withFile('osm/jiangxi-guixi-city.osm.pbf', (bytes) => walkEdges(readOsmPbf(bytes))),
}

function linesOf({ geometry }: { geometry: { type: string; coordinates: unknown } }): Position[][] {
  const parts = geometry.type === 'MultiLineString' ? geometry.coordinates : [geometry.coordinates]
  return (parts as number[][][]).map((part) => part.map(([longitude, latitude]): Position => [longitude!, latitude!]))
}

function withFile<Told>(path: string, tell: (bytes: Uint8Array) => Told): Told | null {
  const file = new URL(path, FOLDER)
  return existsSync(file) ? tell(readFileSync(file)) : null
}

/** Ways that people may walk, cut where they meet. */
function walkEdges({ nodes, ways }: OsmData): EdgeColumns {
  const walked = ways.filter(
    ({ tags }) => tags.highway && !/^(motorway|trunk|construction|proposed)/.test(tags.highway) && tags.foot !== 'no',
  )
  const uses = new Map<number, number>()
  for (const { nodes: along } of walked) for (const node of along) uses.set(node, (uses.get(node) ?? 0) + 1)
  const lines: Position[][] = []
  const kinds: number[] = []
  for (const { nodes: along, tags } of walked) {
    let line: Position[] = []
    for (const [at, node] of along.entries()) {
      const position = nodes.get(node)
      if (!position) {
        line = []
        continue
      }
      line.push(position)
      if (line.length > 1 && (uses.get(node)! > 1 || at === along.length - 1)) {
        lines.push(line)
        kinds.push(tags.highway === 'steps' ? STEPS : STREET)
        line = [position]
      }
    }
  }
  return edgesOf(lines, kinds)
}
