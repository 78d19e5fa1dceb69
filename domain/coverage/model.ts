import type { Position } from '#domain/contract/common.ts'
import { type AccessIndex, indexAccess } from './access.ts'
import type { CoverageStation } from './choose-stations.ts'
import { closedGateEdges } from './closed-gates.ts'
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
import { createSweeper, type Sweeper } from './sweep.ts'
import type { WalkAsked } from './walk-choice.ts'

/** An area by its code; buildings name it by its index. */
export interface NamedArea {
  code: string
  name: string
}

/** What a county's coverage is computed from, as plain columns that cross between threads. What may be left out is unknown. */
export interface CoverageSource {
  edges: EdgeColumns
  /** Street name of each edge, '' where it has none. */
  edgeName: string[]
  stations: CoverageStation[]
  compounds: { code: string; name: string; enclosure: Enclosure | null }[]
  /** Areas that buildings lie in; grids also name buildings that have no compound and no named street. */
  grids: NamedArea[]
  microGrids?: NamedArea[]
  communities?: NamedArea[]
  streets?: NamedArea[]
  /** Water as GeoJSON MultiPolygon coordinates: who must walk around it is told so. */
  water?: Position[][][][]
  buildings: {
    longitude: Float64Array
    latitude: Float64Array
    households: Int32Array
    elderly: Int32Array
    /** Indexes in the lists above, -1 for none. */
    compound: Int32Array
    grid: Int32Array
    microGrid?: Int32Array
    community?: Int32Array
    street?: Int32Array
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
  /** False where elderly people were left out of what travelled. */
  knowsElderly: boolean
  index: AccessIndex
  /** Built when first asked for, and kept. */
  walk(choice: WalkAsked): ProfileWalk
}

/** The county as one walks it by a choice of who, which way and when. */
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
  const placeAll = (allowed: (edge: number) => boolean, minute: number | null) => ({
    stations: source.stations.map(({ position }) =>
      placeHousehold(index, network.kind, position, enclosureAt(position), allowed, minute),
    ),
    buildings: Array.from(buildings.longitude, (longitude, building) =>
      placeHousehold(
        index,
        network.kind,
        [longitude, buildings.latitude[building]!],
        enclosureOf(buildings.compound[building]!),
        allowed,
        minute,
      ),
    ),
  })
  const everywhere = placeAll(() => true, null)
  const { group, groups } = groupBuildings(source, everywhere.buildings)
  const walks = new Map<string, ProfileWalk>()

  function walk({ profile, direction, openAt, withSteps = false }: WalkAsked): ProfileWalk {
    const minute = openAt?.minute ?? null
    const key = JSON.stringify([profile, direction, minute, withSteps])
    const known = walks.get(key)
    if (known) return known
    const graph = buildGraph(network, profile, {
      direction,
      withSteps,
      closed: closedGateEdges(network, source.compounds, minute),
    })
    const barred = minute !== null || graph.edgeDeciseconds.includes(-1)
    const placed = barred ? placeAll((edge) => graph.edgeDeciseconds[edge]! >= 0, minute) : everywhere
    const access = prepareAccess(network, graph, placed.buildings)
    const sweeper = createSweeper(graph)
    const sweep = sweeper.nearest(sourcesOf(network, graph, placed.stations))
    const any = timePlaces(graph, access, sweep, placed.stations)
    const made = { graph, sweeper, stations: placed.stations, access, any }
    walks.set(key, made)
    return made
  }

  return {
    source,
    network,
    index,
    knowsElderly: true,
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
