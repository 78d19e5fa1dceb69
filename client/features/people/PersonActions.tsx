import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#client/api.ts'
import { Button } from '#client/ui/Button.tsx'
import { toast } from '#client/ui/toast.ts'
import { useAsking } from '#client/ui/use-asking.ts'
import { changePerson, endSessionsOf, type Person, resetPassword } from '#domain/contract/account.ts'
import styles from './PersonDialog.module.css'

export interface PersonActionsProps {
  county: string
  person: Person
  /** The administrator's own account. */
  own: boolean
  onChange(person: Person): void
  onPassword(password: string): void
}

type Act = 'reset' | 'deactivate'

/** What is done to somebody at once; what cannot be taken back is asked a second time. */
export function PersonActions({ county, person, own, onChange, onPassword }: PersonActionsProps) {
  const { t } = useTranslation('people')
  const { busy, refusal, ask } = useAsking('people')
  const [asked, setAsked] = useState<Act | null>(null)
  const parts = { params: { person: person.id }, query: { county } }

  const reset = async () => {
    const answer = await ask(() => call(resetPassword, parts))
    setAsked(null)
    if (!answer) return
    onChange(answer.person)
    onPassword(answer.password)
  }
  const setActive = async (active: boolean) => {
    const body = { active, version: person.version }
    const answer = await ask(() => call(changePerson, { ...parts, body }))
    setAsked(null)
    if (!answer) return
    onChange(answer.person)
    toast(t(active ? 'isActive' : 'isInactive', { name: person.name }))
  }
  const endSessions = async () => {
    const answer = await ask(() => call(endSessionsOf, parts))
    if (!answer) return
    onChange({ ...person, sessions: 0 })
    toast(t('ended', { count: answer.ended }))
  }
  return (
    <div className={styles.acts}>
      <div className={styles.buttons}>
        <Button
          reason={person.demo ? t('demoNoPassword') : undefined}
          disabled={busy}
          onClick={() => setAsked('reset')}
        >
          {t('resetPassword')}
        </Button>
        <Button
          reason={person.sessions === 0 ? t('noSessions') : undefined}
          disabled={busy}
          onClick={() => void endSessions()}
        >
          {t('endSessions')}
        </Button>
        {person.active ? (
          <Button
            look="danger"
            reason={own ? t('ownPost') : undefined}
            disabled={busy}
            onClick={() => setAsked('deactivate')}
          >
            {t('deactivate')}
          </Button>
        ) : (
          <Button disabled={busy} onClick={() => void setActive(true)}>
            {t('activate')}
          </Button>
        )}
      </div>
      {asked && (
        <div className={styles.sure} role="alert">
          <p>{t(`sure.${asked}`, { name: person.name })}</p>
          <div className={styles.buttons}>
            <Button look="danger" disabled={busy} onClick={() => void (asked === 'reset' ? reset() : setActive(false))}>
              {t(asked === 'reset' ? 'resetPassword' : 'deactivate')}
            </Button>
            <Button look="quiet" onClick={() => setAsked(null)}>
              {t('cancel')}
            </Button>
          </div>
        </div>
      )}
      {refusal && (
        <p className={styles.error} role="alert">
          {refusal.words}
        </p>
      )}
    </div>
  )
}
