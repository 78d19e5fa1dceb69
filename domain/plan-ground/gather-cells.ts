import type { Position } from '#domain/contract/common.ts'
import type { Arrangement } from '#domain/partition/arrangement.ts'
import { measureCell } from '#domain/partition/build-partition.ts'
import { chainArcs } from '#domain/partition/chain-arcs.ts'
import type { Edge, Vertices } from '#domain/partition/node-edges.ts'
import { polygonsOf, toMultiPolygon } from '#domain/partition/polygon.ts'

/** Cells of one label that touch along an edge. */
export interface CellParts {
  /** Cells in it, and any one of them. */
  readonly cells: readonly number[]
  readonly some: number
  /** Its smallest vertex: the same place has the same key. */
  readonly key: string
  readonly areaSquareMeters: number
  readonly widthMeters: number
  readonly at: Position | null
  readonly polygons: Position[][][]
}

/** Joins neighbouring cells of the same label into parts; cells whose label is null belong to none. */
export function gatherCells(
  { vertices, edges, arrangement }: { vertices: Vertices; edges: readonly Edge[]; arrangement: Arrangement },
  label: (cell: number) => string | null,
): CellParts[] {
  const { cells, left, right } = arrangement
  const labels = cells.map((_, cell) => label(cell))
  const root = cells.map((_, cell) => cell)
  const find = (cell: number): number => {
    let at = cell
    while (root[at] !== at) {
      root[at] = root[root[at]!]!
      at = root[at]!
    }
    return at
  }
  edges.forEach((_, i) => {
    const [a, b] = [left[i]!, right[i]!]
    if (labels[a] !== null && labels[a] === labels[b]) root[find(a)] = find(b)
  })
  const members = new Map<number, number[]>()
  labels.forEach((one, cell) => {
    if (one !== null) members.set(find(cell), [...(members.get(find(cell)) ?? []), cell])
  })
  if (members.size === 0) return []
  const numbers = new Map([...members.keys()].map((key, number) => [key, number]))
  const owner = (cell: number) => (labels[cell] === null ? null : numbers.get(find(cell))!)
  const partition = chainArcs(
    vertices,
    edges.map((edge, i) => ({ ...edge, left: owner(left[i]!), right: owner(right[i]!) })),
    [...numbers.values()].map(String),
  )
  return [...members].flatMap(([key, list]): CellParts[] => {
    const code = String(numbers.get(key))
    if (!partition.faces.has(code)) return []
    const polygons = polygonsOf(partition, code)
    const [x, y] = polygons[0]![0]!
    const measured = polygons.map((polygon) => measureCell({ rings: [...polygon], claims: [] }))
    const areaSquareMeters = measured.reduce((sum, one) => sum + one.areaSquareMeters, 0)
    const { widthMeters, at } = measured[0]!
    const place = { key: `${x},${y}`, areaSquareMeters, widthMeters, at }
    return [{ cells: list, some: list[0]!, ...place, polygons: toMultiPolygon(polygons) }]
  })
}
