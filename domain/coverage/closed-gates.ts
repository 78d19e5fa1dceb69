import type { Position } from '#domain/contract/common.ts'
import { type Enclosure, gateOpen } from './enclosure.ts'
import { edgeLine, type Network } from './network.ts'
import { edgeKinds } from './profile.ts'
import { sphereMeters } from './sphere.ts'

/** An edge of kind `gate` obeys the hours of the nearest gate within so many meters of its middle or of a corner of its line. */
const OBEYS_METERS = 20
const GATE = edgeKinds.indexOf('gate')

/** Marks edges of kind `gate` that are shut at a minute of the day; nothing is shut at null. */
export function closedGateEdges(
  network: Network,
  compounds: readonly { enclosure: Enclosure | null }[],
  minute: number | null,
): Uint8Array {
  const closed = new Uint8Array(network.edgeCount)
  if (minute === null) return closed
  const gates = compounds.flatMap(({ enclosure }) =>
    (enclosure?.gates ?? []).map((position, gate) => ({ position, open: gateOpen(enclosure!, gate, minute) })),
  )
  if (gates.every(({ open }) => open)) return closed
  for (let edge = 0; edge < network.edgeCount; edge++)
    if (
      network.kind[edge] === GATE &&
      nearestOf(gates, [middleOf(network, edge), ...edgeLine(network, edge)])?.open === false
    )
      closed[edge] = 1
  return closed
}

function nearestOf<Gate extends { position: Position }>(
  gates: readonly Gate[],
  positions: readonly Position[],
): Gate | undefined {
  let least = OBEYS_METERS
  let found: Gate | undefined
  for (const gate of gates) {
    for (const position of positions) {
      if (Math.abs(gate.position[1] - position[1]) > 0.001) continue
      const meters = sphereMeters(...gate.position, ...position)
      if (meters > least) continue
      least = meters
      found = gate
    }
  }
  return found
}

function middleOf(network: Network, edge: number): Position {
  const from = network.from[edge]!
  const to = network.to[edge]!
  return [
    (network.nodeLongitude[from]! + network.nodeLongitude[to]!) / 2,
    (network.nodeLatitude[from]! + network.nodeLatitude[to]!) / 2,
  ]
}
