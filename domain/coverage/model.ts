import type { Position } from '#domain/contract/common.ts'
import { indexAccess } from './access.ts'
import { type Enclosure, enclosureFinder, placeHousehold } from './enclosure.ts'
import { buildGraph, type WalkGraph } from './graph.ts'
import {
  type AccessColumns,
  type PlaceTimes,
  prepareAccess,
  type StationAccess,
  sourcesOf,
  timePlaces,
} from './household-time.ts'
import type { GroupedPlaces } from './left-out.ts'
import { buildNetwork, type EdgeColumns, type Network } from './network.ts'
import { mayUse, type WalkProfile } from './profile.ts'
import { createSweeper, type Sweeper } from './sweep.ts'

/** What a county's coverage is computed from, as plain columns that cross between threads. */
export interface CoverageSource {
  edges: EdgeColumns
  /** Street name of each edge, '' where it has none. */
  edgeName: string[]
  stations: { code: string; name: string; position: Position }[]
  compounds: { code: string; name: string; enclosure: Enclosure | null }[]
  /** Names of grids, for buildings that have no compound and no named street. */
  grids: { code: string; name: string }[]
  buildings: {
    longitude: Float64Array
    latitude: Float64Array
    households: Int32Array
    elderly: Int32Array
    /** Indexes in `compounds` and `grids`, -1 for none. */
    compound: Int32Array
    grid: Int32Array
  }
}

/** What a group of households is called by. */
export interface GroupName {
  kind: 'compound' | 'street' | 'grid' | 'unnamed'
  code: string
  name: string
}

/** A county ready to answer: network, where everybody meets it, and who is grouped with whom. */
export interface CoverageModel {
  source: CoverageSource
  network: Network
  places: GroupedPlaces & { elderly: Int32Array }
  groups: GroupName[]
  totals: { households: number; elderly: number; offNetwork: number }
  walk(profile: WalkProfile): ProfileWalk
}

/** The county as one profile walks it. */
export interface ProfileWalk {
  graph: WalkGraph
  sweeper: Sweeper
  stations: StationAccess
  access: AccessColumns
  /** Times of all places to the nearest of all stations. */
  any: PlaceTimes
}

/** Builds the model; a profile's part is built when it is first asked for. */
export function buildModel(source: CoverageSource): CoverageModel {
  const network = buildNetwork(source.edges)
  const index = indexAccess(network)
  const { buildings } = source
  const enclosureOf = (compound: number) => source.compounds[compound]?.enclosure ?? undefined
  const enclosureAt = enclosureFinder(source.compounds)
  const placeAll = (allowed: (edge: number) => boolean) => ({
    stations: source.stations.map(({ position }) =>
      placeHousehold(index, network.kind, position, enclosureAt(position), allowed),
    ),
    buildings: Array.from(buildings.longitude, (longitude, building) =>
      placeHousehold(
        index,
        network.kind,
        [longitude, buildings.latitude[building]!],
        enclosureOf(buildings.compound[building]!),
        allowed,
      ),
    ),
  })
  const everywhere = placeAll(() => true)
  const { group, groups } = groupBuildings(source, everywhere.buildings)
  const walks = new Map<WalkProfile, ProfileWalk>()

  function walk(profile: WalkProfile): ProfileWalk {
    const known = walks.get(profile)
    if (known) return known
    const graph = buildGraph(network, profile)
    const barred = graph.edgeDeciseconds.includes(-1)
    const placed = barred ? placeAll((edge) => mayUse(profile, network.kind[edge]!)) : everywhere
    const access = prepareAccess(network, graph, placed.buildings)
    const sweeper = createSweeper(graph)
    const sweep = sweeper.nearest(sourcesOf(network, graph, placed.stations))
    const any = timePlaces(graph, access, sweep, placed.stations)
    const made = { graph, sweeper, stations: placed.stations, access, any }
    walks.set(profile, made)
    return made
  }

  return {
    source,
    network,
    places: { ...buildings, group },
    groups,
    totals: {
      households: sum(buildings.households),
      elderly: sum(buildings.elderly),
      offNetwork: sum(buildings.households.filter((_, building) => everywhere.buildings[building]!.length === 0)),
    },
    walk,
  }
}

/** A building belongs to its compound, else to the street it steps onto, else to its grid. */
function groupBuildings({ buildings, compounds, grids, edgeName }: CoverageSource, access: { edge: number }[][]) {
  const groups: GroupName[] = []
  const known = new Map<string, number>()
  const indexOf = (name: GroupName) => {
    const key = `${name.kind}/${name.code}`
    const found = known.get(key) ?? groups.push(name) - 1
    known.set(key, found)
    return found
  }
  const group = Int32Array.from(buildings.compound, (compound, building) => {
    const inside = compounds[compound]
    if (inside) return indexOf({ kind: 'compound', code: inside.code, name: inside.name })
    const edge = access[building]?.[0]?.edge
    const street = edge === undefined ? '' : edgeName[edge]!
    if (street !== '') return indexOf({ kind: 'street', code: street, name: street })
    const grid = grids[buildings.grid[building]!]
    return indexOf(grid ? { kind: 'grid', ...grid } : { kind: 'unnamed', code: '', name: '' })
  })
  return { group, groups }
}

function sum(values: Int32Array): number {
  return values.reduce((total, value) => total + value, 0)
}
