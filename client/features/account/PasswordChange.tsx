import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#client/api.ts'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { toast } from '#client/ui/toast.ts'
import { useAsking } from '#client/ui/use-asking.ts'
import { LEAST_PASSWORD_LENGTH, refusePassword } from '#domain/account/refuse-password.ts'
import { changePassword } from '#domain/contract/account.ts'
import styles from './SignIn.module.css'

/** What is common only the server knows; everything else is said while typing. */
const unknown: ReadonlySet<string> = new Set()

/** A new password, for who knows the current one. */
export function PasswordChange({ login }: { login: string }) {
  const { t } = useTranslation('account')
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const { busy, refusal, ask } = useAsking('account')
  const weak = next === '' ? null : refusePassword(next, { login, common: unknown })
  const nextError = weak ? t(`refusal.password-${weak}`) : undefined

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const changed = await ask(() => call(changePassword, { body: { current, next } }))
    if (!changed) return
    setCurrent('')
    setNext('')
    toast(t('password.changed'), 'good')
  }
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <Field
        label={t('password.current')}
        type="password"
        autoComplete="current-password"
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
        required
      />
      <Field
        label={t('password.next')}
        type="password"
        autoComplete="new-password"
        value={next}
        hint={t('password.rule', { length: LEAST_PASSWORD_LENGTH })}
        error={nextError}
        onChange={(event) => setNext(event.currentTarget.value)}
        required
      />
      {refusal && (
        <p className={styles.error} role="alert">
          {refusal.words}
        </p>
      )}
      <div className={styles.actions}>
        <Button type="submit" look="accent" disabled={busy} reason={nextError}>
          {t('password.change')}
        </Button>
      </div>
    </form>
  )
}
