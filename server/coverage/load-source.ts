import type { Position } from '#domain/contract/common.ts'
import type { CoverageSource } from '#domain/coverage/model.ts'
import { edgeKinds } from '#domain/coverage/profile.ts'
import type { Queryable } from '#server/db.types.ts'
import { compoundRows, edgePage, gateRows, gridRows, householdBytes, stationRows } from './coverage.query.ts'
import { unpackBuildings, unpackEdges } from './unpack.ts'

/** Edges a query brings at once: a few milliseconds of the event loop. */
const PAGE_EDGES = 10_000

/** Reads all that a county's coverage is computed from. */
export async function loadSource(db: Queryable, county: string): Promise<CoverageSource> {
  const pages: Buffer[] = []
  const edgeName: string[] = []
  for (let after: number | null = -2147483648; after !== null; ) {
    const page = await edgePage(db, county, edgeKinds, after, PAGE_EDGES)
    if (page.bytes && page.names !== null) {
      pages.push(page.bytes)
      edgeName.push(...page.names.split('\n'))
    }
    after = page.last
  }
  const gates = new Map<string, Position[]>()
  for (const { compound, longitude, latitude } of await gateRows(db, county))
    gates.set(compound, [...(gates.get(compound) ?? []), [longitude, latitude]])
  const compounds = await compoundRows(db, county)
  const stations = await stationRows(db, county)
  return {
    edges: unpackEdges(pages),
    edgeName,
    stations: stations.map(({ code, name, longitude, latitude }) => ({ code, name, position: [longitude, latitude] })),
    compounds: compounds.map(({ code, name, wall }) => ({
      code,
      name,
      enclosure: wall && { polygons: wall.coordinates, gates: gates.get(code) ?? [] },
    })),
    grids: await gridRows(db, county),
    buildings: unpackBuildings(await householdBytes(db, county)),
  }
}
