import type { Change } from '#domain/contract/change.ts'
import type { Position } from '#domain/contract/common.ts'
import type { NetworkRepair } from '#domain/contract/network-edit.ts'

/** A repair under the hand; `edge` is the number of the edge that it deletes, of today's model. */
export interface Proposal {
  repair: NetworkRepair
  edge: number | null
  /** Name of the compound or street that it is about; '' where it has none. */
  name: string
}

/** A footway from one end to the other. */
export function joinOf(from: Position, to: Position, name: string): Proposal {
  return { repair: { kind: 'join-ends', from, to, edgeKind: 'footway' }, edge: null, name }
}

/** A footway along a line. */
export function pathOf(line: readonly Position[]): Proposal {
  return { repair: { kind: 'draw-path', line: [...line], edgeKind: 'footway' }, edge: null, name: '' }
}

/** The same as a change that the model can try; null where it has no number to name. */
export function asChange({ repair, edge }: Proposal): Change | null {
  switch (repair.kind) {
    case 'add-gate': {
      const { compound, position, opensMinute, closesMinute } = repair
      return { kind: 'open-gate', compound, position, opensMinute, closesMinute }
    }
    case 'join-ends':
      return { kind: 'add-path', id: 'repair', edgeKind: repair.edgeKind, line: [repair.from, repair.to] }
    case 'draw-path':
      return { kind: 'add-path', id: 'repair', edgeKind: repair.edgeKind, line: repair.line }
    case 'delete-edge':
      return edge === null ? null : { kind: 'block-edge', edge }
  }
}

/** Where a repair lies on the map. */
export function placeOf(repair: NetworkRepair): Position {
  if (repair.kind === 'add-gate') return repair.position
  if (repair.kind === 'join-ends') return repair.from
  return repair.line[Math.floor(repair.line.length / 2)]!
}

/** The line that a repair draws or takes away; null for a gate. */
export function lineOf(repair: NetworkRepair): Position[] | null {
  if (repair.kind === 'add-gate') return null
  return repair.kind === 'join-ends' ? [repair.from, repair.to] : repair.line
}
