import { buildPartition } from '#domain/partition/build-partition.ts'
import type { Path } from '#domain/partition/lattice.ts'
import type { LatticePolygon } from '#domain/partition/partition.types.ts'
import { toMultiPolygon } from '#domain/partition/polygon.ts'

/** The one line along which two pieces of ground touch, from end to end; null where they touch in several, or around. */
export function lineBetween(one: readonly LatticePolygon[], other: readonly LatticePolygon[]): Path | null {
  const { partition } = buildPartition([
    { code: 'one', polygons: toMultiPolygon(one) },
    { code: 'other', polygons: toMultiPolygon(other) },
  ])
  const left = [...partition.arcs.values()].flatMap(({ left: on, right, points }) =>
    on !== null && right !== null ? [[...points]] : [],
  )
  let line = left.pop()
  while (line && left.length > 0) {
    const next: number = left.findIndex((points) => joined(line!, points) !== null)
    if (next < 0) return null
    line = joined(line, left.splice(next, 1)[0]!)!
  }
  return !line || (line[0] === line.at(-2) && line[1] === line.at(-1)) ? null : line
}

/** Two paths end to end, either turned as needed; null where no ends meet. */
function joined(path: readonly number[], other: readonly number[]): number[] | null {
  for (const one of [path, turned(path)])
    for (const two of [other, turned(other)])
      if (one.at(-2) === two[0] && one.at(-1) === two[1]) return [...one, ...two.slice(2)]
  return null
}

function turned(path: readonly number[]): number[] {
  const back: number[] = []
  for (let i = path.length - 2; i >= 0; i -= 2) back.push(path[i]!, path[i + 1]!)
  return back
}
