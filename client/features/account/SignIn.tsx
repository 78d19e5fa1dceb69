import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Segmented } from '#client/ui/Segmented.tsx'
import type { County } from '#domain/contract/county.ts'
import { DemoChooser } from './DemoChooser.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { ProviderSignIn } from './ProviderSignIn.tsx'
import styles from './SignIn.module.css'

type Way = 'demo' | 'password'

/** By password; in a demo county also without one, as any role. */
export function SignIn({ county, onDone }: { county: County; onDone(): void }) {
  const { t } = useTranslation('account')
  const [way, setWay] = useState<Way>(county.demo ? 'demo' : 'password')
  return (
    <div className={styles.signIn}>
      {county.demo && (
        <Segmented<Way>
          label={t('way')}
          choices={[
            { value: 'demo', text: t('demo.way') },
            { value: 'password', text: t('password.way') },
          ]}
          value={way}
          onChange={setWay}
        />
      )}
      {way === 'demo' ? (
        <DemoChooser county={county} onDone={onDone} />
      ) : (
        <>
          <PasswordForm county={county} onDone={onDone} />
          <ProviderSignIn county={county} />
        </>
      )}
    </div>
  )
}
