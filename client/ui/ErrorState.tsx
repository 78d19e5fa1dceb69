import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import styles from './EmptyState.module.css'

export interface ErrorStateProps {
  /** Problem code of the API (`ApiError.code`); chooses the words. */
  code: string
  onRetry?: (() => void) | undefined
}

/** Says what failed and the way out, by the problem's code. */
export function ErrorState({ code, onRetry }: ErrorStateProps) {
  const { t, i18n } = useTranslation('ui')
  const known = i18n.exists(`problem.${code}.title`, { ns: 'ui' }) ? code : 'internal-error'
  return (
    <div className={styles.empty} role="alert">
      <p className={styles.title}>{t(`problem.${known}.title`)}</p>
      <p className={styles.hint}>{t(`problem.${known}.way`)}</p>
      {onRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
    </div>
  )
}
