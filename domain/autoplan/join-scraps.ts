import type { CutGround } from './cut-ground.ts'
import { findRoot } from './find-root.ts'

/** Ground without buildings smaller than this is no atom of its own. */
const SCRAP_SQUARE_METERS = 1_500

interface Measures {
  /** By cell: more than 0 where a building stands. */
  weight: Float64Array
  area: readonly number[]
  /** By edge, metres. */
  length: readonly number[]
}

/**
 * Atoms of labelled cells: connected cells of one label are one atom; ground without buildings that is small, or cut off
 * from the rest of its label, joins the neighbour with which it shares most border. Answers the atom of each cell (-1
 * outside) and the label of each atom.
 */
export function joinScraps(
  { edges, left, right, cells }: CutGround,
  label: Int32Array,
  { weight, area, length }: Measures,
): { atom: Int32Array; labels: number[] } {
  const root = Int32Array.from(cells.keys())
  const find = (cell: number) => findRoot(root, cell)
  const weights = Float64Array.from(weight)
  const areas = Float64Array.from(area)
  const join = (from: number, into: number) => {
    root[from] = into
    weights[into]! += weights[from]!
    areas[into]! += areas[from]!
  }
  edges.forEach((_, i) => {
    const [a, b] = [left[i]!, right[i]!]
    if (label[a]! < 0 || label[a] !== label[b]) return
    const [one, other] = [find(a), find(b)]
    if (one !== other) join(other, one)
  })
  const largest = new Map<number, number>()
  for (let cell = 1; cell < cells.length; cell++) {
    if (label[cell]! < 0 || find(cell) !== cell) continue
    const known = largest.get(label[cell]!)
    const isLarger = (other: number) =>
      weights[cell]! > weights[other]! || (weights[cell] === weights[other] && areas[cell]! > areas[other]!)
    if (known === undefined || isLarger(known)) largest.set(label[cell]!, cell)
  }
  const scraps = [...cells.keys()]
    .filter(
      (cell) =>
        cell > 0 &&
        label[cell]! >= 0 &&
        find(cell) === cell &&
        weights[cell] === 0 &&
        (areas[cell]! < SCRAP_SQUARE_METERS || largest.get(label[cell]!) !== cell),
    )
    .sort((a, b) => areas[a]! - areas[b]! || a - b)
  const along = edgesByCell(left, right, cells.length)
  const members = new Map<number, number[]>()
  for (let cell = 1; cell < cells.length; cell++) if (label[cell]! >= 0) push(members, find(cell), cell)
  for (const scrap of scraps) {
    const own = find(scrap)
    const shared = new Map<number, number>()
    for (const cell of members.get(own)!)
      for (const edge of along[cell]!) {
        const other = left[edge] === cell ? right[edge]! : left[edge]!
        if (label[other]! < 0 || find(other) === own) continue
        shared.set(find(other), (shared.get(find(other)) ?? 0) + length[edge]!)
      }
    const [into] = [...shared].sort(([a, x], [b, y]) => y - x || a - b)[0] ?? []
    if (into === undefined) continue
    members.get(into)!.push(...members.get(own)!)
    join(own, into)
  }
  const number = new Map<number, number>()
  const labels: number[] = []
  const atom = new Int32Array(cells.length).fill(-1)
  for (let cell = 1; cell < cells.length; cell++) {
    if (label[cell]! < 0) continue
    const own = find(cell)
    if (!number.has(own)) {
      number.set(own, labels.length)
      labels.push(label[own]!)
    }
    atom[cell] = number.get(own)!
  }
  return { atom, labels }
}

function edgesByCell(left: readonly number[], right: readonly number[], cells: number): number[][] {
  const along: number[][] = Array.from({ length: cells }, () => [])
  left.forEach((_, edge) => {
    along[left[edge]!]!.push(edge)
    along[right[edge]!]!.push(edge)
  })
  return along
}

function push(map: Map<number, number[]>, key: number, value: number): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
