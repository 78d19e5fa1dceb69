import { countySettings } from '#domain/contract/county.ts'
import { networkRepair } from '#domain/contract/network-edit.ts'
import type { CoverageSource } from '#domain/coverage/model.ts'
import { edgeKinds } from '#domain/coverage/profile.ts'
import type { PlacedRepair } from '#domain/coverage/repair-network.ts'
import type { Queryable } from '#server/db.types.ts'
import { readHours } from '#server/station/read-hours.ts'
import {
  compoundRows,
  countySettingsRow,
  edgePage,
  type GateRow,
  gateRows,
  householdBytes,
  levelRows,
  standingRepairRows,
  stationRows,
  waterRows,
} from './coverage.query.ts'
import { unpackBuildings, unpackEdges } from './unpack.ts'

/** Edges a query brings at once: a few milliseconds of the event loop. */
const PAGE_EDGES = 10_000

/** A county as it was imported, the repairs of its network beside, and what its areas lie in. */
export interface LoadedCounty {
  source: CoverageSource
  repairs: PlacedRepair[]
  /** Counts below this tell a few people apart. */
  smallCount: number
  /** Code of the area above, by the code of a street, community, grid or micro-grid. */
  parents: Map<string, string>
}

/** Reads all that a county's coverage is computed from. */
export async function loadCounty(db: Queryable, county: string): Promise<LoadedCounty> {
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
  const gates = new Map<string, GateRow[]>()
  for (const gate of await gateRows(db, county)) {
    const known = gates.get(gate.compound)
    if (known) known.push(gate)
    else gates.set(gate.compound, [gate])
  }
  const areas = await levelRows(db, county)
  const ofLevel = (wanted: string) =>
    areas.filter(({ level }) => level === wanted).map(({ code, name }) => ({ code, name }))
  const source: CoverageSource = {
    edges: unpackEdges(pages),
    edgeName,
    stations: (await stationRows(db, county)).map(({ longitude, latitude, hours, ...station }) => ({
      ...station,
      hours: readHours(hours),
      position: [longitude, latitude],
    })),
    compounds: (await compoundRows(db, county)).map(({ code, name, wall }) => ({
      code,
      name,
      enclosure: wall && { polygons: wall.coordinates, ...gatesOf(gates.get(code) ?? []) },
    })),
    streets: ofLevel('street'),
    communities: ofLevel('community'),
    grids: ofLevel('grid'),
    microGrids: ofLevel('micro_grid'),
    water: (await waterRows(db, county)).map(({ ground }) => ground.coordinates),
    buildings: unpackBuildings(await householdBytes(db, county)),
  }
  return {
    source,
    smallCount: countySettings.parse((await countySettingsRow(db, county))?.settings ?? {}).smallCount,
    repairs: (await standingRepairRows(db, county)).flatMap(({ id, repair }) => {
      const read = networkRepair.safeParse(repair)
      return read.success ? [{ id, repair: read.data }] : []
    }),
    parents: new Map(areas.map(({ code, parent }) => [code, parent])),
  }
}

function gatesOf(rows: readonly GateRow[]) {
  return {
    gates: rows.map(({ longitude, latitude }): [number, number] => [longitude, latitude]),
    gateHours: rows.map(({ opensMinute, closesMinute }) => ({ opensMinute, closesMinute })),
  }
}
