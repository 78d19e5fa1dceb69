import { useTranslation } from 'react-i18next'
import type { CardFormat } from '#client/ui/use-card-format.ts'
import type { Card } from '#domain/contract/card.ts'
import styles from './CardNorm.module.css'

export interface CardNormProps {
  norm: NonNullable<Card['norm']>
  households: number
  format: CardFormat
}

/** Households against the norm: a band, a mark, and the same in words. */
export function CardNorm({ norm, households, format }: CardNormProps) {
  const { t } = useTranslation('card')
  const { state, least, most } = norm
  const full = Math.max(most * 1.5, households * 1.1, 1)
  const percent = (value: number) => `${(value / full) * 100}%`
  return (
    <div className={styles.norm} data-state={state}>
      <p className={styles.words}>
        <span>
          {t('norm.words', {
            households: format.number(households),
            least: format.number(least),
            most: format.number(most),
          })}
        </span>
        <strong>{t(`norm.${state}`)}</strong>
      </p>
      <div className={styles.gauge} aria-hidden="true">
        <span className={styles.band} style={{ left: percent(least), width: percent(most - least) }} />
        <span className={styles.mark} style={{ left: percent(households) }} />
      </div>
    </div>
  )
}
