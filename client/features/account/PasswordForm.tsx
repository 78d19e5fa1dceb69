import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#client/api.ts'
import { setMe } from '#client/state/post.ts'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { useAsking } from '#client/ui/use-asking.ts'
import { signIn } from '#domain/contract/account.ts'
import type { County } from '#domain/contract/county.ts'
import styles from './SignIn.module.css'

/** Login and password; the code of the authenticator app only where the server asks for it. */
export function PasswordForm({ county, onDone }: { county: County; onDone(): void }) {
  const { t } = useTranslation('account')
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [codeAsked, setCodeAsked] = useState(false)
  const { busy, refusal, ask } = useAsking('account')

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const body = { county: county.code, login, password, ...(codeAsked ? { code } : {}) }
    const answer = await ask(() => call(signIn, { body }))
    if (answer === undefined) return
    setMe(answer.me)
    onDone()
  }
  const needsCode = codeAsked || refusal?.code === 'code-needed'
  if (needsCode && !codeAsked) setCodeAsked(true)

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <Field
        label={t('login')}
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <Field
        label={t('password.label')}
        type="password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        required
      />
      {needsCode && (
        <Field
          label={t('code')}
          hint={t('codeHint')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="\d{6}"
          maxLength={6}
          required
        />
      )}
      {refusal && refusal.code !== 'code-needed' && (
        <p className={styles.error} role="alert">
          {refusal.words}
        </p>
      )}
      <p className={styles.sentence}>{t('password.forgotten')}</p>
      <div className={styles.actions}>
        <Button type="submit" look="accent" disabled={busy}>
          {t('signIn')}
        </Button>
      </div>
    </form>
  )
}
