import type { Position } from '#domain/contract/common.ts'
import type { CoverageModel } from '#domain/coverage/model.ts'
import { edgeLine, type Network } from '#domain/coverage/network.ts'
import type { PlaceAnswers } from './model.types.ts'

/** The edge nearest to a place within some meters. */
export function edgeNear(model: CoverageModel, place: Position, withinMeters: number): PlaceAnswers['edge'] {
  const { network, source, index } = model
  const found = index.nearest(...place, withinMeters)
  if (!found) return null
  return {
    edge: network.id[found.edge]!,
    name: source.edgeName[found.edge] ?? '',
    line: edgeLine(network, found.edge),
  }
}

/** Line of an edge by its number as stored; null where there is no such edge. */
export function edgeShape(network: Network, id: number): Position[] | null {
  const edge = network.id.indexOf(id)
  return edge < 0 ? null : edgeLine(network, edge)
}
