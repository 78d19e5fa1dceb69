import type { SourceFeature } from '../file-content.ts'
import type { OsmData } from './osm-data.ts'
import { nameOf, passes, walkKindOf } from './read-tags.ts'

type Place = [number, number]

/** Pieces end this much (degrees, about 30 cm) before a gate that is closed to people on foot, so that nothing joins there. */
const HELD_APART = 3e-6

/**
 * Walkable ways cut where they meet: a piece ends at a node that another way, or the same once more, passes through.
 * Pieces that meet end in the very same place; ways that cross without a common node (a bridge) do not meet. At a barrier
 * that people cannot pass the pieces end a step before it.
 */
export function* walkFeatures(data: OsmData): Iterable<Omit<SourceFeature, 'row'>> {
  const meetings = findMeetings(data)
  for (const [id, way] of data.ways) {
    const kind = way.tags && walkKindOf(way.tags)
    if (!way.tags || !kind) continue
    const { highway } = way.tags
    const name = nameOf(way.tags)
    let piece = 0
    for (const line of cut(data, data.nodesOf(way), meetings)) {
      yield {
        properties: { id: `way/${id}#${piece}`, way: `way/${id}`, name, kind, highway },
        geometry: { type: 'LineString', coordinates: line },
      }
      piece += 1
    }
  }
}

/** 1 for each node, by its place in the columns, where walkable ways meet or end; 2 where a barrier closes the way. */
function findMeetings(data: OsmData): Uint8Array {
  const seen = new Uint8Array(data.nodeCount)
  const meetings = new Uint8Array(data.nodeCount)
  for (const way of data.ways.values()) {
    if (!way.tags || !walkKindOf(way.tags)) continue
    const nodes = data.nodesOf(way)
    for (let i = 0; i < nodes.length; i++) {
      const at = data.find(nodes[i]!)
      if (at < 0) continue
      if (seen[at] || i === 0 || i === nodes.length - 1) meetings[at] = 1
      seen[at] = 1
    }
  }
  for (const [id, tags] of data.taggedNodes) {
    if (tags.barrier === undefined) continue
    const at = data.find(id)
    if (at >= 0 && seen[at]) meetings[at] = passes(tags) ? 1 : 2
  }
  return meetings
}

function* cut(data: OsmData, nodes: Float64Array, meetings: Uint8Array): Iterable<Place[]> {
  let line: Place[] = []
  let from = 0
  for (let i = 0; i < nodes.length; i++) {
    const at = data.find(nodes[i]!)
    if (at < 0) {
      // a node that the extract lacks: the way goes on beyond it
      if (line.length > 1) yield held(line, from, 0)
      line = []
      continue
    }
    const met = meetings[at]!
    if (line.length === 0) from = met
    line.push(data.placeAt(at))
    if (met === 0 || line.length < 2) continue
    yield held(line, from, met)
    line = [data.placeAt(at)]
    from = met
  }
  if (line.length > 1) yield held(line, from, 0)
}

function held(line: Place[], from: number, to: number): Place[] {
  const kept = line.slice()
  if (from === 2) kept[0] = towards(kept[0]!, kept[1]!)
  if (to === 2) kept[kept.length - 1] = towards(kept.at(-1)!, kept.at(-2)!)
  return kept
}

function towards([x, y]: Place, [tx, ty]: Place): Place {
  const away = Math.hypot(tx - x, ty - y)
  const share = away === 0 ? 0 : Math.min(0.4, HELD_APART / away)
  return [x + (tx - x) * share, y + (ty - y) * share]
}
