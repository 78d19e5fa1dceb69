import type { DrawnBorders } from '#domain/contract/drawn-borders.ts'
import { packIntegers, unpackIntegers } from '#domain/contract/packed.ts'
import { MAX_SPAN_STEPS } from './lattice.ts'
import type { DrawnBorder } from './overlay.ts'
import type { Partition } from './partition.types.ts'

/** Packs the borders of a drawing; `numberOf` numbers its faces, null is outside. */
export function packBorders({ arcs }: Partition, numberOf: (face: string) => number): DrawnBorders {
  const all = [...arcs.values()].sort((a, b) => a.id - b.id)
  const path = all.flatMap(({ points }) => points)
  const number = (face: string | null) => (face === null ? -1 : numberOf(face))
  return {
    left: packIntegers(all.map(({ left }) => number(left))),
    right: packIntegers(all.map(({ right }) => number(right))),
    vertices: packIntegers(all.map(({ points }) => points.length / 2)),
    x: packIntegers(path.filter((_, i) => i % 2 === 0)),
    y: packIntegers(path.filter((_, i) => i % 2 === 1)),
  }
}

/** The borders of a drawing of `areas` areas; null when the columns do not fit together or lie far from a place. */
export function unpackBorders(
  packed: DrawnBorders,
  areas: number,
  near: readonly [number, number],
): DrawnBorder[] | null {
  const columns = readColumns(packed)
  if (!columns) return null
  const { left, right, vertices, x, y } = columns
  if (left.length !== right.length || left.length !== vertices.length || x.length !== y.length) return null
  const borders: DrawnBorder[] = []
  let at = 0
  for (let i = 0; i < left.length; i++) {
    const end = at + vertices[i]!
    if (vertices[i]! < 2 || end > x.length) return null
    if (![left[i]!, right[i]!].every((area) => area >= -1 && area < areas) || left[i] === right[i]) return null
    const points: number[] = []
    for (; at < end; at++) {
      if (Math.max(Math.abs(x[at]! - near[0]), Math.abs(y[at]! - near[1])) >= MAX_SPAN_STEPS / 2) return null
      points.push(x[at]!, y[at]!)
    }
    borders.push({ points, left: left[i]!, right: right[i]! })
  }
  return at === x.length ? borders : null
}

function readColumns({ left, right, vertices, x, y }: DrawnBorders) {
  try {
    return {
      left: unpackIntegers(left),
      right: unpackIntegers(right),
      vertices: unpackIntegers(vertices),
      x: unpackIntegers(x),
      y: unpackIntegers(y),
    }
  } catch {
    // no packed numbers, or cut off in the middle of one
    return null
  }
}

/** Vertices of a drawing; 0 where its columns cannot be read. */
export function verticesOf(packed: DrawnBorders): number {
  return readColumns(packed)?.x.length ?? 0
}
