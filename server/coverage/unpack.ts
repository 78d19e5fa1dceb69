import type { CoverageSource } from '#domain/coverage/model.ts'
import type { EdgeColumns } from '#domain/coverage/network.ts'

const EDGE_HEADER_BYTES = 4 + 4 + 4 + 2 + 8 + 8
const WKB_HEADER_BYTES = 1 + 4 + 4
const BUILDING_BYTES = 8 + 8 + 4 * 7

/** Edges as columns from the pages of `edgePage`. */
export function unpackEdges(pages: readonly Buffer[]): Required<EdgeColumns> {
  const counts = { edges: 0, vertices: 0 }
  for (const page of pages)
    forEachEdge(page, (_, vertices) => {
      counts.edges++
      counts.vertices += vertices
    })
  const edges = {
    id: new Int32Array(counts.edges),
    from: new Int32Array(counts.edges),
    to: new Int32Array(counts.edges),
    lengthMeters: new Float64Array(counts.edges),
    kind: new Uint8Array(counts.edges),
    ascentMeters: new Float64Array(counts.edges),
    vertexStart: new Uint32Array(counts.edges + 1),
    vertices: new Float64Array(2 * counts.vertices),
  }
  let edge = 0
  let written = 0
  for (const page of pages)
    forEachEdge(page, (at, vertices) => {
      edges.id[edge] = page.readInt32BE(at)
      edges.from[edge] = page.readInt32BE(at + 4)
      edges.to[edge] = page.readInt32BE(at + 8)
      edges.kind[edge] = page.readInt16BE(at + 12)
      edges.lengthMeters[edge] = page.readDoubleBE(at + 14)
      edges.ascentMeters[edge] = page.readDoubleBE(at + 22)
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
export function unpackBuildings(bytes: Buffer | null): Required<CoverageSource['buildings']> {
  const count = (bytes?.length ?? 0) / BUILDING_BYTES
  const column = () => new Int32Array(count)
  const buildings = {
    longitude: new Float64Array(count),
    latitude: new Float64Array(count),
    households: column(),
    elderly: column(),
    compound: column(),
    grid: column(),
    microGrid: column(),
    community: column(),
    street: column(),
  }
  const { households, elderly, compound, grid, microGrid, community, street } = buildings
  for (let building = 0; bytes && building < count; building++) {
    const at = building * BUILDING_BYTES
    buildings.longitude[building] = bytes.readDoubleBE(at)
    buildings.latitude[building] = bytes.readDoubleBE(at + 8)
    for (const [place, values] of [households, elderly, compound, grid, microGrid, community, street].entries())
      values[building] = bytes.readInt32BE(at + 16 + 4 * place)
  }
  return buildings
}
