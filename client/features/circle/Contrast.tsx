import { useTranslation } from 'react-i18next'
import styles from './Summary.module.css'
import { useNumbers } from './use-numbers.ts'

/** What the changes do, in one sentence: households that come within the minutes, or no longer do. */
export function Contrast({ now, before }: { now: number; before: number }) {
  const { t } = useTranslation('circle')
  const numbers = useNumbers()
  const more = now - before
  const words = more === 0 ? 'change.same' : more > 0 ? 'change.more' : 'change.fewer'
  return (
    <p className={styles.contrast} aria-live="polite">
      {t('change.before', { households: numbers.whole(before) })}
      <strong data-good={more >= 0 || undefined}>{t(words, { households: numbers.whole(Math.abs(more)) })}</strong>
    </p>
  )
}
