import type { Position } from '#domain/contract/common.ts'
import { ACCESS_LIMIT_METERS, type AccessIndex, type AccessPoint, keptDecimeters } from './access.ts'
import { opensDaily } from './open-hours.ts'
import { type EdgeKind, edgeKinds } from './profile.ts'
import { sphereMeters } from './sphere.ts'

/** A walled compound: who lives inside leaves by a gate. Polygons as GeoJSON MultiPolygon coordinates. */
export interface Enclosure {
  polygons: Position[][][]
  gates: Position[]
  /** When each gate is open, every day; left out: always. */
  gateHours?: readonly { opensMinute: number; closesMinute: number }[]
}

/** Whether a gate (index in `gates`) is open at a minute of the day; null: whenever it is open. */
export function gateOpen({ gateHours }: Enclosure, gate: number, minute: number | null): boolean {
  const hours = gateHours?.[gate]
  return minute === null || !hours || opensDaily(hours.opensMinute, hours.closesMinute, minute)
}

/** A gate joins ways that lead up to it on both sides of the wall within so many meters; where none does inside, it is the homes' way out alone. */
const GATE_LINK_METERS = 60

const neverLeftAside: readonly EdgeKind[] = ['bridge']

/**
 * Where a household meets the network. It steps straight onto the nearest edge within ACCESS_LIMIT_METERS, bridges aside.
 * Inside a walled compound the point must lie inside too; where no edge does, every gate is a way out: straight to the
 * gate, and from there straight to the gate's nearest edge. A walled compound without gates counts as open; one whose gates
 * are all shut at `minute` lets nobody out.
 * [] where nothing is near enough.
 */
export function placeHousehold(
  index: Pick<AccessIndex, 'nearest'>,
  edgeKind: ArrayLike<number>,
  place: Position,
  enclosure: Enclosure | undefined,
  mayUseEdge: ((edge: number) => boolean) | undefined = () => true,
  minute: number | null = null,
): AccessPoint[] {
  const open = (edge: number) => mayUseEdge(edge) && !neverLeftAside.includes(edgeKinds[edgeKind[edge]!]!)
  const nearest = (from: Position, limitMeters: number, inside?: Enclosure) =>
    index.nearest(from[0], from[1], limitMeters, (edge, longitude, latitude) =>
      inside ? open(edge) && encloses(inside, longitude, latitude) : open(edge),
    )
  if (!enclosure || enclosure.gates.length === 0 || !encloses(enclosure, place[0], place[1]))
    return presentOnly([nearest(place, ACCESS_LIMIT_METERS)])
  const within = nearest(place, ACCESS_LIMIT_METERS, enclosure)
  if (within) return [within]
  return enclosure.gates.flatMap((gate, number) => {
    if (!gateOpen(enclosure, number, minute)) return []
    const outside = nearest(gate, ACCESS_LIMIT_METERS)
    return outside ? [throughGate(place, gate, number, outside)] : []
  })
}

/** The way of a place straight to a gate and on to the network outside. */
export function throughGate(place: Position, gate: Position, number: number, outside: AccessPoint): AccessPoint {
  return { ...outside, offMeters: keptDecimeters(outside.offMeters + sphereMeters(...place, ...gate)), gate: number }
}

/** The ways that a gate joins: the nearest on each side of its wall; null where none leads up to it on both. */
export function waysThroughGate(
  index: Pick<AccessIndex, 'nearest'>,
  gate: Position,
  enclosure: Enclosure,
): { within: AccessPoint; outside: AccessPoint } | null {
  const onSide = (inside: boolean) =>
    index.nearest(...gate, GATE_LINK_METERS, (_, east, north) => encloses(enclosure, east, north) === inside)
  const within = onSide(true)
  const outside = onSide(false)
  return within && outside && { within, outside }
}

/** Whether a point lies inside an enclosure (even-odd rule, holes count as outside). */
export function encloses({ polygons }: Enclosure, longitude: number, latitude: number): boolean {
  let inside = false
  for (const rings of polygons)
    for (const ring of rings)
      for (let corner = 1; corner < ring.length; corner++) {
        const [x1, y1] = ring[corner - 1]!
        const [x2, y2] = ring[corner]!
        if (y1 > latitude !== y2 > latitude && longitude < x1 + ((latitude - y1) / (y2 - y1)) * (x2 - x1))
          inside = !inside
      }
  return inside
}

/** Finds the walled compound around a place (its index, -1 for none), by the boxes of compounds first. */
export function compoundFinder(compounds: readonly { enclosure: Enclosure | null }[]): (position: Position) => number {
  const boxes = compounds.flatMap(({ enclosure }, index) =>
    enclosure ? [{ index, enclosure, box: boxOf(enclosure) }] : [],
  )
  return ([longitude, latitude]) =>
    boxes.find(
      ({ box, enclosure }) =>
        longitude >= box[0] &&
        latitude >= box[1] &&
        longitude <= box[2] &&
        latitude <= box[3] &&
        encloses(enclosure, longitude, latitude),
    )?.index ?? -1
}

/** Finds the walled compound around a place. */
export function enclosureFinder(
  compounds: readonly { enclosure: Enclosure | null }[],
): (position: Position) => Enclosure | undefined {
  const compoundAt = compoundFinder(compounds)
  return (position) => compounds[compoundAt(position)]?.enclosure ?? undefined
}

function boxOf({ polygons }: Enclosure): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90]
  for (const [longitude, latitude] of polygons.flat(2)) {
    box[0] = Math.min(box[0], longitude)
    box[1] = Math.min(box[1], latitude)
    box[2] = Math.max(box[2], longitude)
    box[3] = Math.max(box[3], latitude)
  }
  return box
}

function presentOnly(points: (AccessPoint | null)[]): AccessPoint[] {
  return points.filter((point) => point !== null)
}
