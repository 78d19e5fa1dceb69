import { useTranslation } from 'react-i18next'
import styles from './Spinner.module.css'

/** Something is being fetched; `text` says what, where that helps. */
export function Spinner({ text }: { text?: string }) {
  const { t } = useTranslation('ui')
  return (
    <div className={styles.spinner} role="status">
      <span className={styles.ring} aria-hidden="true" />
      <span>{text ?? t('loading')}</span>
    </div>
  )
}
