import { metersPerStep } from './metric.ts'
import type { Overlay } from './overlay.ts'

/** Less ground than this is a slip of the hand, and stays where it was. */
export const SLIP_SQUARE_METERS = 1

/** Groups of cells that hang together over edges a hand may pass; cells that are not asked for are in none. */
export function groupCells(
  over: Overlay,
  isAsked: (cell: number) => boolean,
  mayPass: (edge: Overlay['edges'][number]) => boolean,
): number[][] {
  const neighbours = new Map<number, number[]>()
  for (let cell = 0; cell < over.cells.length; cell++) if (isAsked(cell)) neighbours.set(cell, [])
  for (const edge of over.edges) {
    if (edge.left === edge.right || !mayPass(edge)) continue
    const [one, other] = [neighbours.get(edge.left), neighbours.get(edge.right)]
    if (!one || !other) continue
    one.push(edge.right)
    other.push(edge.left)
  }
  const seen = new Set<number>()
  const groups: number[][] = []
  for (const start of neighbours.keys()) {
    if (seen.has(start)) continue
    const group = [start]
    seen.add(start)
    for (let i = 0; i < group.length; i++)
      for (const next of neighbours.get(group[i]!)!)
        if (!seen.has(next)) {
          seen.add(next)
          group.push(next)
        }
    groups.push(group)
  }
  return groups
}

/** Ground of cells together, square metres. */
export function squareMetersOf(over: Overlay, cells: readonly number[]): number {
  const scale = metersPerStep(over.vertices.y[0] ?? 0)
  let doubled = 0
  for (const cell of cells) doubled += over.cells[cell]!.doubleArea
  return (doubled / 2) * scale.x * scale.y
}

/** The face with the longest border to a group of cells among those that may be joined; null when none has any. */
export function longestNeighbour(
  over: Overlay,
  cells: ReadonlySet<number>,
  faceOf: (cell: number) => string | null,
  mayJoin: (face: string) => boolean,
): string | null {
  const lengths = new Map<string, number>()
  const { x, y } = over.vertices
  for (const edge of over.edges) {
    const onLeft = cells.has(edge.left)
    if (onLeft === cells.has(edge.right)) continue
    const [cell, beyond] = onLeft ? [edge.right, edge.beyondRight] : [edge.left, edge.beyondLeft]
    const face = over.cells[cell]!.face === null ? beyond : faceOf(cell)
    if (face === null || !mayJoin(face)) continue
    const length = Math.hypot(x[edge.from]! - x[edge.to]!, y[edge.from]! - y[edge.to]!)
    lengths.set(face, (lengths.get(face) ?? 0) + length)
  }
  let best: string | null = null
  for (const [face, length] of lengths)
    if (best === null || length > lengths.get(best)! || (length === lengths.get(best)! && face < best)) best = face
  return best
}
