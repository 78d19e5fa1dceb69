import { useTranslation } from 'react-i18next'
import styles from './HeatPanel.module.css'

/** How the picture is made, for whoever asks. */
export function HeatExplained({ lines }: { lines: readonly string[] }) {
  const { t } = useTranslation('heat')
  return (
    <details className={styles.details}>
      <summary>{t('how')}</summary>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </details>
  )
}
