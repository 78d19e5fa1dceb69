import type { Position } from '#domain/contract/common.ts'
import { type Answer, type StationWalk, walkFrom, whatLacks } from './answer.ts'
import { sourcesOf } from './household-time.ts'
import type { CoverageModel } from './model.ts'
import { edgeLine, type Network } from './network.ts'
import { straightRadiusMeters, type WalkProfile, walkDeciseconds } from './profile.ts'
import { METERS_PER_DEGREE, metersPerLongitude } from './sphere.ts'
import { plainGround } from './station-ground.ts'
import { cutEdge, type Origin, type StreetPiece } from './street-time.ts'
import { plainWalk } from './walk-choice.ts'

const MARGIN_METERS = 100
/** Streets of a whole county that still make a picture: more would be megabytes. */
export const MOST_COUNTY_EDGES = 30_000

/** Streets of a station's walk as pieces, up to `limitSeconds`. */
export function streetsFrom(
  model: CoverageModel,
  profile: WalkProfile,
  code: string,
  limitSeconds: number,
): Answer<StreetPiece[]> {
  const found = walkFrom(model, profile, code)
  if (!found.ok) return found
  const reachMeters = straightRadiusMeters(profile, limitSeconds / 60)
  const edges = edgesAround(model.network, found.told.station.position, reachMeters)
  return { ok: true, told: streetPieces(model, found.told, edges, limitSeconds) }
}

/** All streets as pieces by the walk to the nearest of all stations, up to `limitSeconds`. */
export function streetsToAny(model: CoverageModel, profile: WalkProfile, limitSeconds: number): Answer<StreetPiece[]> {
  const lacking = whatLacks(model)
  if (lacking) return { ok: false, reason: lacking }
  const { network } = model
  if (network.edgeCount > MOST_COUNTY_EDGES) return { ok: false, reason: 'too-many-streets' }
  const walk = model.walk(plainWalk(profile))
  const { deciseconds } = walk.sweeper.nearest(sourcesOf(network, walk.graph, walk.stations))
  const found = { walk, standing: walk.stations, nodeDeciseconds: deciseconds }
  return {
    ok: true,
    told: streetPieces(
      model,
      found,
      Array.from({ length: network.edgeCount }, (_, edge) => edge),
      limitSeconds,
    ),
  }
}

/** Ground within each of `minutes` minutes of a station, as MultiPolygon coordinates. */
export function areasFrom(
  model: CoverageModel,
  profile: WalkProfile,
  code: string,
  minutes: readonly number[],
): Answer<{ minutes: number; coordinates: Position[][][] }[]> {
  const lacking = whatLacks(model)
  if (lacking) return { ok: false, reason: lacking }
  const owner = model.source.stations.findIndex((station) => station.code === code)
  const station = model.source.stations[owner]
  if (!station) return { ok: false, reason: 'unknown-station' }
  const walk = model.walk(plainWalk(profile))
  const points = walk.stations[owner]!
  if (points.length === 0) return { ok: false, reason: 'station-off-network' }
  return { ok: true, told: plainGround(model, walk, { position: station.position, points }, minutes) }
}

function streetPieces(
  { network }: CoverageModel,
  found: Pick<StationWalk, 'walk' | 'standing' | 'nodeDeciseconds'>,
  edges: readonly number[],
  limitSeconds: number,
): StreetPiece[] {
  const { graph } = found.walk
  const pieces: StreetPiece[] = []
  const standingOn = new Map<number, Origin[]>()
  for (const { edge, along, offMeters } of found.standing.flat()) {
    const origin = { along, deciseconds: walkDeciseconds(graph.profile, offMeters) }
    standingOn.set(edge, [...(standingOn.get(edge) ?? []), origin])
  }
  for (const edge of edges) {
    const cost = {
      deciseconds: graph.edgeDeciseconds[edge]!,
      backDeciseconds: graph.edgeBackDeciseconds[edge]!,
    }
    const standing = standingOn.get(edge) ?? []
    const origins = [...endsOf(network, edge, found.nodeDeciseconds), ...standing]
    pieces.push(...cutEdge(edgeLine(network, edge), cost, origins, limitSeconds))
  }
  return pieces
}

function endsOf({ from, to }: Network, edge: number, nodeDeciseconds: Int32Array): Origin[] {
  return [
    { along: 0, deciseconds: nodeDeciseconds[from[edge]!]! },
    { along: 1, deciseconds: nodeDeciseconds[to[edge]!]! },
  ]
}

/** Edges with an end in the box that reaches so far around a place; nobody walks farther than straight. */
function edgesAround(network: Network, [longitude, latitude]: Position, reachMeters: number): number[] {
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
