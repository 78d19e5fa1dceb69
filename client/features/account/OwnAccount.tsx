import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCounty } from '#client/state/county.ts'
import { leave } from '#client/state/post.ts'
import { Button } from '#client/ui/Button.tsx'
import { toast } from '#client/ui/toast.ts'
import { useAsking } from '#client/ui/use-asking.ts'
import type { Me } from '#domain/contract/account.ts'
import { DemoChooser } from './DemoChooser.tsx'
import styles from './OwnAccount.module.css'
import { PasswordChange } from './PasswordChange.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import { SessionList } from './SessionList.tsx'

type Part = 'sessions' | 'password' | 'second-factor' | 'other-post'

/** The post that is signed in, and what its person may change of their own. */
export function OwnAccount({ me, onDone }: { me: Me; onDone(): void }) {
  const { t } = useTranslation('account')
  const county = useCounty()
  const [part, setPart] = useState<Part | null>(null)
  const { busy, refusal, ask } = useAsking('account')
  const elsewhere = county !== null && county.code !== me.post.county

  const signOut = async () => {
    const left = await ask(async () => {
      await leave()
      return true
    })
    if (!left) return
    toast(t('left'))
    onDone()
  }
  const parts: { name: Part; body: ReactNode }[] = me.demo
    ? [
        { name: 'other-post', body: county?.demo && <DemoChooser county={county} onDone={onDone} /> },
        { name: 'sessions', body: <SessionList /> },
      ]
    : [
        { name: 'sessions', body: <SessionList /> },
        { name: 'password', body: <PasswordChange login={me.login} /> },
        { name: 'second-factor', body: <SecondFactor me={me} /> },
      ]
  return (
    <div className={styles.account}>
      <div className={styles.post}>
        <strong>{me.post.name}</strong>
        <span>
          {t(`role.${me.post.role}`)}
          {me.demo ? ` · ${t('demo.tried')}` : ` · ${me.name} (${me.login})`}
        </span>
        <span>{t(`roleMeaning.${me.post.role}`)}</span>
      </div>
      {elsewhere && <p className={styles.notice}>{t('otherCounty', { county: me.post.county })}</p>}
      <ul className={styles.parts}>
        {parts.map(({ name, body }) => (
          <li key={name}>
            <button
              type="button"
              aria-expanded={part === name}
              className={styles.part}
              onClick={() => setPart(part === name ? null : name)}
            >
              {t(`part.${name}`)}
            </button>
            {part === name && <div className={styles.body}>{body}</div>}
          </li>
        ))}
      </ul>
      {refusal && (
        <p className={styles.error} role="alert">
          {refusal.words}
        </p>
      )}
      <div className={styles.actions}>
        <Button disabled={busy} onClick={() => void signOut()}>
          {t('signOut')}
        </Button>
      </div>
    </div>
  )
}
