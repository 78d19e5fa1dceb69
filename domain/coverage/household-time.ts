import type { AccessPoint } from './access.ts'
import { UNREACHED, type WalkGraph } from './graph.ts'
import type { Network } from './network.ts'
import { walkDeciseconds } from './profile.ts'
import type { NearestSweep, Sources, Sweep } from './sweep.ts'

/** Access points of many places as columns: place p owns entries `start[p]` to `start[p + 1]` - 1. */
export interface AccessColumns {
  start: Uint32Array
  edge: Int32Array
  /** Node indexes and times at both ends, for one profile: from the place along the edge, with the straight stretch. */
  fromNode: Int32Array
  toNode: Int32Array
  toFromDeciseconds: Int32Array
  toToDeciseconds: Int32Array
  /** Share (0 to 1) along the edge, and the straight stretch to it. */
  along: Float64Array
  offDeciseconds: Int32Array
}

/** Prepares access points for one profile; on an edge the profile may not walk they are left out. */
export function prepareAccess(network: Network, graph: WalkGraph, places: readonly AccessPoint[][]): AccessColumns {
  const usable = places.map((points) => points.filter((point) => graph.edgeDeciseconds[point.edge]! >= 0))
  const points = usable.flat()
  const start = new Uint32Array(places.length + 1)
  for (let place = 0; place < usable.length; place++) start[place + 1] = start[place]! + usable[place]!.length
  const times = points.map((point) => endTimes(graph, point))
  return {
    start,
    edge: Int32Array.from(points, (point) => point.edge),
    fromNode: Int32Array.from(points, (point) => network.from[point.edge]!),
    toNode: Int32Array.from(points, (point) => network.to[point.edge]!),
    toFromDeciseconds: Int32Array.from(times, (time) => time[0]),
    toToDeciseconds: Int32Array.from(times, (time) => time[1]),
    along: Float64Array.from(points, (point) => point.along),
    offDeciseconds: Int32Array.from(points, (point) => walkDeciseconds(graph.profile, point.offMeters)),
  }
}

/** Where stations meet the network, as placed by the households' rule; [] for one that is too far from it. */
export type StationAccess = readonly (readonly AccessPoint[])[]

/** Both ends of the edges where stations stand, each owned by its station (index in `stations`). */
export function sourcesOf(network: Network, graph: WalkGraph, stations: StationAccess): Sources {
  const columns: [number, number, number][] = []
  stations.forEach((points, owner) => {
    for (const point of points) {
      if (graph.edgeDeciseconds[point.edge]! < 0) continue
      const [toFrom, toTo] = startTimes(graph, point)
      columns.push([network.from[point.edge]!, owner, toFrom], [network.to[point.edge]!, owner, toTo])
    }
  })
  return {
    node: Int32Array.from(columns, ([node]) => node),
    owner: Int32Array.from(columns, ([, owner]) => owner),
    deciseconds: Int32Array.from(columns, ([, , time]) => time),
  }
}

/** Time and nearest station of every place. */
export interface PlaceTimes {
  deciseconds: Int32Array
  owner: Int32Array
}

/**
 * Walking time of every place: over its access points and both ends of their edges, the least of the time at the end, the
 * walk along the edge and the straight stretch at the same speed; or straight along the edge when a station stands on it.
 */
export function timePlaces(
  graph: WalkGraph,
  access: AccessColumns,
  sweep: NearestSweep,
  stations: StationAccess,
): PlaceTimes {
  const count = access.start.length - 1
  const times: PlaceTimes = {
    deciseconds: new Int32Array(count).fill(UNREACHED),
    owner: new Int32Array(count).fill(-1),
  }
  const onEdge = stationsByEdge(stations)
  for (let place = 0; place < count; place++) {
    const offer = (deciseconds: number, owner: number) => {
      if (deciseconds >= times.deciseconds[place]!) return
      times.deciseconds[place] = deciseconds
      times.owner[place] = owner
    }
    for (let point = access.start[place]!; point < access.start[place + 1]!; point++) {
      const from = access.fromNode[point]!
      const to = access.toNode[point]!
      if (sweep.owner[from]! >= 0)
        offer(sweep.deciseconds[from]! + access.toFromDeciseconds[point]!, sweep.owner[from]!)
      if (sweep.owner[to]! >= 0) offer(sweep.deciseconds[to]! + access.toToDeciseconds[point]!, sweep.owner[to]!)
      for (const station of onEdge.get(access.edge[point]!) ?? [])
        offer(alongEdge(graph, access, point, station.at), station.owner)
    }
  }
  return times
}

/** Times of a place from the `from` and from the `to` end of its edge. */
function endTimes(graph: WalkGraph, point: AccessPoint): [number, number] {
  const back = graph.edgeBackDeciseconds[point.edge]!
  const off = walkDeciseconds(graph.profile, point.offMeters)
  return [off + alongDeciseconds(graph.edgeDeciseconds, point), off + back - Math.round(back * point.along)]
}

/** Times of the `from` and of the `to` end from a station. */
function startTimes(graph: WalkGraph, point: AccessPoint): [number, number] {
  const whole = graph.edgeDeciseconds[point.edge]!
  const off = walkDeciseconds(graph.profile, point.offMeters)
  return [off + alongDeciseconds(graph.edgeBackDeciseconds, point), off + whole - Math.round(whole * point.along)]
}

function alongDeciseconds(cost: Int32Array, { edge, along }: { edge: number; along: number }): number {
  return Math.round(cost[edge]! * along)
}

function stationsByEdge(stations: StationAccess): Map<number, { owner: number; at: AccessPoint }[]> {
  const found = new Map<number, { owner: number; at: AccessPoint }[]>()
  stations.forEach((points, owner) => {
    for (const at of points) found.set(at.edge, [...(found.get(at.edge) ?? []), { owner, at }])
  })
  return found
}

/** Both straight stretches and the stretch of the edge between a station and a place on it. */
export function alongEdge(graph: WalkGraph, access: AccessColumns, point: number, station: AccessPoint): number {
  const place = { edge: station.edge, along: access.along[point]! }
  const cost = place.along >= station.along ? graph.edgeDeciseconds : graph.edgeBackDeciseconds
  const apart = Math.abs(alongDeciseconds(cost, station) - alongDeciseconds(cost, place))
  return walkDeciseconds(graph.profile, station.offMeters) + access.offDeciseconds[point]! + apart
}

/** Beside the nearest station of every place, the nearest of the others. */
export interface TwoPlaceTimes extends PlaceTimes {
  secondDeciseconds: Int32Array
  secondOwner: Int32Array
}

/** `timePlaces` with the second-nearest station; of two as near, the one that stands first in the list is the nearest. */
export function timePlacesTwo(
  graph: WalkGraph,
  access: AccessColumns,
  sweep: Sweep,
  stations: StationAccess,
): TwoPlaceTimes {
  const count = access.start.length - 1
  const times: TwoPlaceTimes = {
    deciseconds: new Int32Array(count).fill(UNREACHED),
    owner: new Int32Array(count).fill(-1),
    secondDeciseconds: new Int32Array(count).fill(UNREACHED),
    secondOwner: new Int32Array(count).fill(-1),
  }
  const onEdge = stationsByEdge(stations)
  for (let place = 0; place < count; place++) {
    for (let point = access.start[place]!; point < access.start[place + 1]!; point++) {
      offerTwo(times, place, sweep, access.fromNode[point]!, access.toFromDeciseconds[point]!)
      offerTwo(times, place, sweep, access.toNode[point]!, access.toToDeciseconds[point]!)
      for (const station of onEdge.get(access.edge[point]!) ?? [])
        offer(times, place, alongEdge(graph, access, point, station.at), station.owner)
    }
  }
  return times
}

function offerTwo(times: TwoPlaceTimes, place: number, sweep: Sweep, node: number, more: number): void {
  if (sweep.owner[node]! < 0) return
  offer(times, place, sweep.deciseconds[node]! + more, sweep.owner[node]!)
  if (sweep.secondOwner[node]! >= 0)
    offer(times, place, sweep.secondDeciseconds[node]! + more, sweep.secondOwner[node]!)
}

function offer(times: TwoPlaceTimes, place: number, time: number, owner: number): void {
  const { deciseconds, owner: owners, secondDeciseconds, secondOwner } = times
  const sooner = (held: number, holder: number) => time < held || (time === held && owner < holder)
  if (owner === owners[place]) deciseconds[place] = Math.min(deciseconds[place]!, time)
  else if (sooner(deciseconds[place]!, owners[place]!)) {
    secondDeciseconds[place] = deciseconds[place]!
    secondOwner[place] = owners[place]!
    deciseconds[place] = time
    owners[place] = owner
  } else if (sooner(secondDeciseconds[place]!, secondOwner[place]!)) {
    secondDeciseconds[place] = time
    secondOwner[place] = owner
  }
}
