import { type FormEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, call } from '#client/api.ts'
import { newKey } from '#client/ui/act/new-key.ts'
import { useRefusal } from '#client/ui/act/use-refusal.ts'
import { Words } from '#client/ui/act/Words.tsx'
import { Button } from '#client/ui/Button.tsx'
import { Chips } from '#client/ui/Chips.tsx'
import { toast } from '#client/ui/toast.ts'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import { actOnFollowed } from '#domain/contract/act.ts'
import type { County } from '#domain/contract/county.ts'
import styles from './follow.module.css'
import type { FollowedNow } from './use-followed.ts'

type Act = 'rate' | 'reopen'
const ratings = ['5', '4', '3', '2', '1'] as const

export interface AnsweringProps {
  county: County
  token: string
  told: FollowedNow
  onDone(): void
}

/** What the reporter may say when it is closed: how satisfied one is, or that it is not solved after all. */
export function Answering({ county, token, told, onDone }: AnsweringProps) {
  const { t } = useTranslation('follow')
  const format = useCardFormat(county.timeZone)
  const wordsOf = useRefusal()
  const heading = useId()
  const { mayRate, mayReopen, reopenUntil, issue } = told
  const [rating, setRating] = useState('')
  const [words, setWords] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const [opening, setOpening] = useState(false)
  const key = useRef(newKey())
  const busy = useRef(false)
  if (!mayRate && !mayReopen && issue.rating === null) return null

  const send = async (act: Act) => {
    const text = words.trim()
    if (act === 'rate' && rating === '') return setWrong(t('missing.rating'))
    if (act === 'reopen' && text === '') return setWrong(t('missing.reason'))
    if (busy.current) return
    busy.current = true
    try {
      await call(actOnFollowed, {
        params: { token },
        body: {
          county: county.code,
          act:
            act === 'rate'
              ? { kind: 'rate', rating: Number(rating), ...(text === '' ? {} : { note: text }) }
              : { kind: 'reopen', reason: text },
          key: `${key.current}-${act}`,
        },
      })
      key.current = newKey()
      setWords('')
      setWrong(null)
      setOpening(false)
      toast(t(`done.${act}`), 'good')
      onDone()
    } catch (error) {
      setWrong(wordsOf(error instanceof ApiError ? error.code : 'internal-error'))
    } finally {
      busy.current = false
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(opening || !mayRate ? 'reopen' : 'rate')
  }
  const reopening = mayReopen && (opening || !mayRate)
  return (
    <section className={styles.card} aria-labelledby={heading}>
      <h2 id={heading}>{t('answering')}</h2>
      {issue.rating !== null && <p>{t('rated', { words: t(`act:rating.${issue.rating}`) })}</p>}
      <form className={styles.form} onSubmit={submit}>
        {mayRate && !opening && (
          <>
            <Chips
              label={t('rating')}
              value={rating}
              choices={ratings.map((stars) => ({ value: stars, text: t(`act:rating.${stars}`) }))}
              onChange={setRating}
            />
            <Words label={t('words')} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
          </>
        )}
        {reopening && (opening || issue.rating !== null) && (
          <Words label={t('reason')} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
        )}
        {wrong && (
          <p role="alert" className={styles.wrong}>
            {wrong}
          </p>
        )}
        <div className={styles.buttons}>
          {mayRate && !opening && (
            <Button look="accent" type="submit">
              {t('rate')}
            </Button>
          )}
          {mayReopen && mayRate && !opening && <Button onClick={() => setOpening(true)}>{t('notSolved')}</Button>}
          {reopening && (
            <Button look="danger" type="submit">
              {t('reopen')}
            </Button>
          )}
          {opening && <Button onClick={() => setOpening(false)}>{t('back')}</Button>}
        </div>
      </form>
      {mayReopen && reopenUntil && (
        <p className={styles.note}>{t('reopenUntil', { at: format.moment(reopenUntil) })}</p>
      )}
    </section>
  )
}
