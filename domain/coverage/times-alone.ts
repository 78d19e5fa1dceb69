import { type EditedWalk, stretch } from './edited-walk.ts'
import { UNREACHED } from './graph.ts'
import type { AccessColumns } from './household-time.ts'
import type { PlacePoint } from './place-board.ts'

/**
 * Deciseconds of every place from one station alone: over its ways, those of `changed` places from there, the least of the
 * time at an end or a joint of their edge and the walk from it, or straight along the edge where the station stands on it.
 */
export function timesAlone(
  access: AccessColumns,
  changed: ReadonlyMap<number, readonly PlacePoint[]>,
  walk: EditedWalk,
  decisecondsAt: (node: number) => number,
  standing: readonly PlacePoint[],
): Int32Array {
  const stoodOn = new Set(standing.map(({ edge }) => edge))
  let least = UNREACHED

  function offerNode(node: number, more: number): void {
    const deciseconds = decisecondsAt(node)
    if (deciseconds !== UNREACHED && deciseconds + more < least) least = deciseconds + more
  }

  function offerOnEdge(edge: number, along: number, offDeciseconds: number): void {
    if (!stoodOn.has(edge) && !walk.hasJoints()) return
    const { deciseconds, backDeciseconds } = walk.edge(edge)
    const apart = (from: number) => stretch(from <= along ? deciseconds : backDeciseconds, from, along)
    for (const joint of walk.joints(edge)) offerNode(joint.node, offDeciseconds + apart(joint.along))
    for (const station of standing)
      if (station.edge === edge) least = Math.min(least, station.offDeciseconds + offDeciseconds + apart(station.along))
  }

  function offerPoint({ edge, along, offDeciseconds }: PlacePoint): void {
    const { from, to, deciseconds, backDeciseconds } = walk.edge(edge)
    if (deciseconds < 0) return
    offerNode(from, offDeciseconds + stretch(deciseconds, 0, along))
    offerNode(to, offDeciseconds + stretch(backDeciseconds, along, 1))
    offerOnEdge(edge, along, offDeciseconds)
  }

  const count = access.start.length - 1
  const told = new Int32Array(count)
  for (let place = 0; place < count; place++) {
    least = UNREACHED
    const own = changed.size === 0 ? undefined : changed.get(place)
    if (own) for (const point of own) offerPoint(point)
    else
      for (let point = access.start[place]!; point < access.start[place + 1]!; point++) {
        offerNode(access.fromNode[point]!, access.toFromDeciseconds[point]!)
        offerNode(access.toNode[point]!, access.toToDeciseconds[point]!)
        offerOnEdge(access.edge[point]!, access.along[point]!, access.offDeciseconds[point]!)
      }
    told[place] = least
  }
  return told
}
