import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import styles from './SitingPart.module.css'

/** How far the search is, and a way to end it. */
export function Working({ progress, onStop }: { progress: number; onStop(): void }) {
  const { t } = useTranslation('siting')
  return (
    <div className={styles.working} role="status">
      <progress max={1} value={progress} aria-label={t('working')} />
      <span>{t('working')}</span>
      <Button onClick={onStop}>{t('stop')}</Button>
    </div>
  )
}
