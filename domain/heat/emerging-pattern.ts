import type { EmergingPattern } from '../contract/heat-area.ts'
import type { Trend } from './mann-kendall.ts'

export interface NamedPattern {
  kind: 'hot' | 'cold'
  pattern: EmergingPattern
}

/** Share of the weeks from which a place counts as always hot. */
const ALWAYS = 0.9
/** Two-sided p-value up to which a trend counts. */
const TREND_P = 0.05

/**
 * How a place's weeks went, by the usual names of emerging hot spot analysis. Of a hot spot, the first that fits:
 * - new: hot in the last week, never before
 * - consecutive: hot in the last two weeks or more without a break, never before them, in less than 90 % of the weeks
 * - historical: hot in 90 % of the weeks, but not in the last
 * - intensifying, diminishing, persistent: hot in 90 % of the weeks and in the last; z rises, falls, does neither
 * - oscillating: hot in the last week, cold in one before
 * - sporadic: on and off, less than 90 % of the weeks, never cold
 * A cold spot is the mirror image: it intensifies when z falls. Null when no week is significant, or when weeks of both
 * kinds are followed by a last week of neither.
 * Source: Esri, How Emerging Hot Spot Analysis works (ArcGIS Pro), the table of categories.
 * @param significant by week, oldest first: 1 hot, -1 cold, 0 neither
 * @param trend of the weekly z-values
 */
export function emergingPattern(significant: ArrayLike<number>, trend: Pick<Trend, 'z' | 'p'>): NamedPattern | null {
  const weeks = Array.from(significant)
  const hot = patternOf(weeks, trend.p <= TREND_P ? Math.sign(trend.z) : 0)
  if (hot) return { kind: 'hot', pattern: hot }
  const mirrored = weeks.map((week) => -week)
  const cold = patternOf(mirrored, trend.p <= TREND_P ? -Math.sign(trend.z) : 0)
  return cold && { kind: 'cold', pattern: cold }
}

function patternOf(weeks: readonly number[], direction: number): EmergingPattern | null {
  const hot = weeks.filter((week) => week > 0).length
  if (hot === 0) return null
  const cold = weeks.some((week) => week < 0)
  const hotNow = weeks.at(-1)! > 0
  const run = weeks.length - 1 - weeks.findLastIndex((week) => week <= 0)
  const always = hot >= ALWAYS * weeks.length
  if (hotNow && hot === 1) return 'new'
  if (hotNow && hot === run && !always) return 'consecutive'
  if (always && !hotNow) return 'historical'
  if (always) return direction > 0 ? 'intensifying' : direction < 0 ? 'diminishing' : 'persistent'
  if (!cold) return 'sporadic'
  return hotNow ? 'oscillating' : null
}
