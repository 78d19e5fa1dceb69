import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, call } from '#client/api.ts'
import { newKey } from '#client/ui/act/new-key.ts'
import { useRefusal } from '#client/ui/act/use-refusal.ts'
import { Button } from '#client/ui/Button.tsx'
import { toast } from '#client/ui/toast.ts'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import { actOnIssue } from '#domain/contract/act.ts'
import type { County } from '#domain/contract/county.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import styles from './ReportPage.module.css'

export interface KnownIssuesProps {
  county: County
  known: readonly IssueSummary[]
  /** It was counted there: this report is not needed any more. */
  onJoined(): void
}

/** What is known nearby already: one press counts another who is troubled, instead of a second report of the same. */
export function KnownIssues({ county, known, onJoined }: KnownIssuesProps) {
  const { t } = useTranslation('report')
  const format = useCardFormat(county.timeZone)
  const wordsOf = useRefusal()
  const heading = useId()
  const busy = useRef(false)
  const [key] = useState(newKey)
  if (known.length === 0) return null

  const join = async ({ number }: IssueSummary) => {
    if (busy.current) return
    busy.current = true
    try {
      const { issue } = await call(actOnIssue, {
        params: { number },
        // who is troubled twice by the same is counted once
        body: { county: county.code, version: 0, act: { kind: 'join' }, key: `${key}-${number}`.slice(0, 64) },
      })
      toast(t('joined', { number, count: issue.callers }), 'good')
      onJoined()
    } catch (error) {
      toast(wordsOf(error instanceof ApiError ? error.code : 'internal-error'), 'bad')
    } finally {
      busy.current = false
    }
  }
  return (
    <section className={styles.known} aria-labelledby={heading}>
      <h2 id={heading}>{t('known', { count: known.length })}</h2>
      <ul>
        {known.map((issue) => (
          <li key={issue.number}>
            <div>
              <strong>{issue.title}</strong>
              <small>
                {[issue.place, format.moment(issue.filedAt), t('card:callers', { count: issue.callers })]
                  .filter((words) => words !== '')
                  .join(' · ')}
              </small>
            </div>
            <Button onClick={() => void join(issue)} aria-label={t('joinOf', { title: issue.title })}>
              {t('join')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
