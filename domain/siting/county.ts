import type { Position } from '#domain/contract/common.ts'
import { chooseStations, type StationChoice } from '#domain/coverage/choose-stations.ts'
import { enclosureFinder, placeHousehold } from '#domain/coverage/enclosure.ts'
import { compressRows } from '#domain/coverage/graph.ts'
import { type PlaceTimes, type StationAccess, sourcesOf, timePlaces } from '#domain/coverage/household-time.ts'
import type { CoverageModel, ProfileWalk } from '#domain/coverage/model.ts'
import type { WalkAsked } from '#domain/coverage/walk-choice.ts'
import type { Rows } from './bounded-search.ts'

/** A county as somebody walks it today: where everybody is, and how long each building walks to the stations that count. */
export interface SitingCounty {
  model: CoverageModel
  walk: ProfileWalk
  /** Walks from a building towards where a station could stand: the walk's arcs, each turned around. */
  fromDemand: Rows
  today: PlaceTimes
}

/** The county of a model by a choice of walk and of stations. */
export function sitingCounty(model: CoverageModel, choice: WalkAsked, stations: StationChoice): SitingCounty {
  const { network } = model
  const walk = model.walk(choice)
  const counts = chooseStations(model.source.stations, stations)
  const standing = walk.stations.map((points, station) => (counts[station] ? points : []))
  const sweep = walk.sweeper.nearest(sourcesOf(network, walk.graph, standing))
  const today = timePlaces(walk.graph, walk.access, sweep, standing)
  const { edgeDeciseconds, edgeBackDeciseconds } = walk.graph
  const fromDemand =
    edgeDeciseconds === edgeBackDeciseconds
      ? walk.graph
      : compressRows(network.nodeCount, network.from, network.to, edgeBackDeciseconds, edgeDeciseconds)
  return { model, walk, fromDemand, today }
}

/** Where candidates at some places would meet the network, by the rule for stations; [] for one too far from it. */
export function placeCandidates(
  { model, walk }: SitingCounty,
  positions: readonly Position[],
  minute: number | null,
): StationAccess {
  const { network, index, source } = model
  const enclosureAt = enclosureFinder(source.compounds)
  return positions.map((position) =>
    placeHousehold(
      index,
      network.kind,
      position,
      enclosureAt(position),
      (edge) => walk.graph.edgeDeciseconds[edge]! >= 0,
      minute,
    ),
  )
}
