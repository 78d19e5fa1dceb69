import { type EmergingPattern, emergingPattern } from '#domain/contract/heat-area.ts'
import { densityClass } from '#domain/heat/density-class.ts'
import { differenceClass, divergingColors, type RampToken, sequentialColors } from '../heat-ramp.ts'
import type { AreaFigure, AreaFigures } from './area-figures.ts'

/** One class of areas: its key in the picture and the token that colours it. Keys of marks are those of their words. */
export interface AreaClass {
  key: string
  token: RampToken
}

/** Significant also at a hundredth: drawn stronger. */
const STRONG = 0.01
export const significanceClasses = ['hotStrong', 'hot', 'coldStrong', 'cold', 'none'] as const
const significanceTokens: Record<(typeof significanceClasses)[number], RampToken> = {
  hotStrong: '--more-6',
  hot: '--more-4',
  none: '--even',
  cold: '--less-4',
  coldStrong: '--less-6',
}

/** How strong a pattern is drawn: what goes on now strongest, what is over palest. */
const patternStep: Record<EmergingPattern, 2 | 3 | 4 | 5 | 6> = {
  new: 6,
  consecutive: 5,
  intensifying: 6,
  persistent: 5,
  diminishing: 4,
  sporadic: 3,
  oscillating: 3,
  historical: 2,
}
export const emergingClasses = (['hot', 'cold'] as const).flatMap((kind) =>
  emergingPattern.options.map((pattern) => ({ kind, pattern, key: `${kind}.${pattern}` as const })),
)

/** All classes of a picture, in the order of its legend. Pure. */
export function areaClasses(figures: AreaFigures, breaks: readonly number[]): AreaClass[] {
  switch (figures.kind) {
    case 'rate': {
      const colors = figures.answer.before ? divergingColors(breaks.length + 1) : sequentialColors(breaks.length + 1)
      return [...colors.map(({ class: number, token }) => ({ key: String(number), token })), noBase]
    }
    case 'significance':
      return [...significanceClasses.map((key) => ({ key, token: significanceTokens[key] })), noBase]
    case 'emerging':
      return [
        ...emergingClasses.map(({ kind, pattern, key }) => ({ key, token: tokenOf(kind, patternStep[pattern]) })),
        { key: 'none', token: '--even' },
        noBase,
      ]
  }
}

const noBase: AreaClass = { key: 'no-base', token: '--no-base' }

/** Key of an area's class; areas without figures have no pattern, are not judged, or have nothing to measure against. Pure. */
export function areaClass(figure: AreaFigure | undefined, figures: AreaFigures, breaks: readonly number[]): string {
  if (!figure) return figures.kind === 'emerging' ? 'none' : 'no-base'
  switch (figure.kind) {
    case 'rate': {
      const { smoothed, before } = figure.area
      if (smoothed === null || (before && before.smoothed === null)) return 'no-base'
      if (figures.kind === 'rate' && figures.answer.before)
        return String(differenceClass(smoothed - (before?.smoothed ?? smoothed), breaks))
      // a rate below what the lowest class shows is still a rate
      return String(Math.max(0, densityClass(smoothed, breaks)))
    }
    case 'significance':
      if (figure.area.class === 'unjudged') return 'no-base'
      return figure.area.class === 'none'
        ? 'none'
        : figure.area.q <= STRONG
          ? `${figure.area.class}Strong`
          : figure.area.class
    case 'emerging':
      return figure.area.kind && figure.area.pattern ? `${figure.area.kind}.${figure.area.pattern}` : 'none'
  }
}

/** Number of areas by class. */
export function countClasses(keys: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

function tokenOf(kind: 'hot' | 'cold', step: 2 | 3 | 4 | 5 | 6): RampToken {
  return kind === 'hot' ? `--more-${step}` : `--less-${step}`
}
