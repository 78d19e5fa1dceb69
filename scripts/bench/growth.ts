import type { Figure } from './benchmark.ts'

/** Nodes or listeners by which two counts may differ: a row of a list more. */
const GROWTH_AT_MOST = 10

/**
 * Growth of what a page holds from the earlier half of its counts to the later, each by its least: what a scene before left
 * for the next collection comes and goes.
 */
export function growthOfLeast(counts: readonly number[]): Pick<Figure, 'budget' | 'value' | 'note'> {
  const middle = Math.ceil(counts.length / 2)
  const early = Math.min(...counts.slice(0, middle))
  const late = Math.min(...counts.slice(middle))
  return {
    budget: { atMost: GROWTH_AT_MOST },
    value: late - early,
    note: `growth of the least, of ${early}; counts: ${counts.join(', ')}`,
  }
}

/** Least squares through points: how much the second grows for one of the first. */
export function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const spread = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
  return spread === 0 ? 0 : points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / spread
}
