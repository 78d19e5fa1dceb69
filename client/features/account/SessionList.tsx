import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#client/api.ts'
import { Button } from '#client/ui/Button.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { useAsking } from '#client/ui/use-asking.ts'
import { endSession, listSessions, type Session } from '#domain/contract/account.ts'
import { browserName } from './browser-name.ts'
import styles from './OwnAccount.module.css'

/** Where this person is signed in; any other place can be signed out from here. */
export function SessionList() {
  const { t, i18n } = useTranslation('account')
  const [sessions, setSessions] = useState<readonly Session[] | null>(null)
  const { busy, refusal, ask } = useAsking('account')
  useEffect(() => {
    void ask(() => call(listSessions)).then((answer) => answer && setSessions(answer.sessions))
  }, [ask])

  const end = async (id: string) => {
    const ended = await ask(() => call(endSession, { params: { session: id } }))
    if (ended) setSessions((before) => before?.filter((one) => one.id !== id) ?? null)
  }
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' })
  if (sessions === null && refusal === null) return <Spinner />
  return (
    <>
      {refusal && (
        <p className={styles.error} role="alert">
          {refusal.words}
        </p>
      )}
      <ul className={styles.sessions}>
        {sessions?.map((one) => {
          const { browser, system } = browserName(one.browser)
          return (
            <li key={one.id}>
              <div>
                <strong>{[browser, system].filter(Boolean).join(' · ') || t('unknownBrowser')}</strong>
                <p>{t('seen', { address: one.address, at: when.format(new Date(one.lastSeenAt)) })}</p>
              </div>
              {one.current ? (
                <span>{t('thisBrowser')}</span>
              ) : (
                <Button look="quiet" disabled={busy} onClick={() => void end(one.id)}>
                  {t('endSession')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}
