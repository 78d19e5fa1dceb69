import { useTranslation } from 'react-i18next'
import type { HeatChoice } from '../heat-choice.ts'
import type { HeatFormat } from '../use-heat-format.ts'
import { type AreaFigures, unjudgedBy } from './area-figures.ts'

export interface AreaNoted {
  /** Null before the first answer. */
  figures: AreaFigures | null
  /** Areas of which it is not said whether they are spots. */
  unjudged: number
  choice: HeatChoice
  format: HeatFormat
}

/** What was counted, by what, and what the picture cannot say: below the legend, and on a saved picture. */
export function useAreaNotes({ figures, unjudged, choice, format }: AreaNoted): string {
  const { t } = useTranslation('heat')
  if (!figures) return ''
  const { count, outside, areaCount, households, by } = figures.answer
  const areas = t(`counted.${by}`, {
    count: areaCount,
    number: format.number(areaCount),
    meters: format.meters(choice.cellMeters),
  })
  const state = figures.kind === 'emerging' || choice.window.kind !== 'open' ? 'all' : 'open'
  const counted = count === 0 ? t(`empty.${state}`) : t('counted.all', { count, number: format.number(count), areas })
  const notes = [
    areaCount === 0 ? t(`noAreas.${by}`) : counted,
    ...(count === 1 ? [t('single')] : []),
    ...(households === 0 ? [t(figures.kind === 'rate' ? 'noHouseholds.rate' : 'noHouseholds.spots')] : []),
    ...(figures.kind === 'rate' && figures.answer.mean !== null && count > 0
      ? [t('mean', { value: format.number(figures.answer.mean) })]
      : []),
    ...(figures.kind !== 'rate' && count > 1 && !found(figures) ? [t(`nothingFound.${figures.kind}`)] : []),
    ...(figures.kind !== 'rate' && unjudged > 0
      ? [t(`unjudged.${unjudgedBy(figures.answer)}`, { count: unjudged, number: format.number(unjudged) })]
      : []),
    ...(outside > 0 ? [t('outsideAreas', { count: outside, number: format.number(outside) })] : []),
  ]
  return notes.join(' ')
}

function found(figures: Exclude<AreaFigures, { kind: 'rate' }>): boolean {
  return figures.kind === 'emerging'
    ? figures.answer.areas.some(({ pattern }) => pattern !== null)
    : figures.answer.areas.some((area) => area.class === 'hot' || area.class === 'cold')
}
