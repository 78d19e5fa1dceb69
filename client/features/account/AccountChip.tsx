import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { loadMe, openAccount, useAccountOpen, useMe } from '#client/state/post.ts'
import { PersonIcon } from '#client/ui/icons.tsx'
import styles from './AccountChip.module.css'

const AccountDialog = lazy(() => import('./AccountDialog.tsx'))

/** Who uses this page, by the title of their post; the way in for who has not signed in. */
export function AccountChip() {
  const { t } = useTranslation('account')
  const me = useMe()
  const open = useAccountOpen()
  useEffect(() => {
    // signed out or in by another tab meanwhile
    const seen = () => void (document.visibilityState === 'visible' && loadMe())
    seen()
    document.addEventListener('visibilitychange', seen)
    return () => document.removeEventListener('visibilitychange', seen)
  }, [])
  const text = me ? me.post.name : t('signIn')
  return (
    <>
      <button
        type="button"
        className={styles.chip}
        data-in={Boolean(me)}
        aria-label={me ? t('chip', { post: me.post.name }) : t('signIn')}
        title={me ? t('chip', { post: me.post.name }) : undefined}
        onClick={() => openAccount()}
      >
        <PersonIcon />
        <span>{text}</span>
      </button>
      {open && (
        <Suspense>
          <AccountDialog />
        </Suspense>
      )}
    </>
  )
}
