import type { AccessPoint } from './access.ts'
import { UNREACHED, type WalkGraph } from './graph.ts'
import type { Network } from './network.ts'
import type { PlaceAccess } from './place-access.ts'
import { walkDeciseconds } from './profile.ts'
import type { NearestSweep, Sources } from './sweep.ts'

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

/** Prepares the ways of places for one walk; those of `replaced` places come from there. */
export function prepareAccess(
  network: Network,
  graph: WalkGraph,
  base: PlaceAccess,
  replaced: ReadonlyMap<number, readonly AccessPoint[]> = new Map(),
): AccessColumns {
  const count = base.start.length - 1
  let most = base.edge.length
  for (const points of replaced.values()) most += points.length
  const columns: AccessColumns = {
    start: new Uint32Array(count + 1),
    edge: new Int32Array(most),
    fromNode: new Int32Array(most),
    toNode: new Int32Array(most),
    toFromDeciseconds: new Int32Array(most),
    toToDeciseconds: new Int32Array(most),
    along: new Float64Array(most),
    offDeciseconds: new Int32Array(most),
  }
  let written = 0
  const write = (edge: number, along: number, offMeters: number) => {
    const back = graph.edgeBackDeciseconds[edge]!
    const off = walkDeciseconds(graph.profile, offMeters)
    columns.edge[written] = edge
    columns.fromNode[written] = network.from[edge]!
    columns.toNode[written] = network.to[edge]!
    columns.toFromDeciseconds[written] = off + Math.round(graph.edgeDeciseconds[edge]! * along)
    columns.toToDeciseconds[written] = off + back - Math.round(back * along)
    columns.along[written] = along
    columns.offDeciseconds[written++] = off
  }
  for (let place = 0; place < count; place++) {
    const points = replaced.get(place)
    if (points) for (const { edge, along, offMeters } of points) write(edge, along, offMeters)
    else
      for (let point = base.start[place]!; point < base.start[place + 1]!; point++)
        write(base.edge[point]!, alongShare(network, base, point), base.offDecimeters[point]! / 10)
    columns.start[place + 1] = written
  }
  for (const name of ['edge', 'fromNode', 'toNode', 'toFromDeciseconds', 'toToDeciseconds', 'offDeciseconds'] as const)
    columns[name] = columns[name].subarray(0, written)
  columns.along = columns.along.subarray(0, written)
  return columns
}

function alongShare({ lengthMeters }: Network, { edge, alongDecimeters }: PlaceAccess, point: number): number {
  const length = lengthMeters[edge[point]!]!
  return length === 0 ? 0 : Math.min(1, alongDecimeters[point]! / 10 / length)
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
