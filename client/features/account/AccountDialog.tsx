import { useTranslation } from 'react-i18next'
import { useCounty } from '#client/state/county.ts'
import { openAccount, useMe } from '#client/state/post.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { OwnAccount } from './OwnAccount.tsx'
import { SignIn } from './SignIn.tsx'

/** The way in, or what can be done with the account that is in. */
export default function AccountDialog() {
  const { t } = useTranslation('account')
  const me = useMe()
  const county = useCounty()
  const close = () => openAccount(false)
  return (
    <Dialog open title={me ? t('account') : t('signIn')} onClose={close}>
      {me && <OwnAccount me={me} onDone={close} />}
      {!me && county && <SignIn county={county} onDone={close} />}
      {!me && !county && <EmptyState title={t('noCounty')} hint={t('noCountyHint')} />}
    </Dialog>
  )
}
