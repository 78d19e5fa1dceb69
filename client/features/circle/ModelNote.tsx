import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { useCoverage } from './coverage-context.ts'
import styles from './Summary.module.css'

/** Whether this page counts by itself: on its way, or why not and that the server counts meanwhile. Silent when all is well. */
export function ModelNote() {
  const { t, i18n } = useTranslation('circle')
  const { model, retryModel } = useCoverage()
  if (model.state === 'ready') return null
  if (model.state === 'loading')
    return (
      <p className={styles.note} role="status">
        {t('model.loading')}
      </p>
    )
  const known = i18n.exists(`model.lost.${model.code}`, { ns: 'circle' }) ? model.code : 'other'
  return (
    <p className={styles.lost} role="status">
      {t(`model.lost.${known}`)} {t('model.server')}
      <Button onClick={retryModel}>{t('model.retry')}</Button>
    </p>
  )
}
