import { useTranslation } from 'react-i18next'
import styles from './Share.module.css'
import { useNumbers } from './use-numbers.ts'

export interface ShareProps {
  part: number
  whole: number
  /** The part without changes, of the same whole; null when there are none. */
  before?: number | null
  /** What the share is of. */
  label: string
  /** `4,213 / 5,702 households`, said in words. */
  count: string
}

/** The one big number of a panel, never without its numerator and denominator; beside it what the changes make of it. */
export function Share({ part, whole, before = null, label, count }: ShareProps) {
  const { t } = useTranslation('circle')
  const numbers = useNumbers()
  const points = before === null || whole === 0 ? 0 : ((part - before) / whole) * 100
  return (
    <p className={styles.share}>
      <strong>{whole === 0 ? '–' : numbers.percent(part / whole)}</strong>
      <span>
        {before !== null && (
          <em data-fell={points < 0 || undefined}>
            {points >= 0 ? '▲' : '▼'} {t('change.points', { points: numbers.signed(points, 1) })}
          </em>
        )}
        {label}
        <br />
        {count}
      </span>
    </p>
  )
}
