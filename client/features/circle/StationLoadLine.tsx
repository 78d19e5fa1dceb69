import { useTranslation } from 'react-i18next'
import styles from './Summary.module.css'
import type { Figures } from './use-figures.ts'
import { useNumbers } from './use-numbers.ts'

/** Whose nearest a station is, beside what it is made for, and who has a second one within the minutes. */
export function StationLoadLine({ told }: { told: NonNullable<Figures['station']> }) {
  const { t } = useTranslation('circle')
  const numbers = useNumbers()
  const { load, withSecond } = told
  if (!told.counts) return <p className={styles.contrast}>{t('load.notCounted')}</p>
  if (!load) return null
  const { households, capacityHouseholds } = load
  const over = capacityHouseholds === null ? 0 : households - capacityHouseholds
  return (
    <p className={styles.load}>
      <span>
        {t('load.nearest', { households: numbers.whole(households) })}{' '}
        {capacityHouseholds !== null && (
          <b data-over={over > 0 || undefined}>
            {over > 0
              ? t('load.over', { capacity: numbers.whole(capacityHouseholds), over: numbers.whole(over) })
              : t('load.within', { capacity: numbers.whole(capacityHouseholds) })}
          </b>
        )}
      </span>
      <small>{t('load.second', { households: numbers.whole(withSecond) })}</small>
    </p>
  )
}
