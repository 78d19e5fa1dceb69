import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#client/api.ts'
import { Button } from '#client/ui/Button.tsx'
import { useAsking } from '#client/ui/use-asking.ts'
import type { County } from '#domain/contract/county.ts'
import { beginProviderSignIn, listWaysIn } from '#domain/contract/identity-provider.ts'
import styles from './SignIn.module.css'
import { keepWayBack } from './way-back.ts'

/** The identity provider that this server trusts; nothing where there is none. */
export function ProviderSignIn({ county }: { county: County }) {
  const { t } = useTranslation('account')
  const [name, setName] = useState<string | null>(null)
  const { busy, refusal, ask } = useAsking('account')

  useEffect(() => {
    // without an answer people sign in with their passwords
    call(listWaysIn).then(
      ({ provider }) => setName(provider?.name ?? null),
      () => {},
    )
  }, [])

  if (name === null) return null
  const go = async () => {
    const begun = await ask(() => call(beginProviderSignIn, { body: { county: county.code } }))
    if (begun === undefined) return
    keepWayBack()
    location.assign(begun.address)
  }
  return (
    <div className={styles.provider}>
      <Button onClick={() => void go()} disabled={busy}>
        {t('provider.way', { name })}
      </Button>
      {refusal && (
        <p className={styles.error} role="alert">
          {refusal.words}
        </p>
      )}
    </div>
  )
}
