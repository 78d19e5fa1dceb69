import { useTranslation } from 'react-i18next'
import type { EmergingArea, HeatRate, HeatSignificance } from '#domain/contract/heat-area.ts'
import { changeInterval } from '#domain/heat/change-interval.ts'
import styles from '../HeatPanel.module.css'
import type { HeatFormat } from '../use-heat-format.ts'
import { type AreaFigure, type AreaFigures, unjudgedBy } from './area-figures.ts'
import { WeekSpark } from './WeekSpark.tsx'

export interface AreaReadingProps {
  /** What is pointed at; null for nothing. */
  name: string | null
  figure: AreaFigure | undefined
  /** Whether it cannot be said of it that it is a spot, or none. */
  unjudged: boolean
  figures: AreaFigures
  format: HeatFormat
}

/** The figure of the area under the pointer, with how sure it is. */
export function AreaReading({ name, figure, unjudged, figures, format }: AreaReadingProps) {
  const { t } = useTranslation('heat')
  if (name === null) return <p className={styles.reading}>{t('reading.noArea')}</p>
  if (unjudged && figures.kind !== 'rate')
    return (
      <div className={styles.reading}>
        <strong>{name}</strong> {t('unjudged.class')}
        <small>
          {t(`unjudged.why.${unjudgedBy(figures.answer)}`)}
          {figure && ' · '}
          {figure && <Parts area={figure.area} format={format} />}
        </small>
      </div>
    )
  return (
    <div className={styles.reading}>
      <strong>{name}</strong> {figure?.kind === 'rate' && <RateReading area={figure.area} format={format} />}
      {figure?.kind === 'significance' && <SpotReading area={figure.area} format={format} />}
      {figure?.kind === 'emerging' && figures.kind === 'emerging' && (
        <PatternReading area={figure.area} weeks={figures.answer.weeks} format={format} />
      )}
      {!figure && t('reading.noPattern')}
    </div>
  )
}

interface ReadingProps<Area> {
  area: Area
  format: HeatFormat
}

function RateReading({ area, format }: ReadingProps<HeatRate>) {
  const { t } = useTranslation('heat')
  const { smoothed, low, high, small, before } = area
  if (smoothed === null || low === null || high === null)
    return (
      <>
        {t('noBase')}
        <small>
          <Parts area={area} format={format} />
        </small>
      </>
    )
  const change =
    before?.smoothed != null && before.low !== null && before.high !== null
      ? changeInterval({ value: smoothed, low, high }, { value: before.smoothed, low: before.low, high: before.high })
      : null
  return (
    <>
      {t('reading.rate', { value: format.number(smoothed) })}
      <small>
        {t('reading.interval', { low: format.number(low), high: format.number(high) })}
        {' · '}
        <Parts area={area} format={format} />
      </small>
      {before?.smoothed != null && (
        <small>
          {t('reading.before', {
            value: format.number(before.smoothed),
            change: format.difference(smoothed - before.smoothed),
          })}
        </small>
      )}
      {change && (
        <small>
          {t('reading.intervalOfChange', { low: format.difference(change[0]), high: format.difference(change[1]) })}{' '}
          {change[0] <= 0 && change[1] >= 0 && t('reading.changeByChance')}
        </small>
      )}
      {small && <small>{t('reading.small')}</small>}
    </>
  )
}

function SpotReading({ area, format }: ReadingProps<HeatSignificance>) {
  const { t } = useTranslation('heat')
  return (
    <>
      {t(`reading.spot.${area.class}`)}
      <small>
        {t('reading.test', { z: format.difference(area.z), p: format.chance(area.p), q: format.chance(area.q) })}
        {' · '}
        <Parts area={area} format={format} />
      </small>
    </>
  )
}

function PatternReading({ area, weeks, format }: ReadingProps<EmergingArea> & { weeks: readonly string[] }) {
  const { t } = useTranslation('heat')
  const { kind, pattern, trend, trendP } = area
  if (!kind || !pattern) return <>{t('reading.noPattern')}</>
  const way = trendP > 0.05 ? 'steady' : trend > 0 ? 'rising' : 'falling'
  return (
    <>
      {t(`name.emerging.${kind}.${pattern}`)}
      <small>{t(`meaning.${pattern}`, { kind: t(`spot.${kind}`) })}</small>
      <WeekSpark area={area} weeks={weeks} format={format} />
      <small>
        {t('reading.trend', { way: t(`way.${way}`), z: format.difference(trend), p: format.chance(trendP) })}
      </small>
    </>
  )
}

/** What a figure is made of: `3 issues / 40 households`. */
function Parts({ area: { count, households }, format }: ReadingProps<{ count: number; households: number }>) {
  const { t } = useTranslation('heat')
  return t('reading.parts', { count, number: format.number(count), households: format.number(households) })
}
