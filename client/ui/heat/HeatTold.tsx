import { useTranslation } from 'react-i18next'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import styles from './HeatPanel.module.css'

/** Why there is no picture, or why the one that is shown may be old; says nothing while all is well. */
export function HeatTold({ code, shown }: { code: string | null; shown: boolean }) {
  const { t, i18n } = useTranslation('heat')
  if (code === null) return null
  if (shown)
    return (
      <p className={styles.told} role="status">
        {t('stale')}
      </p>
    )
  if (i18n.exists(`refused.${code}`, { ns: 'heat' }))
    return (
      <p className={styles.told} role="alert">
        {t(`refused.${code}`)}
      </p>
    )
  return (
    <>
      <p className={styles.told} role="status">
        {t('failed')}
      </p>
      <ErrorState code={code} />
    </>
  )
}
