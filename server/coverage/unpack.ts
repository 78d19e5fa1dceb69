import type { CoverageSource } from '#domain/coverage/model.ts'
import type { EdgeColumns } from '#domain/coverage/network.ts'

const EDGE_HEADER_BYTES = 4 + 4 + 2 + 8
const WKB_HEADER_BYTES = 1 + 4 + 4
const BUILDING_BYTES = 8 + 8 + 4 * 4

/** Edges as columns from the pages of `edgePage`. */
export function unpackEdges(pages: readonly Buffer[]): EdgeColumns {
  const counts = { edges: 0, vertices: 0 }
  for (const page of pages)
    forEachEdge(page, (_, vertices) => {
      counts.edges++
      counts.vertices += vertices
    })
  const edges: EdgeColumns = {
    from: new Int32Array(counts.edges),
    to: new Int32Array(counts.edges),
    lengthMeters: new Float64Array(counts.edges),
    kind: new Uint8Array(counts.edges),
    vertexStart: new Uint32Array(counts.edges + 1),
    vertices: new Float64Array(2 * counts.vertices),
  }
  let edge = 0
  let written = 0
  for (const page of pages)
    forEachEdge(page, (at, vertices) => {
      edges.from[edge] = page.readInt32BE(at)
      edges.to[edge] = page.readInt32BE(at + 4)
      edges.kind[edge] = page.readInt16BE(at + 8)
      edges.lengthMeters[edge] = page.readDoubleBE(at + 10)
      const first = at + EDGE_HEADER_BYTES + WKB_HEADER_BYTES
      for (let number = 0; number < 2 * vertices; number++)
        edges.vertices[written++] = page.readDoubleBE(first + 8 * number)
      edges.vertexStart[++edge] = written / 2
    })
  return edges
}

function forEachEdge(page: Buffer, told: (at: number, vertices: number) => void): void {
  for (let at = 0; at < page.length; ) {
    const vertices = page.readUInt32BE(at + EDGE_HEADER_BYTES + 5)
    told(at, vertices)
    at += EDGE_HEADER_BYTES + WKB_HEADER_BYTES + 16 * vertices
  }
}

/** Buildings as columns from `householdBytes`. */
export function unpackBuildings(bytes: Buffer | null): CoverageSource['buildings'] {
  const count = (bytes?.length ?? 0) / BUILDING_BYTES
  const buildings: CoverageSource['buildings'] = {
    longitude: new Float64Array(count),
    latitude: new Float64Array(count),
    households: new Int32Array(count),
    elderly: new Int32Array(count),
    compound: new Int32Array(count),
    grid: new Int32Array(count),
  }
  for (let building = 0; bytes && building < count; building++) {
    const at = building * BUILDING_BYTES
    buildings.longitude[building] = bytes.readDoubleBE(at)
    buildings.latitude[building] = bytes.readDoubleBE(at + 8)
    buildings.households[building] = bytes.readInt32BE(at + 16)
    buildings.elderly[building] = bytes.readInt32BE(at + 20)
    buildings.compound[building] = bytes.readInt32BE(at + 24)
    buildings.grid[building] = bytes.readInt32BE(at + 28)
  }
  return buildings
}
