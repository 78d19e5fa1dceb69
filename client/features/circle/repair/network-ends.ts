import Flatbush from 'flatbush'
import type { Position } from '#domain/contract/common.ts'
import type { Network } from '#domain/coverage/network.ts'
import { METERS_PER_DEGREE, metersPerLongitude, sphereMeters } from '#domain/coverage/sphere.ts'

/** Dead ends of a network: nodes that one edge leads to and none leads on from. */
export interface NetworkEnds {
  /** Node, and the edge that ends there. */
  ends: readonly { node: number; edge: number; position: Position }[]
  /** The nearest of them within some meters of a place; null where there is none. */
  nearest(place: Position, withinMeters: number): Position | null
  /** Indexes in `ends` of those within some meters of a place. */
  around(place: Position, withinMeters: number): number[]
}

export function findEnds(network: Network): NetworkEnds {
  const { nodeCount, edgeCount, from, to, nodeLongitude, nodeLatitude } = network
  const degree = new Uint32Array(nodeCount)
  const last = new Int32Array(nodeCount).fill(-1)
  for (let edge = 0; edge < edgeCount; edge++)
    for (const node of [from[edge]!, to[edge]!]) {
      degree[node]!++
      last[node] = edge
    }
  const ends: NetworkEnds['ends'][number][] = []
  for (let node = 0; node < nodeCount; node++)
    if (degree[node] === 1)
      ends.push({ node, edge: last[node]!, position: [nodeLongitude[node]!, nodeLatitude[node]!] })
  const tree = ends.length > 0 ? new Flatbush(ends.length) : null
  for (const { position } of ends) tree?.add(...position)
  tree?.finish()

  function around(place: Position, withinMeters: number): number[] {
    const wide = withinMeters / metersPerLongitude(place[1])
    const high = withinMeters / METERS_PER_DEGREE
    const found = tree?.search(place[0] - wide, place[1] - high, place[0] + wide, place[1] + high) ?? []
    return found.filter((end) => sphereMeters(...place, ...ends[end]!.position) <= withinMeters)
  }

  return {
    ends,
    around,
    nearest(place, withinMeters) {
      const meters = (end: number) => sphereMeters(...place, ...ends[end]!.position)
      const found = around(place, withinMeters)
      return found.length === 0 ? null : ends[found.reduce((a, b) => (meters(b) < meters(a) ? b : a))]!.position
    },
  }
}
