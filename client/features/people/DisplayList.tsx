import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, call } from '#client/api.ts'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { ListTable } from '#client/ui/table/ListTable.tsx'
import { toast } from '#client/ui/toast.ts'
import { useAsking } from '#client/ui/use-asking.ts'
import { type Display, listDisplays, revokeDisplay } from '#domain/contract/display.ts'

type Displays =
  | { state: 'loading' }
  | { state: 'failed'; code: string }
  | { state: 'ready'; displays: readonly Display[] }

/** Wall screens with a token: where they hang, when they last asked, and the end of it. Asked again when `changes` grows. */
export function DisplayList({ county, changes }: { county: string; changes: number }) {
  const { t, i18n } = useTranslation('people')
  const [answer, setAnswer] = useState<Displays>({ state: 'loading' })
  const [sure, setSure] = useState<string | null>(null)
  const { busy, refusal, ask } = useAsking('people')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change is a reason to ask again
  useEffect(() => {
    const gone = new AbortController()
    call(listDisplays, { query: { county }, signal: gone.signal }).then(
      ({ displays }) => setAnswer({ state: 'ready', displays }),
      (error: unknown) => {
        if (gone.signal.aborted) return
        setAnswer({ state: 'failed', code: error instanceof ApiError ? error.code : 'internal-error' })
      },
    )
    return () => gone.abort()
  }, [county, changes])

  const revoke = async ({ id, name }: Display) => {
    const done = await ask(() => call(revokeDisplay, { params: { display: id }, query: { county } }))
    setSure(null)
    if (!done || answer.state !== 'ready') return
    setAnswer({ state: 'ready', displays: answer.displays.map((one) => (one.id === id ? done.display : one)) })
    toast(t('display.revoked', { name }), 'good')
  }

  if (answer.state === 'loading') return <Spinner />
  if (answer.state === 'failed') return <ErrorState code={answer.code} />
  if (answer.displays.length === 0) return <EmptyState title={t('display.none')} hint={t('display.noneHint')} />
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' })
  const told = (moment: string | null) => (moment === null ? t('display.never') : when.format(new Date(moment)))
  return (
    <>
      {refusal && <p role="alert">{refusal.words}</p>}
      <ListTable
        columns={(['name', 'area', 'created', 'lastSeen', 'state', 'act'] as const).map((column) =>
          t(`display.${column}`),
        )}
      >
        {answer.displays.map((display) => (
          <tr key={display.id} data-active={display.revokedAt === null}>
            <td>{display.name}</td>
            <td>{display.areaName}</td>
            <td>
              {told(display.createdAt)}
              <small>{display.createdBy}</small>
            </td>
            <td>{told(display.lastSeenAt)}</td>
            <td>
              {display.revokedAt === null ? t('display.live') : t('display.ended', { at: told(display.revokedAt) })}
            </td>
            <td>
              {display.revokedAt === null && sure !== display.id && (
                <Button onClick={() => setSure(display.id)}>{t('display.revoke')}</Button>
              )}
              {sure === display.id && (
                <>
                  <Button look="accent" disabled={busy} onClick={() => void revoke(display)}>
                    {t('display.sure')}
                  </Button>
                  <Button look="quiet" onClick={() => setSure(null)}>
                    {t('cancel')}
                  </Button>
                </>
              )}
            </td>
          </tr>
        ))}
      </ListTable>
    </>
  )
}
