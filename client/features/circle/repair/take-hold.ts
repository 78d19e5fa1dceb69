import type { Position } from '#domain/contract/common.ts'
import { footOnLine } from '#domain/coverage/line.ts'
import type { CoverageThread } from '../model/coverage-thread.ts'
import type { PlaceAnswers } from '../model/model.types.ts'
import type { RepairTool } from './repair-store.ts'

/** What a tool takes hold of at a place. */
export interface Held {
  place: Position
  /** Whether `place` lies on the network or a wall; else it is where the pointer is. */
  snapped: boolean
  name: string
  wall: { at: { compound: string; position: Position; opensMinute: number; closesMinute: number }; name: string } | null
  edge: PlaceAnswers['edge']
}

/** Asks the model what lies within some meters of a place: a wall for a gate, an end before an edge for a join and a path. */
export function createTakeHold(thread: CoverageThread) {
  return async (tool: RepairTool, place: Position, withinMeters: number): Promise<Held> => {
    const nothing: Held = { place, snapped: false, name: '', wall: null, edge: null }
    if (tool === 'gate') {
      const wall = await thread.near('wall', place, withinMeters).catch(() => null)
      if (!wall) return nothing
      const { compound, name, position } = wall
      const at = { compound, position, opensMinute: 0, closesMinute: 1440 }
      return { ...nothing, place: position, snapped: true, name, wall: { at, name } }
    }
    if (tool !== 'delete') {
      const end = await thread.near('end', place, withinMeters).catch(() => null)
      if (end) return { ...nothing, place: end, snapped: true }
    }
    const edge = await thread.near('edge', place, withinMeters).catch(() => null)
    if (!edge) return nothing
    return { ...nothing, place: footOnLine(edge.line, place).point, snapped: true, name: edge.name, edge }
  }
}
