import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#client/api.ts'
import { setMe } from '#client/state/post.ts'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { toast } from '#client/ui/toast.ts'
import { useAsking } from '#client/ui/use-asking.ts'
import { beginSecondFactor, confirmSecondFactor, type Me, removeSecondFactor } from '#domain/contract/account.ts'
import own from './OwnAccount.module.css'
import styles from './SignIn.module.css'

/** Turns the code of an authenticator app on, by a first code, or off; either needs the password. */
export function SecondFactor({ me }: { me: Me }) {
  const { t } = useTranslation('account')
  const [current, setCurrent] = useState('')
  const [begun, setBegun] = useState<{ secret: string; uri: string } | null>(null)
  const [code, setCode] = useState('')
  const { busy, refusal, ask } = useAsking('account')

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (begun) return confirm()
    if (me.secondFactor) return remove()
    const answer = await ask(() => call(beginSecondFactor, { body: { current } }))
    if (answer) setBegun(answer)
    setCurrent('')
  }
  const confirm = async () => {
    const answer = await ask(() => call(confirmSecondFactor, { body: { code } }))
    if (!answer) return
    setBegun(null)
    setCode('')
    setMe(answer.me)
    toast(t('secondFactor.isOn'), 'good')
  }
  const remove = async () => {
    const answer = await ask(() => call(removeSecondFactor, { body: { current } }))
    setCurrent('')
    if (!answer) return
    setMe(answer.me)
    toast(t('secondFactor.isOff'))
  }
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <p className={styles.sentence}>
        {t(begun ? 'secondFactor.scan' : me.secondFactor ? 'secondFactor.on' : 'secondFactor.off')}
      </p>
      {begun ? (
        <>
          <p className={own.secret}>{begun.secret.replaceAll(/(.{4})/g, '$1 ').trim()}</p>
          <p className={styles.sentence}>
            <a href={begun.uri}>{t('secondFactor.open')}</a>
          </p>
          <Field
            label={t('code')}
            value={code}
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="\d{6}"
            maxLength={6}
            onChange={(event) => setCode(event.currentTarget.value)}
            required
          />
        </>
      ) : (
        <Field
          label={t('password.current')}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          required
        />
      )}
      {refusal && (
        <p className={styles.error} role="alert">
          {refusal.words}
        </p>
      )}
      <div className={styles.actions}>
        <Button type="submit" look={begun ? 'accent' : 'plain'} disabled={busy}>
          {t(begun ? 'secondFactor.confirm' : me.secondFactor ? 'secondFactor.turnOff' : 'secondFactor.turnOn')}
        </Button>
      </div>
    </form>
  )
}
