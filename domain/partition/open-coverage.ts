import type { StoredFace } from './build-partition.ts'
import { ChainBuilder } from './chain-builder.ts'
import { EdgeTable } from './edge-table.ts'
import { ringDoubleArea, toPath } from './lattice.ts'
import type { Partition } from './partition.types.ts'
import { borderCells, isOneSheet } from './sheet.ts'

/** A stored micro-grid: its ground and the grid it belongs to. */
export interface StoredMicroGrid extends StoredFace {
  grid: string
}

export interface OpenedCoverage {
  partition: Partition
  /** Rings around ground that nobody claims. */
  gaps: ReturnType<typeof borderCells>
}

/**
 * The partition of stored areas whose borders already match to the bit, grids and micro-grids alike: each border is read
 * once and joined with its twin. Ground of a grid that is in none of its micro-grids is a face of the grid's own code.
 * Null when anything does not match (crossings, vertices on a neighbour's border, overlaps): then it takes the whole way.
 */
export function openCoverage(
  grids: readonly StoredFace[],
  microGrids: readonly StoredMicroGrid[],
): OpenedCoverage | null {
  const gridNumber = new Map(grids.map((grid, number) => [grid.code, number]))
  const codes = [...microGrids.map((micro) => micro.code), ...grids.map((grid) => grid.code)]
  if (new Set(codes).size !== codes.length || gridNumber.size !== grids.length) return null
  const table = new EdgeTable(placesOf(grids) + placesOf(microGrids))
  const gridOfMicro = new Int32Array(microGrids.length)
  for (const [number, micro] of microGrids.entries()) {
    const grid = gridNumber.get(micro.grid)
    if (grid === undefined || !addRings(table, 'fine', number, micro)) return null
    gridOfMicro[number] = grid
  }
  for (const [number, grid] of grids.entries()) if (!addRings(table, 'grid', number, grid)) return null
  if (!table.isClean()) return null
  const owners = label(table, gridOfMicro)
  if (!owners) return null
  const hasMicro = new Set(gridOfMicro)
  for (const grid of hasMicro) {
    const rest = microGrids.length + grid
    if (owners.faces.has(rest) && !isOneSheet(table, owners, (owner) => owner === rest)) return null
  }
  if (!isOneSheet(table, owners, (owner) => owner >= 0)) return null
  return {
    partition: new ChainBuilder(table, owners.left, owners.right, codes).partition(),
    gaps: borderCells(table, owners, codes),
  }
}

function placesOf(stored: readonly StoredFace[]): number {
  let places = 0
  for (const { polygons } of stored) for (const polygon of polygons) for (const ring of polygon) places += ring.length
  return places
}

function addRings(table: EdgeTable, level: 'fine' | 'grid', number: number, { polygons }: StoredFace): boolean {
  for (const polygon of polygons)
    for (const [place, positions] of polygon.entries()) {
      const path = toPath(positions)
      if (path.length > 2 && path[0] === path.at(-2) && path[1] === path.at(-1)) path.length -= 2
      const area = path.length < 6 ? 0 : ringDoubleArea(path)
      if (!(area > 0 || area < 0)) return false
      // outer rings counter-clockwise, holes clockwise: the face is always on the left
      if (!table.addRing(level, number, path, area > 0 !== (place === 0))) return false
    }
  return true
}

/** Owner of the ground on each side of each edge: a micro-grid, or number of micro-grids + grid; -1 for nobody. */
export interface Owners {
  left: Int32Array
  right: Int32Array
  faces: ReadonlySet<number>
}

function label(table: EdgeTable, gridOfMicro: Int32Array): Owners | null {
  const { size, fineLeft, fineRight, gridLeft, gridRight } = table
  const left = new Int32Array(size)
  const right = new Int32Array(size)
  const faces = new Set<number>()
  for (let edge = 0; edge < size; edge++) {
    const onBorder = gridLeft[edge]! >= 0 || gridRight[edge]! >= 0
    const one = ownerOn(fineLeft[edge]!, gridLeft[edge]!, fineRight[edge]!, onBorder, gridOfMicro)
    const other = ownerOn(fineRight[edge]!, gridRight[edge]!, fineLeft[edge]!, onBorder, gridOfMicro)
    if (one === other || one === null || other === null) return null
    left[edge] = one
    right[edge] = other
    faces.add(one).add(other)
  }
  return { left, right, faces }
}

/** Who owns the ground on one side of an edge; null when a micro-grid would lie out of its grid. */
function ownerOn(
  fine: number,
  grid: number,
  across: number,
  onBorder: boolean,
  gridOfMicro: Int32Array,
): number | null {
  if (fine >= 0) {
    // on the grid's own border, or away from every border
    const elsewhere = onBorder ? grid !== gridOfMicro[fine] : across >= 0 && gridOfMicro[across] !== gridOfMicro[fine]
    return elsewhere ? null : fine
  }
  if (grid >= 0) return gridOfMicro.length + grid
  return onBorder ? -1 : gridOfMicro.length + gridOfMicro[across]!
}
