import type { Change } from '#domain/contract/change.ts'
import type { Position } from '#domain/contract/common.ts'
import { MOST_MINUTES } from '#domain/contract/coverage.ts'
import { timeField, walkArea } from '#domain/coverage/area.ts'
import { changeSource } from '#domain/coverage/change-source.ts'
import { refuseChange } from '#domain/coverage/check-change.ts'
import { enclosureFinder, placeHousehold } from '#domain/coverage/enclosure.ts'
import { UNREACHED } from '#domain/coverage/graph.ts'
import { type PlaceTimes, type StationAccess, sourcesOf, timePlaces } from '#domain/coverage/household-time.ts'
import { buildModel, type CoverageModel, type ProfileWalk } from '#domain/coverage/model.ts'
import { edgeLine } from '#domain/coverage/network.ts'
import { straightRadiusMeters } from '#domain/coverage/profile.ts'
import { METERS_PER_DEGREE, metersPerLongitude } from '#domain/coverage/sphere.ts'
import { cutEdge, originsOf, type StreetPiece } from '#domain/coverage/street-time.ts'
import type { WhatIfStation } from '#domain/coverage/what-if.ts'
import type { ModelQuestion } from './model.types.ts'

/** Streets of a whole county that still make a picture: more would be megabytes. */
const MOST_EDGES = 40_000
const CELL_METERS = 12
const MARGIN_METERS = 100
const LIMIT_SECONDS = MOST_MINUTES * 60

/** One station by itself: where it meets the network, and how long everybody walks. */
export interface StationWalk {
  position: Position
  standing: StationAccess
  nodeDeciseconds: Int32Array
  times: PlaceTimes
}

type Asked = Pick<ModelQuestion, 'walk' | 'changes' | 'minutes' | 'station'>
type Stations = readonly WhatIfStation[]

/** What streets and ground look like under a question. Stations move freely; what changes the network makes it anew, once. */
export function createWalkPictures(model: CoverageModel) {
  let remade: { key: string; model: CoverageModel } = { key: '[]', model }
  let latest: { key: string; walk: StationWalk | null } | null = null

  /** The model with the changes that are of the network. */
  function modelOf(changes: readonly Change[]): CoverageModel {
    const ofNetwork = changes.filter(({ kind }) => kind === 'open-gate' || kind === 'add-path' || kind === 'block-edge')
    const key = JSON.stringify(ofNetwork)
    if (remade.key === key) return remade.model
    const made = ofNetwork.reduce(withChange, model)
    remade = { key, model: made }
    return made
  }

  function walkFrom(asked: Asked, stations: Stations): StationWalk | null {
    const station = stations.find(({ code }) => code === asked.station)
    if (!station) return null
    const changed = modelOf(asked.changes)
    const key = JSON.stringify([asked.walk, station.position, remade.key])
    if (latest?.key === key) return latest.walk
    const walk = changed.walk(asked.walk)
    const standing = [standingOf(changed, walk, station.position, asked)]
    latest = { key, walk: standing[0]!.length === 0 ? null : stationWalk(changed, walk, standing, station.position) }
    return latest.walk
  }

  return {
    walkFrom,
    streets(asked: Asked, stations: Stations): number[][] | null {
      const changed = modelOf(asked.changes)
      const walk = changed.walk(asked.walk)
      if (asked.station === '') {
        if (changed.network.edgeCount > MOST_EDGES) return null
        const standing = stations.map(({ counts, position }) =>
          counts ? standingOf(changed, walk, position, asked) : [],
        )
        const { deciseconds } = walk.sweeper.nearest(sourcesOf(changed.network, walk.graph, standing))
        const edges = Array.from({ length: changed.network.edgeCount }, (_, edge) => edge)
        return piecesOf(changed, walk, { standing, nodeDeciseconds: deciseconds }, edges).map(packPiece)
      }
      const found = walkFrom(asked, stations)
      if (!found) return []
      const edges = edgesAround(changed, found.position, straightRadiusMeters(asked.walk.profile, MOST_MINUTES))
      return piecesOf(changed, walk, found, edges).map(packPiece)
    },
    area(asked: Asked, stations: Stations): Position[][][] {
      const found = asked.station === '' ? null : walkFrom(asked, stations)
      if (!found) return []
      const changed = modelOf(asked.changes)
      const walk = changed.walk(asked.walk)
      const edges = edgesAround(changed, found.position, straightRadiusMeters(asked.walk.profile, asked.minutes))
      const usable = edges.filter((edge) => walk.graph.edgeDeciseconds[edge]! >= 0)
      // late and unreached streets too: ground belongs to its nearest street
      const pieces = usable.flatMap((edge): StreetPiece[] => {
        const origins = originsOf(changed.network, walk.graph, edge, found.nodeDeciseconds, found.standing)
        const cut = cutEdge(changed.network, walk.graph, edge, origins, Number.POSITIVE_INFINITY)
        const unreached = { startSeconds: UNREACHED, endSeconds: UNREACHED, line: edgeLine(changed.network, edge) }
        return origins.length > 0 ? cut : [unreached]
      })
      return walkArea(timeField(pieces, asked.walk.profile, CELL_METERS), asked.minutes)
    },
  }
}

/** A model with one change of its network; one that it refuses leaves it as it is. */
function withChange(model: CoverageModel, change: Change): CoverageModel {
  const { source, network, index } = model
  const refused = refuseChange(change, {
    index,
    hasStation: () => true,
    enclosureOf: (code) => source.compounds.find((compound) => compound.code === code)?.enclosure,
    hasEdge: (id) => network.id.includes(id),
  })
  return refused ? model : buildModel(changeSource(source, change, network, index))
}

function standingOf({ index, network, source }: CoverageModel, walk: ProfileWalk, position: Position, asked: Asked) {
  const enclosure = enclosureFinder(source.compounds)(position)
  const mayUse = (edge: number) => walk.graph.edgeDeciseconds[edge]! >= 0
  return placeHousehold(index, network.kind, position, enclosure, mayUse, asked.walk.openAt?.minute ?? null)
}

function stationWalk(
  model: CoverageModel,
  walk: ProfileWalk,
  standing: StationAccess,
  position: Position,
): StationWalk {
  const { deciseconds } = walk.sweeper.nearest(sourcesOf(model.network, walk.graph, standing))
  const sweep = { deciseconds: deciseconds.slice(), owner: deciseconds.map((time) => (time === UNREACHED ? -1 : 0)) }
  const times = timePlaces(walk.graph, walk.access, sweep, standing)
  return { position, standing, nodeDeciseconds: sweep.deciseconds, times }
}

function piecesOf(
  { network }: CoverageModel,
  { graph }: ProfileWalk,
  found: Pick<StationWalk, 'standing' | 'nodeDeciseconds'>,
  edges: readonly number[],
): StreetPiece[] {
  const standingOn = new Set(found.standing.flat().map(({ edge }) => edge))
  return edges.flatMap((edge) => {
    const standing = standingOn.has(edge) ? found.standing : []
    return cutEdge(
      network,
      graph,
      edge,
      originsOf(network, graph, edge, found.nodeDeciseconds, standing),
      LIMIT_SECONDS,
    )
  })
}

/** Edges with an end in the box that reaches so far around a place; nobody walks farther than straight. */
function edgesAround({ network }: CoverageModel, [longitude, latitude]: Position, reachMeters: number): number[] {
  const wide = (reachMeters + MARGIN_METERS) / metersPerLongitude(latitude)
  const high = (reachMeters + MARGIN_METERS) / METERS_PER_DEGREE
  const inside = (node: number) =>
    Math.abs(network.nodeLongitude[node]! - longitude) <= wide &&
    Math.abs(network.nodeLatitude[node]! - latitude) <= high
  const found: number[] = []
  for (let edge = 0; edge < network.edgeCount; edge++)
    if (inside(network.from[edge]!) || inside(network.to[edge]!)) found.push(edge)
  return found
}

/** Seconds at both ends, then longitude and latitude of each point, as the endpoint packs them. */
function packPiece({ startSeconds, endSeconds, line }: StreetPiece): number[] {
  return [startSeconds, endSeconds, ...line.flat()]
}
