import { MOST_MINUTES } from '#domain/contract/coverage.ts'
import { type EditedWalk, type Revert, stretch } from './edited-walk.ts'
import { UNREACHED } from './graph.ts'
import type { AccessColumns, TwoPlaceTimes } from './household-time.ts'
import { NO_LABEL } from './label-rows.ts'
import { timesAlone } from './times-alone.ts'
import type { TwoLabels } from './two-labels.ts'

/** A way of a place to the network: a point of an edge (share 0 to 1) and the walk to it. */
export interface PlacePoint {
  edge: number
  along: number
  offDeciseconds: number
}

/** A station at a point of an edge. */
export interface Standing extends PlacePoint {
  owner: number
}

/** Times of all places, and households by whole minute, kept up to date from the labels of nodes. */
export interface PlaceBoard {
  readonly times: TwoPlaceTimes
  /** Households (and elderly) by the whole minute that contains their walk: 0 to MOST_MINUTES, then all others. */
  readonly households: Int32Array
  readonly elderly: Int32Array
  /** The ways of a place to the network. */
  points(place: number): readonly PlacePoint[]
  /** Its least straight stretch to the network; infinite for one without a way. */
  leastOffDeciseconds(place: number): number
  /** Places with a way onto the edge. */
  onEdge(edge: number): number[]
  setPoints(place: number, points: readonly PlacePoint[]): Revert
  stand(station: Standing): void
  leave(station: Standing): void
  /** Deciseconds of somebody who had these ways. */
  timeBy(points: readonly PlacePoint[]): number
  /** Deciseconds of every place from one station alone: its times at nodes, and where it stands. */
  timesAlone(decisecondsAt: (node: number) => number, standing: readonly PlacePoint[]): Int32Array
  /** Says that a place is to be looked at again. */
  doubt(place: number): void
  /** Looks at all places that touched nodes or doubts concern. */
  update(): void
  updateAll(): void
}

export function createPlaceBoard(
  access: AccessColumns,
  byNode: PlacesByNode,
  walk: EditedWalk,
  two: TwoLabels,
  weights: { households: Int32Array; elderly: Int32Array },
): PlaceBoard {
  const { labels, rows } = two
  const { ownerBits } = rows
  const unit = 2 ** ownerBits
  const ownerMask = unit - 1
  const count = access.start.length - 1
  const times: TwoPlaceTimes = {
    deciseconds: new Int32Array(count).fill(UNREACHED),
    owner: new Int32Array(count).fill(-1),
    secondDeciseconds: new Int32Array(count).fill(UNREACHED),
    secondOwner: new Int32Array(count).fill(-1),
  }
  const households = new Int32Array(MOST_MINUTES + 2)
  const elderly = new Int32Array(MOST_MINUTES + 2)
  for (let place = 0; place < count; place++) {
    households[MOST_MINUTES + 1]! += weights.households[place]!
    elderly[MOST_MINUTES + 1]! += weights.elderly[place]!
  }
  const changed = new Map<number, readonly PlacePoint[]>()
  /** Places whose changed points hang on a node or an edge. */
  const changedAt = new Map<number, number[]>()
  const standing = new Map<number, Standing[]>()
  /** Edges (old ones) with a station on them. */
  const stoodOn = new Uint8Array(walk.oldEdges)
  const doubted = new Uint8Array(count)
  let doubts: number[] = []

  let first = NO_LABEL
  let second = NO_LABEL

  function offer(label: number): void {
    if (label >= second) return
    if (((label ^ first) & ownerMask) === 0) {
      if (label < first) first = label
    } else if (label < first) {
      second = first
      first = label
    } else second = label
  }

  function offerNode(node: number, deciseconds: number): void {
    const soonest = labels[2 * node]!
    if (soonest === NO_LABEL) return
    const more = deciseconds * unit
    offer(soonest + more)
    const next = labels[2 * node + 1]!
    if (next !== NO_LABEL) offer(next + more)
  }

  /** What only few edges have: joints, and stations that stand on them. */
  function offerOnEdge(edge: number, along: number, offDeciseconds: number): void {
    // most edges have neither: neither map is asked
    if (stoodOn[edge] === 0 && !walk.hasJoints()) return
    const joints = walk.joints(edge)
    const stations = standing.get(edge)
    if (joints.length === 0 && !stations) return
    const { deciseconds, backDeciseconds } = walk.edge(edge)
    const apart = (from: number) => stretch(from <= along ? deciseconds : backDeciseconds, from, along)
    for (const joint of joints) offerNode(joint.node, offDeciseconds + apart(joint.along))
    for (const station of stations ?? [])
      offer((station.offDeciseconds + offDeciseconds + apart(station.along)) * unit + station.owner)
  }

  /** Hot: a few thousand places for every change. Writes only what is not as before: most writes miss the cache. */
  function look(place: number): void {
    first = NO_LABEL
    second = NO_LABEL
    const own = changed.size === 0 ? undefined : changed.get(place)
    if (own) for (const point of own) offerPoint(point)
    else
      for (let point = access.start[place]!; point < access.start[place + 1]!; point++) {
        offerNode(access.fromNode[point]!, access.toFromDeciseconds[point]!)
        offerNode(access.toNode[point]!, access.toToDeciseconds[point]!)
        const edge = access.edge[point]!
        // most edges have neither joints nor stations: their columns are not read
        if (stoodOn[edge] === 1 || walk.hasJoints())
          offerOnEdge(edge, access.along[point]!, access.offDeciseconds[point]!)
      }
    const was = times.deciseconds[place]!
    const now = first === NO_LABEL ? UNREACHED : first >> ownerBits
    const owner = first === NO_LABEL ? -1 : first & ownerMask
    if (times.owner[place] !== owner) times.owner[place] = owner
    times.secondDeciseconds[place] = second === NO_LABEL ? UNREACHED : second >> ownerBits
    times.secondOwner[place] = second === NO_LABEL ? -1 : second & ownerMask
    if (was === now) return
    times.deciseconds[place] = now
    const before = minuteOf(was)
    const after = minuteOf(now)
    if (after === before) return
    households[before]! -= weights.households[place]!
    households[after]! += weights.households[place]!
    elderly[before]! -= weights.elderly[place]!
    elderly[after]! += weights.elderly[place]!
  }

  function offerPoint({ edge, along, offDeciseconds }: PlacePoint): void {
    const { from, to, deciseconds, backDeciseconds } = walk.edge(edge)
    if (deciseconds < 0) return
    offerNode(from, offDeciseconds + stretch(deciseconds, 0, along))
    offerNode(to, offDeciseconds + stretch(backDeciseconds, along, 1))
    offerOnEdge(edge, along, offDeciseconds)
  }

  function doubt(place: number): void {
    if (doubted[place] === 1) return
    doubted[place] = 1
    doubts.push(place)
  }

  function pointsOf(place: number): readonly PlacePoint[] {
    const own = changed.get(place)
    if (own) return own
    const points: PlacePoint[] = []
    for (let point = access.start[place]!; point < access.start[place + 1]!; point++)
      points.push({
        edge: access.edge[point]!,
        along: access.along[point]!,
        offDeciseconds: access.offDeciseconds[point]!,
      })
    return points
  }

  function leastOffDeciseconds(place: number): number {
    const own = changed.get(place)
    if (own) return own.reduce((least, point) => Math.min(least, point.offDeciseconds), Number.POSITIVE_INFINITY)
    let least = Number.POSITIVE_INFINITY
    for (let point = access.start[place]!; point < access.start[place + 1]!; point++)
      if (access.offDeciseconds[point]! < least) least = access.offDeciseconds[point]!
    return least
  }

  function onEdge(edge: number): number[] {
    const { from } = walk.edge(edge)
    const near = [...(changedAt.get(from) ?? [])]
    for (let at = byNode.start[from] ?? 0; at < (byNode.start[from + 1] ?? 0); at++) near.push(byNode.place[at]!)
    return near.filter((place) => pointsOf(place).some((point) => point.edge === edge))
  }

  function doubtNode(node: number): void {
    for (let at = byNode.start[node] ?? 0; at < (byNode.start[node + 1] ?? 0); at++) doubt(byNode.place[at]!)
    if (changed.size > 0) for (const place of changedAt.get(node) ?? []) doubt(place)
    const edge = walk.hasJoints() ? walk.edgeOfJoint(node) : undefined
    if (edge !== undefined) for (const place of onEdge(edge)) doubt(place)
  }

  return {
    times,
    households,
    elderly,
    points: pointsOf,
    leastOffDeciseconds,
    onEdge,
    setPoints(place, points) {
      const held = changed.get(place)
      changed.set(place, points)
      const lists = points.flatMap(({ edge }) => {
        const { from, to } = walk.edge(edge)
        return [from, to].map((node) => {
          const list = changedAt.get(node) ?? []
          changedAt.set(node, list)
          list.push(place)
          return list
        })
      })
      doubt(place)
      return () => {
        if (held) changed.set(place, held)
        else changed.delete(place)
        for (const list of lists) list.splice(list.lastIndexOf(place), 1)
        doubt(place)
      }
    },
    stand(station) {
      standing.set(station.edge, [...(standing.get(station.edge) ?? []), station])
      stoodOn[station.edge] = 1
      for (const place of onEdge(station.edge)) doubt(place)
    },
    leave(station) {
      const left = (standing.get(station.edge) ?? []).filter(
        (other) => other.owner !== station.owner || other.along !== station.along,
      )
      if (left.length > 0) standing.set(station.edge, left)
      else {
        standing.delete(station.edge)
        stoodOn[station.edge] = 0
      }
      for (const place of onEdge(station.edge)) doubt(place)
    },
    timeBy(points) {
      first = NO_LABEL
      second = NO_LABEL
      for (const point of points) offerPoint(point)
      return first === NO_LABEL ? UNREACHED : first >> ownerBits
    },
    timesAlone: (decisecondsAt, standing) => timesAlone(access, changed, walk, decisecondsAt, standing),
    doubt,
    update() {
      for (let at = 0; at < two.touchedCount; at++) doubtNode(two.touched[at]!)
      two.forgetTouched()
      for (const place of doubts) {
        doubted[place] = 0
        look(place)
      }
      doubts = []
    },
    updateAll() {
      two.forgetTouched()
      for (const place of doubts) doubted[place] = 0
      doubts = []
      for (let place = 0; place < count; place++) look(place)
    },
  }
}

/** Index of the histogram: whole minutes that contain a walk, MOST_MINUTES + 1 for all that take longer. */
function minuteOf(deciseconds: number): number {
  return deciseconds > MOST_MINUTES * 600 ? MOST_MINUTES + 1 : Math.ceil(deciseconds / 600)
}

/** Places that have a way to each node, as rows: node n owns entries `start[n]` to `start[n + 1] - 1` of `place`. */
export interface PlacesByNode {
  start: Uint32Array
  place: Uint32Array
}

export function listPlacesByNode(access: AccessColumns, nodeCount: number): PlacesByNode {
  const { fromNode, toNode } = access
  const start = new Uint32Array(nodeCount + 1)
  for (let point = 0; point < fromNode.length; point++) {
    start[fromNode[point]! + 1]!++
    start[toNode[point]! + 1]!++
  }
  for (let node = 0; node < nodeCount; node++) start[node + 1]! += start[node]!
  const next = start.slice()
  const place = new Uint32Array(2 * fromNode.length)
  for (let at = 0; at < access.start.length - 1; at++)
    for (let point = access.start[at]!; point < access.start[at + 1]!; point++) {
      place[next[fromNode[point]!]!++] = at
      place[next[toNode[point]!]!++] = at
    }
  return { start, place }
}
