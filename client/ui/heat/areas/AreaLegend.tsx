import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { densityClasses } from '#domain/heat/density-class.ts'
import type { RampToken } from '../heat-ramp.ts'
import { type NamedClass, NamedClasses, Scale } from '../Legend.tsx'
import type { HeatFormat } from '../use-heat-format.ts'
import type { AreaClass } from './area-classes.ts'
import type { AreaFigures } from './area-figures.ts'

/** One class in words: `edge` is where it begins on a scale. */
export interface LegendText {
  key: string
  token: RampToken
  mark: string
  edge: string
  text: string
}

export interface AreaLegendProps {
  figures: AreaFigures
  texts: readonly LegendText[]
  /** Areas by class. */
  counts: ReadonlyMap<string, number>
  /** Class of the area under the pointer. */
  read: string | null
}

/** What the colours of areas mean: a scale for rates, names with their marks for spots. */
export function AreaLegend({ figures, texts, counts, read }: AreaLegendProps) {
  const { t } = useTranslation('heat')
  if (figures.kind === 'rate') {
    const steps = texts.filter(({ key }) => key !== 'no-base')
    const without = counts.get('no-base') ?? 0
    return (
      <>
        <Scale
          steps={steps}
          read={steps.findIndex(({ key }) => key === read)}
          ends={figures.answer.before ? [t('fewer'), t('more')] : undefined}
        />
        {without > 0 && (
          <NamedClasses
            read={read}
            classes={texts
              .filter(({ key }) => key === 'no-base')
              .map((text) => ({ ...text, count: String(without), wide: true }))}
          />
        )}
      </>
    )
  }
  const named: NamedClass[] = texts
    .filter(({ key }) => counts.has(key) || key === 'none' || (figures.kind === 'significance' && key !== 'no-base'))
    .map(({ edge: _, ...text }) => ({
      ...text,
      count: String(counts.get(text.key) ?? 0),
      wide: text.key === 'none' || text.key === 'no-base',
    }))
  return <NamedClasses classes={named} read={read} />
}

/** Classes of a picture in words, in the order of the legend. */
export function useLegendTexts(
  figures: AreaFigures | null,
  breaks: readonly number[],
  classes: readonly AreaClass[],
  format: HeatFormat,
): LegendText[] {
  const { t } = useTranslation('heat')
  return useMemo(() => {
    if (!figures) return []
    const ranges = densityClasses(breaks)
    return classes.map(({ key, token }) => {
      if (key === 'no-base')
        return { key, token, edge: '', mark: '–', text: t(figures.kind === 'rate' ? 'noBase' : 'unjudged.class') }
      if (figures.kind !== 'rate')
        return {
          key,
          token,
          edge: '',
          mark: key === 'none' ? '' : t(`mark.${figures.kind}.${key}`),
          text: t(`name.${figures.kind}.${key}`),
        }
      const number = Number(key)
      const compared = figures.answer.before !== null
      const { from, to } = ranges[compared ? Math.abs(number) - 1 : number] ?? { from: 0, to: null }
      const range =
        to === null
          ? t('class.last', { from: format.number(from) })
          : t('class.range', { from: format.number(from), to: format.number(to) })
      if (compared)
        return {
          key,
          token,
          mark: '',
          edge: from === 0 ? '' : format.number(Math.sign(number) * from),
          text: t(number < 0 ? 'class.fewer' : 'class.more', { range }),
        }
      return { key, token, mark: '', edge: to === null ? range : format.number(from), text: range }
    })
  }, [figures, breaks, classes, format, t])
}
