import type { Path } from './lattice.ts'

/** Scan lines tried between the southern and the northern end. */
const LINES = 7

/**
 * A point well inside rings taken together (outer and holes): the middle of the widest stretch over a few scan lines.
 * Good for a label or a camera; in degenerate rings the first vertex. Lattice coordinates, rounded.
 */
export function interiorPoint(rings: readonly Path[]): [number, number] {
  const [outer] = rings
  let south = Number.POSITIVE_INFINITY
  let north = Number.NEGATIVE_INFINITY
  for (let i = 1; i < outer!.length; i += 2) {
    south = Math.min(south, outer![i]!)
    north = Math.max(north, outer![i]!)
  }
  let best: [number, number] = [outer![0]!, outer![1]!]
  let bestScore = 0
  for (let line = 1; line <= LINES; line++) {
    const share = line / (LINES + 1)
    const y = south + (north - south) * share
    const crossings = scan(rings, y)
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const width = crossings[i + 1]! - crossings[i]!
      // near the middle height a stretch counts a little more, so that labels do not hug an end
      const score = width * (1 - Math.abs(share - 0.5))
      if (score <= bestScore) continue
      bestScore = score
      best = [Math.round((crossings[i]! + crossings[i + 1]!) / 2), Math.round(y)]
    }
  }
  return best
}

function scan(rings: readonly Path[], y: number): number[] {
  const crossings: number[] = []
  for (const ring of rings)
    for (let i = 0; i < ring.length; i += 2) {
      const next = (i + 2) % ring.length
      const [ax, ay, bx, by] = [ring[i]!, ring[i + 1]!, ring[next]!, ring[next + 1]!]
      if (ay <= y !== by <= y) crossings.push(ax + ((y - ay) / (by - ay)) * (bx - ax))
    }
  return crossings.sort((a, b) => a - b)
}
