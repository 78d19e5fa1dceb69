import { exactFewest, type SolveProgram } from './exact-sites.ts'
import { reachOfRows } from './reach.ts'

/**
 * The p-centre: `sites` candidates such that the farthest demand is as near as can be (Minieka 1970: a cover for each
 * distance, the least distance by halving). `distance[demand][candidate]`; exact; null where a program ran out of time.
 */
export function nearestFarthest(
  distance: readonly ArrayLike<number>[],
  sites: number,
  solve: SolveProgram,
): { distance: number; sites: number[] } | null {
  const tried = [...new Set(distance.flatMap((row) => Array.from(row)))].sort((a, b) => a - b)
  let low = 0
  let high = tried.length - 1
  let best: { distance: number; sites: number[] } | null = null
  while (low <= high) {
    const middle = (low + high) >> 1
    const cover = exactFewest(coverWithin(distance, tried[middle]!), distance.length, solve)
    if (cover && cover.length <= sites) {
      best = { distance: tried[middle]!, sites: cover }
      high = middle - 1
    } else low = middle + 1
  }
  return best
}

/** Demands, each of weight 1, by the candidates within a distance. */
export function coverWithin(distance: readonly ArrayLike<number>[], limit: number, weight?: Float64Array) {
  const start = new Int32Array(distance.length + 1)
  const candidate: number[] = []
  distance.forEach((row, demand) => {
    for (let other = 0; other < row.length; other++) if (row[other]! <= limit) candidate.push(other)
    start[demand + 1] = candidate.length
  })
  return reachOfRows({
    candidateCount: distance[0]?.length ?? 0,
    start,
    candidate: Int32Array.from(candidate),
    saved: null,
    weight: weight ?? new Float64Array(distance.length).fill(1),
  })
}
