import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, call } from '#client/api.ts'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { type AuditEntry, listAudit } from '#domain/contract/account.ts'
import styles from './AuditList.module.css'
import { changedFields } from './changed-fields.ts'

type Entries =
  | { state: 'loading' }
  | { state: 'failed'; code: string }
  | { state: 'ready'; entries: readonly AuditEntry[]; next: number | null }

/** What was changed, newest first: who, when, what it was and what it became. */
export function AuditList({ county }: { county: string }) {
  const { t, i18n } = useTranslation(['people', 'account'])
  const [answer, setAnswer] = useState<Entries>({ state: 'loading' })
  useEffect(() => {
    const gone = new AbortController()
    call(listAudit, { query: { county }, signal: gone.signal }).then(
      ({ entries, next }) => setAnswer({ state: 'ready', entries, next }),
      (error: unknown) => {
        if (gone.signal.aborted) return
        setAnswer({ state: 'failed', code: error instanceof ApiError ? error.code : 'internal-error' })
      },
    )
    return () => gone.abort()
  }, [county])

  const more = async () => {
    if (answer.state !== 'ready' || answer.next === null) return
    const page = await call(listAudit, { query: { county, cursor: answer.next } })
    setAnswer({ state: 'ready', entries: [...answer.entries, ...page.entries], next: page.next })
  }
  const known = (key: string, otherwise: string) => (i18n.exists(key, { ns: 'people' }) ? t(key) : otherwise)
  const wordOf = (field: string, value: unknown): ReactNode => {
    if (value === undefined || value === null || value === '') return t('nothing')
    if (field === 'role') return t(`account:role.${String(value)}`)
    if (field === 'active') return t(value === true ? 'active.yes' : 'active.no')
    if (field === 'phone') return t('changedOnly')
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    if (typeof value !== 'object') return String(value)
    return (
      <details>
        <summary>{t('details')}</summary>
        <pre>{JSON.stringify(value, null, 2)}</pre>
      </details>
    )
  }
  if (answer.state === 'loading') return <Spinner />
  if (answer.state === 'failed') return <ErrorState code={answer.code} />
  if (answer.entries.length === 0) return <EmptyState title={t('auditNone')} />
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'medium' })
  return (
    <>
      <p className={styles.note}>{t('auditNote')}</p>
      <ol className={styles.entries}>
        {answer.entries.map((entry) => (
          <li key={entry.id}>
            <time dateTime={entry.at}>{when.format(new Date(entry.at))}</time>
            <div>
              <strong>{known(`action.${entry.action.replace('.', '-')}`, entry.action)}</strong>{' '}
              <b>{String(entry.after?.name ?? entry.before?.name ?? '')}</b>{' '}
              <span>{t('by', { actor: entry.actor })}</span>
              <dl>
                {changedFields(entry).map(({ field, before, after }) => (
                  <div key={field}>
                    <dt>{known(`field.${field}`, field)}</dt>
                    <dd>
                      {before !== undefined && (
                        <>
                          <del>{wordOf(field, before)}</del> <span aria-hidden="true">→</span>{' '}
                        </>
                      )}
                      {wordOf(field, after)}
                    </dd>
                  </div>
                ))}
              </dl>
            </div>
          </li>
        ))}
      </ol>
      {answer.next !== null && <Button onClick={() => void more()}>{t('more')}</Button>}
    </>
  )
}
