import { emergingPattern, type NamedPattern } from './emerging-pattern.ts'
import { standardiseRates } from './empirical-bayes.ts'
import { falseDiscovery } from './false-discovery.ts'
import { localG } from './local-g.ts'
import { mannKendall } from './mann-kendall.ts'
import type { Neighbours } from './neighbours.ts'
import { redistribute } from './redistribute.ts'

export interface EmergingTask {
  /** Issues by week, oldest first, and area. */
  counts: readonly ArrayLike<number>[]
  /** Households or square metres by area. */
  bases: ArrayLike<number>
  neighbours: Neighbours
  /** By area: 0 where nothing is to be told; see `findSignificance`. */
  judged?: ArrayLike<number> | undefined
  /** Accepted share of false discoveries among all weeks of all areas, 0 to 1. */
  falseDiscoveryRate: number
  /** Of every week; see `redistribute`. */
  furtherDraws?: number
  seed: number
}

export interface Emerging {
  /** Gi* by week and area; 0 without base. */
  z: Float64Array[]
  /** By week and area: 1 hot, -1 cold, 0 neither. */
  significant: Int8Array[]
  /** Mann-Kendall trend of an area's weekly z-values, as a z-value, and its two-sided p. */
  trend: Float64Array
  trendP: Float64Array
  /** By area; null where nothing is told. */
  patterns: (NamedPattern | null)[]
}

/** Permutations of a week in the first round: areas in doubt get more, so few are enough. */
const PERMUTATIONS = 399

/**
 * Weekly hot and cold spots and how they came and went. Every week is measured against its own mean. The false-discovery
 * rate holds over all weeks of all areas together: weekly corrections would let chance mark an area in one week of
 * twenty, and thirteen weeks of noise would often be named a pattern.
 */
export function findEmerging(task: EmergingTask): Emerging {
  const { counts, bases, neighbours, judged, falseDiscoveryRate, furtherDraws = 0, seed } = task
  const areas = bases.length
  const z = counts.map((week) =>
    localG(standardiseRates(week, bases), neighbours).map((value) => (Number.isNaN(value) ? 0 : value)),
  )
  const redistributed = counts.map((week, index) =>
    redistribute({
      ...{ counts: week, bases, neighbours, judged, furtherDraws },
      permutations: PERMUTATIONS,
      seed: seed + index,
    }),
  )
  const p = new Float64Array(counts.length * areas)
  for (const [week, own] of redistributed.entries()) p.set(own.p, week * areas)
  const q = falseDiscovery(p)
  const significant = redistributed.map(({ side }, week) =>
    side.map((to, area) => (q[week * areas + area]! <= falseDiscoveryRate && to * z[week]![area]! > 0 ? to : 0)),
  )
  const trends = Array.from({ length: areas }, (_, area) => mannKendall(z.map((week) => week[area]!)))
  return {
    z,
    significant,
    trend: Float64Array.from(trends, (trend) => trend.z),
    trendP: Float64Array.from(trends, (trend) => trend.p),
    patterns: trends.map((trend, area) =>
      emergingPattern(
        significant.map((week) => week[area]!),
        trend,
      ),
    ),
  }
}
