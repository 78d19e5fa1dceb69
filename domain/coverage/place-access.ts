import type { Position } from '#domain/contract/common.ts'
import type { AccessPoint } from './access.ts'
import { type Enclosure, gateOpen } from './enclosure.ts'
import type { WalkGraph } from './graph.ts'
import { type AccessColumns, prepareAccess } from './household-time.ts'
import type { Network } from './network.ts'

/**
 * Where buildings meet the network when every gate is open and every edge may be walked, as columns: place p owns entries
 * `start[p]` to `start[p + 1]` - 1. Lengths along edges and off them are whole decimetres.
 */
export interface PlaceAccess {
  start: Uint32Array
  edge: Int32Array
  alongDecimeters: Uint32Array
  offDecimeters: Uint32Array
  /** Gate of the building's compound that the way leads through, -1 for none. */
  gate: Int32Array
}

export function columnsOf(lengthMeters: Float64Array, places: readonly (readonly AccessPoint[])[]): PlaceAccess {
  const points = places.flat()
  const start = new Uint32Array(places.length + 1)
  for (let place = 0; place < places.length; place++) start[place + 1] = start[place]! + places[place]!.length
  return {
    start,
    edge: Int32Array.from(points, ({ edge }) => edge),
    alongDecimeters: Uint32Array.from(points, ({ edge, along }) => Math.round(along * lengthMeters[edge]! * 10)),
    offDecimeters: Uint32Array.from(points, ({ offMeters }) => Math.round(offMeters * 10)),
    gate: Int32Array.from(points, ({ gate }) => gate ?? -1),
  }
}

/**
 * The ways of all buildings for one walk. Ways through gates that are shut at `minute` are left out; who would step onto an
 * edge that may not be walked is placed anew by `place`.
 */
export function accessFor(
  network: Network,
  graph: WalkGraph,
  base: PlaceAccess,
  enclosureOf: (place: number) => Enclosure | undefined,
  minute: number | null,
  place: (place: number) => AccessPoint[],
): AccessColumns {
  const { start, edge, gate } = base
  const replaced = new Map<number, AccessPoint[]>()
  for (let at = 0; at < start.length - 1; at++) {
    let again = false
    for (let point = start[at]!; point < start[at + 1]!; point++) {
      if (graph.edgeDeciseconds[edge[point]!]! < 0) again = true
      else if (gate[point]! >= 0 && minute !== null && !gateOpen(enclosureOf(at)!, gate[point]!, minute)) again = true
    }
    if (again) replaced.set(at, place(at))
  }
  return prepareAccess(network, graph, base, replaced)
}

/** Where a building stands. */
export function positionOfPlace(
  { longitude, latitude }: { longitude: Float64Array; latitude: Float64Array },
  place: number,
): Position {
  return [longitude[place]!, latitude[place]!]
}
