import type { Position } from '#domain/contract/common.ts'
import { walkArea } from './area.ts'
import type { StateStation } from './county-state.ts'
import type { EditedWalk } from './edited-walk.ts'
import { emptyGround, type GroundStreet, paintGround } from './ground.ts'
import { sourcesOf } from './household-time.ts'
import { LAST_LABEL, NO_LABEL } from './label-rows.ts'
import type { CoverageModel, ProfileWalk } from './model.ts'
import { straightRadiusMeters, type WalkProfile, walkDeciseconds } from './profile.ts'
import { METERS_PER_DEGREE, metersPerLongitude } from './sphere.ts'
import type { WhatIf } from './what-if.ts'

/** Cells of the picture's field. */
const GROUND_CELL_METERS = 10

/**
 * How often the picture is wrong, as measured by picture.test.ts on 16,000 homes of random towns against their network
 * times (0.031 and 0.075 %), and held there: of all homes of the 2.4 km square, the shares drawn inside that walk longer, and
 * drawn outside that walk in time.
 */
export const GROUND_ERROR = { falseInside: 0.0004, falseOutside: 0.0008 } as const
/** Streets so far beyond the reach still keep ground from others. */
const MARGIN_METERS = 100
/** Seconds of a street's end that nobody comes to in time. */
const FAR_SECONDS = 1e6

export interface Ground {
  minutes: number
  coordinates: Position[][][]
}

/**
 * Ground within each of `minutes` minutes of one station under the changes so far, as MultiPolygon coordinates; [] for a
 * station that is unknown, closed or off the network. A picture: counts never come from it. Costs what lies within the most
 * minutes, not the whole county.
 */
export function stationGround(
  { state, walk: { profile }, model }: WhatIf,
  code: string,
  minutes: readonly number[],
): Ground[] {
  const station = state.stations.find((one) => one.code === code && !one.closed)
  if (!station || station.points.length === 0) return []
  const { reach, walk } = state
  const seeds: number[] = []
  for (const { edge, along, offMeters } of station.points)
    state.eachSeed({ edge, along, offDeciseconds: walkDeciseconds(profile, offMeters), owner: 0 }, (node, label) =>
      seeds.push(node, label),
    )
  reach.search(seeds, Math.min(LAST_LABEL, (Math.max(...minutes) * 600 + 1) * 2 ** reach.ownerBits - 1))
  const secondsAt = (node: number) => {
    const label = reach.labels[node]!
    return label === NO_LABEL ? FAR_SECONDS : (label >> reach.ownerBits) / 10
  }
  return drawGround({
    model,
    profile,
    station,
    minutes,
    edge: walk.edge,
    usable: (edge) => walk.edge(edge).deciseconds >= 0 && !walk.isBlocked(edge),
    secondsAt,
    begins: (edge) => walk.joints(edge).map(({ node, along }) => ({ along, seconds: secondsAt(node) })),
    newEdges: walk.newEdges(),
  })
}

/** The same of a county as it is. */
export function plainGround(
  model: CoverageModel,
  { graph, sweeper }: ProfileWalk,
  station: Pick<StateStation, 'position' | 'points'>,
  minutes: readonly number[],
): Ground[] {
  const { network } = model
  const limit = Math.max(...minutes) * 600
  const reached = sweeper.within(sourcesOf(network, graph, [station.points]), limit)
  const seconds = new Float64Array(network.nodeCount).fill(FAR_SECONDS)
  for (const [at, node] of reached.node.entries()) seconds[node] = reached.deciseconds[at]! / 10
  return drawGround({
    model,
    profile: graph.profile,
    station,
    minutes,
    edge: (edge) => ({
      from: network.from[edge]!,
      to: network.to[edge]!,
      deciseconds: graph.edgeDeciseconds[edge]!,
      backDeciseconds: graph.edgeBackDeciseconds[edge]!,
    }),
    usable: (edge) => graph.edgeDeciseconds[edge]! >= 0,
    secondsAt: (node) => seconds[node]!,
    begins: () => [],
    newEdges: [],
  })
}

interface Drawn {
  model: CoverageModel
  profile: WalkProfile
  station: Pick<StateStation, 'position' | 'points'>
  minutes: readonly number[]
  edge: EditedWalk['edge']
  usable(edge: number): boolean
  secondsAt(node: number): number
  /** Where on an edge walking also begins, stations aside. */
  begins(edge: number): GroundStreet['begins']
  newEdges: ReturnType<EditedWalk['newEdges']>
}

function drawGround({ model, profile, station, minutes, edge, usable, secondsAt, begins, newEdges }: Drawn): Ground[] {
  const reachMeters = straightRadiusMeters(profile, Math.max(...minutes))
  const standing = new Map<number, { along: number; seconds: number }[]>()
  for (const point of station.points) {
    const seconds = walkDeciseconds(profile, point.offMeters) / 10
    standing.set(point.edge, [...(standing.get(point.edge) ?? []), { along: point.along, seconds }])
  }

  function street(at: number, line: Pick<GroundStreet, 'vertices' | 'first' | 'last'>): GroundStreet {
    const { from, to, deciseconds, backDeciseconds } = edge(at)
    const here = standing.get(at)
    return {
      ...line,
      startSeconds: secondsAt(from),
      endSeconds: secondsAt(to),
      alongSeconds: deciseconds / 10,
      backSeconds: backDeciseconds / 10,
      begins: here ? [...begins(at), ...here] : begins(at),
    }
  }

  const { vertexStart, vertices } = model.network
  const [longitude, latitude] = station.position
  const wide = (reachMeters + MARGIN_METERS) / metersPerLongitude(latitude)
  const high = (reachMeters + MARGIN_METERS) / METERS_PER_DEGREE
  const near = model.index.edgesIn(longitude - wide, latitude - high, longitude + wide, latitude + high)
  const streets = [
    ...near
      .filter(usable)
      .map((at) => street(at, { vertices, first: vertexStart[at]!, last: vertexStart[at + 1]! - 1 })),
    ...newEdges
      .filter((own) => usable(own.edge))
      .map(({ edge: at, line }) => street(at, { vertices: line.flat(), first: 0, last: line.length - 1 })),
  ]
  const field = emptyGround(station.position, reachMeters, profile, GROUND_CELL_METERS)
  paintGround(field, streets, Math.max(...minutes) * 60)
  return minutes.map((limit) => ({ minutes: limit, coordinates: walkArea(field, limit) }))
}
