import type { Position } from '#domain/contract/common.ts'
import { UNREACHED } from './graph.ts'
import { NO_LABEL } from './label-rows.ts'
import { edgeLine } from './network.ts'
import type { PlacePoint } from './place-board.ts'
import { straightRadiusMeters, walkDeciseconds } from './profile.ts'
import { METERS_PER_DEGREE, metersPerLongitude } from './sphere.ts'
import { reachFrom, type StationReach } from './station-reach.ts'
import { cutEdge, type StreetPiece } from './street-time.ts'
import type { WhatIf, WhatIfStation } from './what-if.ts'

/** Streets by the walk to one station under the changes so far, as pieces, up to `limitSeconds`. */
export function streetsOfStation(
  whatIf: WhatIf,
  { position, points }: Pick<WhatIfStation, 'position' | 'points'>,
  limitSeconds: number,
): StreetPiece[] {
  const { model, walk } = whatIf
  const meters = straightRadiusMeters(walk.profile, limitSeconds / 60)
  const wide = meters / metersPerLongitude(position[1])
  const high = meters / METERS_PER_DEGREE
  const near = new Set<number>()
  // nobody walks farther than straight
  model.index.eachStretchIn(position[0] - wide, position[1] - high, position[0] + wide, position[1] + high, (edge) =>
    near.add(edge),
  )
  return pieces(whatIf, near, reachFrom(whatIf, points, limitSeconds * 10), limitSeconds)
}

/** All streets by the walk to the nearest station that counts. */
export function streetsOfCounty(whatIf: WhatIf, limitSeconds: number): StreetPiece[] {
  const { model, walk, state } = whatIf
  const { labels, rows } = state.two
  const standing = state.stations.flatMap(({ counts, points }) =>
    counts
      ? points.map(({ edge, along, offMeters }) => ({
          edge,
          along,
          offDeciseconds: walkDeciseconds(walk.profile, offMeters),
        }))
      : [],
  )
  const decisecondsAt = (node: number) =>
    labels[2 * node] === NO_LABEL ? UNREACHED : labels[2 * node]! >> rows.ownerBits
  return pieces(whatIf, Array(model.network.edgeCount).keys(), { standing, decisecondsAt }, limitSeconds)
}

function pieces(
  { model, state: { walk } }: WhatIf,
  edges: Iterable<number>,
  { standing, decisecondsAt }: StationReach,
  limitSeconds: number,
): StreetPiece[] {
  const standingOn = new Map<number, PlacePoint[]>()
  for (const point of standing) standingOn.set(point.edge, [...(standingOn.get(point.edge) ?? []), point])
  const found: StreetPiece[] = []

  function add(edge: number, line: () => Position[]): void {
    if (walk.isBlocked(edge)) return
    const { from, to, ...cost } = walk.edge(edge)
    const ends = [
      { along: 0, deciseconds: decisecondsAt(from) },
      { along: 1, deciseconds: decisecondsAt(to) },
    ]
    const joints = walk.joints(edge).map(({ node, along }) => ({ along, deciseconds: decisecondsAt(node) }))
    const here = standingOn.get(edge) ?? []
    const stations = here.map(({ along, offDeciseconds }) => ({ along, deciseconds: offDeciseconds }))
    const origins = [...ends, ...joints, ...stations]
    if (origins.every(({ deciseconds }) => deciseconds >= limitSeconds * 10)) return
    found.push(...cutEdge(line(), cost, origins, limitSeconds))
  }

  for (const edge of edges) add(edge, () => edgeLine(model.network, edge))
  for (const { edge, line } of walk.newEdges()) add(edge, () => [...line])
  return found
}
