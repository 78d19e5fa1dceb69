import { MAX_SPAN_STEPS, type Path } from './lattice.ts'
import { owns, ringsOf } from './locate.ts'
import type { Arc, Partition } from './partition.types.ts'
import { polygonsOf } from './polygon.ts'
import { TrieMap } from './trie-map.ts'

/** Numbers of arcs by the squares of the lattice that their pieces may touch. */
export type ArcIndex = TrieMap<number, readonly number[]>

/** Side of a square: 2^14 steps, about 180 m. */
const SHIFT = 16_384
/** Numbers of squares begin anew after so many: twice those of the widest partition, so that none of its own share one. */
const AROUND = 8_192
/** Squares in a row of the widest partition. */
const MOST_SQUARES = MAX_SPAN_STEPS / SHIFT

type Box = readonly [number, number, number, number]

export function indexArcs(arcs: Iterable<Arc>): ArcIndex {
  const squares = new Map<number, readonly number[]>()
  for (const { id, points } of arcs)
    eachSquare(points, (square) => {
      const list = squares.get(square)
      // a copy of just its length: a list that was pushed to keeps room for seventeen
      if (!list) squares.set(square, [id])
      else if (list[list.length - 1] !== id) squares.set(square, [...list, id])
    })
  return TrieMap.from(squares)
}

/** The index after an arc has gone (`now` null), come (`before` null) or runs elsewhere. */
export function reindex(index: ArcIndex, id: number, before: Path | null, now: Path | null): ArcIndex {
  const old = before === null ? new Set<number>() : squaresOf(before)
  const next = now === null ? new Set<number>() : squaresOf(now)
  let known = index
  for (const square of old)
    if (!next.has(square)) {
      const rest = (known.get(square) ?? []).filter((one) => one !== id)
      known = rest.length === 0 ? known.without(square) : known.with(square, rest)
    }
  // kept in order, so that the index does not tell how it came about
  for (const square of next)
    if (!old.has(square))
      known = known.with(
        square,
        [...(known.get(square) ?? []), id].sort((a, b) => a - b),
      )
  return known
}

/** Arcs that may have a piece in a box (west, south, east, north; lattice steps), each once. */
export function arcsNear(partition: Partition, [west, south, east, north]: Box): Arc[] {
  const ids = new Set<number>()
  const [fromColumn, toColumn] = [Math.floor(west / SHIFT), Math.floor(east / SHIFT)]
  const [fromRow, toRow] = [Math.floor(south / SHIFT), Math.floor(north / SHIFT)]
  for (let column = fromColumn; column <= toColumn; column++)
    for (let row = fromRow; row <= toRow; row++)
      for (const id of partition.index.get(squareAt(column, row)) ?? []) ids.add(id)
  return [...ids].sort((a, b) => a - b).map((id) => partition.arcs.get(id)!)
}

/** Faces that may have ground in a box: those with a border in it, and the one it lies in. */
export function facesNear(partition: Partition, box: Box): Set<string> {
  const faces = facesOfArcs(arcsNear(partition, box))
  if (faces.size > 0) return faces
  const around = faceAt(partition, box[0], box[1])
  return new Set(around === null ? [] : [around])
}

/** The face whose ground a place is (lattice steps; borders given to one side only); null outside of all. */
export function faceAt(partition: Partition, x: number, y: number): string | null {
  // between the place and the first square with a border, going west, lies no border: its face has one in that square
  for (let west = 0; west < MOST_SQUARES; west++) {
    const near = arcsNear(partition, [x - west * SHIFT, y, x - west * SHIFT, y])
    if (near.length === 0) continue
    for (const code of facesOfArcs(near)) if (owns(ringsOf(polygonsOf(partition, code)), x, y)) return code
    return null
  }
  return null
}

function facesOfArcs(arcs: readonly Arc[]): Set<string> {
  const faces = new Set<string>()
  for (const { left, right } of arcs) for (const code of [left, right]) if (code !== null) faces.add(code)
  return faces
}

function squaresOf(points: Path): Set<number> {
  const squares = new Set<number>()
  eachSquare(points, (square) => squares.add(square))
  return squares
}

/** Calls for the squares that the pieces of a path may touch; for some of them more than once. */
function eachSquare(points: Path, found: (square: number) => void): void {
  let column = Math.floor(points[0]! / SHIFT)
  let row = Math.floor(points[1]! / SHIFT)
  found(squareAt(column, row))
  for (let i = 2; i < points.length; i += 2) {
    const nextColumn = Math.floor(points[i]! / SHIFT)
    const nextRow = Math.floor(points[i + 1]! / SHIFT)
    // most pieces stay in the square they begin in
    if (nextColumn === column && nextRow === row) continue
    for (let x = Math.min(column, nextColumn); x <= Math.max(column, nextColumn); x++)
      for (let y = Math.min(row, nextRow); y <= Math.max(row, nextRow); y++) found(squareAt(x, y))
    column = nextColumn
    row = nextRow
  }
}

function squareAt(column: number, row: number): number {
  return (column & (AROUND - 1)) * AROUND + (row & (AROUND - 1))
}
