import type { Position } from '#domain/contract/common.ts'
import { ACCESS_LIMIT_METERS, type AccessPoint } from './access.ts'
import type { EditedWalk } from './edited-walk.ts'
import { type Enclosure, encloses, gateOpen, placeHousehold, throughGate } from './enclosure.ts'
import type { CoverageModel } from './model.ts'

/** Ways of places to the network as it is now, through the walls of their compounds and the gates opened in them. */
export interface WalledWays {
  /** Gates opened in each compound (index). */
  readonly opened: Map<number, { position: Position; open: boolean }[]>
  /** Position of a place (index of the building), degrees. */
  positionOf(place: number): Position
  /** The ways of a position within a compound (index, -1 for none). */
  of(position: Position, compound: number): AccessPoint[]
  /** As if the wall were not there: onto the nearest edge, and onto the nearest beyond the wall, which paths inside do not hide. */
  withoutWall(place: number): AccessPoint[]
  /** The ways of a position behind a wall onto one new path; null for a gate that does not lead onto it. */
  ontoPath(
    position: Position,
    compound: number,
    enclosure: Enclosure,
    path: CoverageModel['index'],
  ): (AccessPoint | null)[]
}

/** `minute` of the week decides which gates are open; null for all. */
export function createWalledWays(
  { source, network }: CoverageModel,
  walk: EditedWalk,
  minute: number | null,
): WalledWays {
  const opened: WalledWays['opened'] = new Map()

  function positionOf(place: number): Position {
    return [source.buildings.longitude[place]!, source.buildings.latitude[place]!]
  }

  function through(position: Position, compound: number): AccessPoint[] {
    const enclosure = source.compounds[compound]?.enclosure ?? undefined
    const ways = placeHousehold({ nearest: walk.nearest }, network.kind, position, enclosure, undefined, minute)
    return enclosure ? [...ways, ...newGateWays(position, compound, enclosure)] : ways
  }

  function newGateWays(position: Position, compound: number, enclosure: Enclosure): AccessPoint[] {
    const gates = opened.get(compound)
    if (!gates || !encloses(enclosure, ...position)) return []
    const inside = walk.nearest(...position, ACCESS_LIMIT_METERS, (_, x, y) => encloses(enclosure, x, y))
    if (inside && enclosure.gates.length > 0) return []
    return gates.flatMap((gate, number) => {
      const outside = gate.open ? walk.nearest(...gate.position, ACCESS_LIMIT_METERS) : null
      return outside ? [throughGate(position, gate.position, enclosure.gates.length + number, outside)] : []
    })
  }

  function withoutWall(place: number): AccessPoint[] {
    const position = positionOf(place)
    const enclosure = source.compounds[source.buildings.compound[place]!]?.enclosure
    const straight = placeHousehold({ nearest: walk.nearest }, network.kind, position, undefined)
    if (!enclosure) return straight
    const beyond = placeHousehold(
      {
        nearest: (longitude, latitude, limitMeters, allowed = () => true) =>
          walk.nearest(
            longitude,
            latitude,
            limitMeters,
            (edge, x, y) => allowed(edge, x, y) && !encloses(enclosure, x, y),
          ),
      },
      network.kind,
      position,
      undefined,
    )
    return [...straight, ...beyond]
  }

  function ontoPath(position: Position, compound: number, enclosure: Enclosure, index: CoverageModel['index']) {
    const gates = [
      ...enclosure.gates.map((gate, number) => ({ position: gate, open: gateOpen(enclosure, number, minute) })),
      ...(opened.get(compound) ?? []),
    ]
    return [
      index.nearest(...position, ACCESS_LIMIT_METERS, (_, x, y) => encloses(enclosure, x, y)),
      ...gates.map((gate, number) => {
        const outside = gate.open ? index.nearest(...gate.position, ACCESS_LIMIT_METERS) : null
        const known = outside && walk.nearest(...gate.position, outside.offMeters)
        // a gate leads onto the new path only where that is what lies nearest to it
        return outside && (!known || known.offMeters >= outside.offMeters)
          ? throughGate(position, gate.position, number, outside)
          : null
      }),
    ]
  }

  return { opened, positionOf, of: through, withoutWall, ontoPath }
}
