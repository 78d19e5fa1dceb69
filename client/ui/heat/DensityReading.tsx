import { useTranslation } from 'react-i18next'
import { changeInterval, type Estimate } from '#domain/heat/change-interval.ts'
import { densityInterval } from '#domain/heat/density-interval.ts'
import { readSurface } from '#domain/heat/read-surface.ts'
import styles from './HeatPanel.module.css'
import type { Heat } from './heat.ts'
import type { HeatFormat } from './use-heat-format.ts'

/** What the surface says of a place, with its 95 % interval: a density, or a change with the densities it lies between. */
export interface HeatReading extends Estimate {
  compared: { now: number; before: number } | null
  /** Where: longitude and latitude. */
  at: readonly [number, number]
}

/** Reads a place of the surface; issues per km². Pure. */
export function readHeat(
  { surface, before }: Pick<Heat, 'surface' | 'before'>,
  longitude: number,
  latitude: number,
): HeatReading {
  const estimate = (density: number): Estimate => {
    const [low, high] = densityInterval(density, surface.bandwidthMeters)
    return { value: density, low, high }
  }
  const value = readSurface(surface, longitude, latitude)
  const at = [longitude, latitude] as const
  if (before === null) return { ...estimate(value), compared: null, at }
  const earlier = readSurface(before, longitude, latitude)
  // both were rounded to steps: their sum may fall below 0 by half of one
  const now = Math.max(0, earlier + value)
  const [low, high] = changeInterval(estimate(now), estimate(earlier))
  return { value, low, high, compared: { now, before: earlier }, at }
}

/** The value under the pointer in words, with how much of it chance may have made. */
export function DensityReading({ reading, format }: { reading: HeatReading | null; format: HeatFormat }) {
  const { t } = useTranslation('heat')
  if (reading === null) return <p className={styles.reading}>{t('reading.none')}</p>
  const { value, low, high, compared } = reading
  if (compared === null)
    return (
      <p className={styles.reading}>
        {t('reading.density', { value: format.number(value) })}
        <small>{t('reading.intervalOfChance', { low: format.number(low), high: format.number(high) })}</small>
      </p>
    )
  return (
    <p className={styles.reading}>
      {t('reading.change', { value: format.difference(value) })}
      <small>
        {t('reading.windows', { now: format.number(compared.now), before: format.number(compared.before) })}
      </small>
      <small>
        {t('reading.intervalOfChange', { low: format.difference(low), high: format.difference(high) })}{' '}
        {low <= 0 && high >= 0 && t('reading.changeByChance')}
      </small>
    </p>
  )
}
