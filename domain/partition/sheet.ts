import { arrange, type Cell } from './arrangement.ts'
import type { EdgeTable } from './edge-table.ts'
import type { Edge } from './node-edges.ts'
import type { Owners } from './open-coverage.ts'

/** Edges with covered ground on one side only, and the cells that they part. */
function rimOf(table: EdgeTable, owners: Owners, isCovered: (owner: number) => boolean) {
  const edges: Edge[] = []
  const covered: { left: boolean; owner: number }[] = []
  for (let edge = 0; edge < table.size; edge++) {
    const left = isCovered(owners.left[edge]!)
    if (left === isCovered(owners.right[edge]!)) continue
    edges.push({ from: table.from[edge]!, to: table.to[edge]!, sides: [{ face: 0, sign: left ? 1 : -1 }] })
    covered.push({ left, owner: left ? owners.left[edge]! : owners.right[edge]! })
  }
  return { edges, covered, arrangement: arrange(table, edges) }
}

/**
 * Whether ground lies one sheet thick: each cell that rims part is covered as seen from all of its rims or from none,
 * and the outside is not. Two sheets over each other show as a cell that is both.
 */
export function isOneSheet(table: EdgeTable, owners: Owners, isCovered: (owner: number) => boolean): boolean {
  const { covered, arrangement } = rimOf(table, owners, isCovered)
  const seen = new Map<number, boolean>([[0, false]])
  for (const [i, { left }] of covered.entries())
    for (const [cell, is] of [
      [arrangement.left[i]!, left],
      [arrangement.right[i]!, !left],
    ] as const) {
      if (seen.get(cell) === !is) return false
      seen.set(cell, is)
    }
  return true
}

/** Ground enclosed by areas that none of them claims, with the codes around it. */
export function borderCells(
  table: EdgeTable,
  owners: Owners,
  codes: readonly string[],
): { cell: Cell; codes: string[] }[] {
  const { covered, arrangement } = rimOf(table, owners, (owner) => owner >= 0)
  const around = new Map<number, Set<string>>()
  for (const [i, { left, owner }] of covered.entries()) {
    const open = left ? arrangement.right[i]! : arrangement.left[i]!
    if (open !== 0) around.set(open, (around.get(open) ?? new Set()).add(codes[owner]!))
  }
  return [...around].map(([cell, set]) => ({ cell: arrangement.cells[cell]!, codes: [...set] }))
}
