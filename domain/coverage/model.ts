import type { Position } from '#domain/contract/common.ts'
import { type AccessIndex, indexAccess } from './access.ts'
import type { CoverageStation } from './choose-stations.ts'
import { closedGateEdges } from './closed-gates.ts'
import { compoundFinder, type Enclosure, placeHousehold } from './enclosure.ts'
import { buildGraph, type WalkGraph } from './graph.ts'
import { type AccessColumns, type PlaceTimes, type StationAccess, sourcesOf, timePlaces } from './household-time.ts'
import type { GroupedPlaces } from './left-out.ts'
import { buildNetwork, type EdgeColumns, keptDegrees, type Network } from './network.ts'
import { accessFor, columnsOf, type PlaceAccess, positionOfPlace } from './place-access.ts'
import { listPlacesByNode, type PlacesByNode } from './place-board.ts'
import { type PlaceFinder, placeFinder } from './place-grid.ts'
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
  /** As given, edges sorted along a curve, positions to 1e-7 degree. */
  source: CoverageSource
  network: Network
  access: PlaceAccess
  index: AccessIndex
  places: GroupedPlaces & { elderly: Int32Array }
  groups: GroupName[]
  totals: { households: number; elderly: number; offNetwork: number }
  /** False where elderly people were left out of what travelled. */
  knowsElderly: boolean
  /** The walled compound around a place, -1 for none. */
  compoundAt(position: Position): number
  placesOfCompound(compound: number): readonly number[]
  /** All places in a box of degrees, and some around it. */
  placesIn: PlaceFinder
  /** Built when first asked for, and kept. */
  walk(choice: WalkAsked): ProfileWalk
}

/** The county as one walks it by a choice of who, which way and when. */
export interface ProfileWalk {
  graph: WalkGraph
  sweeper: Sweeper
  stations: StationAccess
  access: AccessColumns
  placesByNode: PlacesByNode
  /** Times of all places to the nearest of all stations. */
  any: PlaceTimes
}

/** Builds the model; what one walk needs is built when it is first asked for. */
export function buildModel(given: CoverageSource): CoverageModel {
  const network = buildNetwork(given.edges)
  const index = indexAccess(network)
  const buildings = {
    ...given.buildings,
    longitude: given.buildings.longitude.map(keptDegrees),
    latitude: given.buildings.latitude.map(keptDegrees),
  }
  const placed = Array.from(buildings.longitude.keys(), (place) =>
    placeHousehold(
      index,
      network.kind,
      positionOfPlace(buildings, place),
      given.compounds[buildings.compound[place]!]?.enclosure ?? undefined,
    ),
  )
  const source = {
    ...given,
    edges: network,
    edgeName: Array.from(network.order, (edge) => given.edgeName[edge]!),
    buildings,
  }
  const access = columnsOf(network.lengthMeters, placed)
  return assembleModel(source, network, access, index)
}

/** A model from its parts, as they were built or have travelled. */
export function assembleModel(
  source: CoverageSource,
  network: Network,
  access: PlaceAccess,
  index = indexAccess(network),
): CoverageModel {
  const { buildings } = source
  const { group, groups } = groupBuildings(source, access)
  const compoundAt = compoundFinder(source.compounds)
  const enclosureOf = (compound: number) => source.compounds[compound]?.enclosure ?? undefined
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
    const usable = (edge: number) => graph.edgeDeciseconds[edge]! >= 0
    const placeAt = (position: Position, compound: number) =>
      placeHousehold(index, network.kind, position, enclosureOf(compound), usable, minute)
    const stations = source.stations.map(({ position }) => placeAt(position, compoundAt(position)))
    const ways = accessFor(
      network,
      graph,
      access,
      (place) => enclosureOf(buildings.compound[place]!),
      minute,
      (place) => placeAt(positionOfPlace(buildings, place), buildings.compound[place]!),
    )
    const sweeper = createSweeper(graph)
    const made: ProfileWalk = {
      graph,
      sweeper,
      stations,
      access: ways,
      placesByNode: listPlacesByNode(ways, network.nodeCount),
      get any() {
        times ??= timePlaces(graph, ways, sweeper.nearest(sourcesOf(network, graph, stations)), stations)
        return times
      },
    }
    let times: PlaceTimes | undefined
    walks.set(key, made)
    return made
  }

  let finder: PlaceFinder | undefined
  let members: Map<number, number[]> | undefined
  return {
    source,
    network,
    access,
    index,
    places: { ...buildings, group },
    groups,
    totals: {
      households: sum(buildings.households),
      elderly: sum(buildings.elderly),
      offNetwork: sum(buildings.households.filter((_, place) => access.start[place] === access.start[place + 1])),
    },
    knowsElderly: true,
    compoundAt,
    placesOfCompound(compound) {
      members ??= listMembers(buildings.compound)
      return members.get(compound) ?? []
    },
    placesIn(...box) {
      finder ??= placeFinder(buildings.longitude, buildings.latitude)
      return finder(...box)
    },
    walk,
  }
}

function listMembers(group: Int32Array): Map<number, number[]> {
  const members = new Map<number, number[]>()
  for (let place = 0; place < group.length; place++) {
    const known = members.get(group[place]!)
    if (known) known.push(place)
    else members.set(group[place]!, [place])
  }
  return members
}

/** A building belongs to its compound, else to the street it steps onto, else to its grid. */
function groupBuildings({ buildings, compounds, grids, edgeName }: CoverageSource, access: PlaceAccess) {
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
    const first = access.start[building]!
    const street = first === access.start[building + 1] ? '' : edgeName[access.edge[first]!]!
    if (street !== '') return indexOf({ kind: 'street', code: street, name: street })
    const grid = grids[buildings.grid[building]!]
    return indexOf(grid ? { kind: 'grid', ...grid } : { kind: 'unnamed', code: '', name: '' })
  })
  return { group, groups }
}

function sum(values: Int32Array): number {
  return values.reduce((total, value) => total + value, 0)
}
