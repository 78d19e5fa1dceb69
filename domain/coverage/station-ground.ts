import type { Position } from '#domain/contract/common.ts'
import { walkArea } from './area.ts'
import type { StateStation } from './county-state.ts'
import type { EditedWalk } from './edited-walk.ts'
import { UNREACHED } from './graph.ts'
import {
  addStretch,
  emptyGround,
  FAR_SECONDS,
  noStretches,
  paintGround,
  type Stretches,
  type TimeField,
} from './ground.ts'
import { sourcesOf } from './household-time.ts'
import { measureLine } from './line.ts'
import type { CoverageModel, ProfileWalk } from './model.ts'
import { straightRadiusMeters, type WalkProfile, walkDeciseconds } from './profile.ts'
import { METERS_PER_DEGREE, metersPerLongitude } from './sphere.ts'
import { reachFrom } from './station-reach.ts'
import type { WhatIf } from './what-if.ts'

/** Cells of the picture's field. */
const GROUND_CELL_METERS = 10

/**
 * How often the picture is wrong, as measured on the buildings of two real cities against their network times (Helsinki 0.48
 * and 1.25 %, Zhongguancun 0.21 and 1.11 %) and held there by server/coverage/ground-error.test.ts: of all buildings looked
 * at, the shares drawn inside that walk longer, and drawn outside that walk in time. Most of the first stand beside a wall of
 * time, where one bank of a railway or a water is near and the other far, most of the second over 60 m from any path, where
 * nothing is painted. In towns without either it is a tenth of that (picture.test.ts).
 */
export const GROUND_ERROR = { falseInside: 0.005, falseOutside: 0.015 } as const
/** Streets so far beyond the reach still keep ground from others. */
const MARGIN_METERS = 100

export interface Ground {
  minutes: number
  coordinates: Position[][][]
}

/**
 * Ground within each of `minutes` minutes of one station under the changes so far, as MultiPolygon coordinates; [] for a
 * station that is unknown, closed or off the network. A picture: counts never come from it. Costs what lies within the most
 * minutes, not the whole county.
 */
export function stationGround(whatIf: WhatIf, code: string, minutes: readonly number[]): Ground[] {
  const station = whatIf.state.stations.find((one) => one.code === code && !one.closed)
  if (!station || station.points.length === 0) return []
  const { walk } = whatIf.state
  const { decisecondsAt } = reachFrom(whatIf, station.points, Math.max(...minutes) * 600)
  const secondsAt = (node: number) => {
    const deciseconds = decisecondsAt(node)
    return deciseconds === UNREACHED ? FAR_SECONDS : deciseconds / 10
  }
  return drawGround({
    model: whatIf.model,
    profile: whatIf.walk.profile,
    station,
    minutes,
    edge: walk.edge,
    isBlocked: walk.isBlocked,
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
    isBlocked: () => false,
    secondsAt: (node) => seconds[node]!,
    begins: () => NOWHERE,
    newEdges: [],
  })
}

/** A place on an edge (share 0 to 1 of its length) from which walking goes both ways. */
interface Begin {
  along: number
  seconds: number
}

const NOWHERE: readonly Begin[] = []

interface Drawn {
  model: CoverageModel
  profile: WalkProfile
  station: Pick<StateStation, 'position' | 'points'>
  minutes: readonly number[]
  edge: EditedWalk['edge']
  isBlocked(edge: number): boolean
  secondsAt(node: number): number
  /** Where on an edge walking also begins, stations aside. */
  begins(edge: number): readonly Begin[]
  newEdges: ReturnType<EditedWalk['newEdges']>
}

function drawGround(drawn: Drawn): Ground[] {
  const { model, profile, station, minutes, newEdges } = drawn
  const most = Math.max(...minutes)
  const reachMeters = straightRadiusMeters(profile, most)
  const field = emptyGround(station.position, reachMeters, profile, GROUND_CELL_METERS)
  const stretches = noStretches()
  const add = adderOf(drawn, field, stretches)

  const { vertices } = model.network
  const [longitude, latitude] = station.position
  const wide = (reachMeters + MARGIN_METERS) / metersPerLongitude(latitude)
  const high = (reachMeters + MARGIN_METERS) / METERS_PER_DEGREE
  model.index.eachStretchIn(
    longitude - wide,
    latitude - high,
    longitude + wide,
    latitude + high,
    (edge, vertex, from, to) => add(edge, vertices, vertex, from, to),
  )
  for (const { edge, line } of newEdges) {
    const { share } = measureLine([...line])
    for (let vertex = 0; vertex < line.length - 1; vertex++)
      add(edge, line.flat(), vertex, share[vertex]!, share[vertex + 1]!)
  }
  paintGround(field, stretches, most * 60)
  return minutes.map((limit) => ({ minutes: limit, coordinates: walkArea(field, limit) }))
}

/** What adds the straight stretch of an edge that begins at a vertex, between two shares of the edge's length, with its times. */
function adderOf(
  { profile, station, edge, isBlocked, secondsAt, begins }: Drawn,
  field: TimeField,
  stretches: Stretches,
) {
  const standing = new Map<number, Begin[]>()
  for (const { edge: at, along, offMeters } of station.points)
    standing.set(at, [...(standing.get(at) ?? []), { along, seconds: walkDeciseconds(profile, offMeters) / 10 }])

  return (at: number, vertices: ArrayLike<number>, vertex: number, from: number, to: number): void => {
    const { from: first, to: last, deciseconds, backDeciseconds } = edge(at)
    if (deciseconds < 0 || isBlocked(at)) return
    const onward = deciseconds / 10
    const backward = backDeciseconds / 10
    const start = secondsAt(first)
    const end = secondsAt(last)
    const x = vertices[2 * vertex]!
    const y = vertices[2 * vertex + 1]!
    const runX = vertices[2 * vertex + 2]! - x
    const runY = vertices[2 * vertex + 3]! - y
    const own = standing.get(at)
    const within = own ? [...begins(at), ...own] : begins(at)
    // cut where walking begins: along a piece it comes from its ends only
    const cuts = within.length === 0 ? [from, to] : cutsAt(within, from, to)
    for (let cut = 1; cut < cuts.length; cut++) {
      const here = cuts[cut - 1]!
      const there = cuts[cut]!
      let on = start + onward * here
      let back = end + backward * (1 - there)
      for (const { along, seconds } of within) {
        if (along <= here) on = Math.min(on, seconds + onward * (here - along))
        if (along >= there) back = Math.min(back, seconds + backward * (along - there))
      }
      const part = to === from ? 0 : (here - from) / (to - from)
      const partThere = to === from ? 1 : (there - from) / (to - from)
      addStretch(
        stretches,
        field,
        x + part * runX,
        y + part * runY,
        x + partThere * runX,
        y + partThere * runY,
        on,
        on + onward * (there - here),
        back + backward * (there - here),
        back,
      )
    }
  }
}

/** Both shares and the begins between them, in order. */
function cutsAt(begins: readonly Begin[], from: number, to: number): number[] {
  const inner = begins.map(({ along }) => along).filter((along) => along > from && along < to)
  return [from, ...inner.sort((a, b) => a - b), to]
}
