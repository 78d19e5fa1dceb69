import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '#client/state/live.ts'
import { useLanguage } from '#client/state/view.ts'
import { ClockShape } from '#client/ui/ClockShape.tsx'
import type { CardFormat } from '#client/ui/use-card-format.ts'
import type { Card } from '#domain/contract/card.ts'
import { clockStateOf } from '#domain/contract/issue.ts'
import styles from './CardIssue.module.css'

type Issue = NonNullable<Card['issue']>

/** How an issue stands: its state, what its clocks say now, where it is and what happened last. */
export function CardIssue({ issue, now: asked, format }: { issue: Issue; now: string; format: CardFormat }) {
  const { t } = useTranslation('card')
  const language = useLanguage()
  const now = useNow(Date.parse(asked))
  const clock = clockStateOf(issue, now)
  const left = Date.parse(issue.finishBy) - now
  return (
    <div className={styles.issue}>
      <p className={styles.state} data-clock={clock}>
        <ClockShape clock={clock} />
        <strong>{t(`state.${issue.state}`)}</strong>
        <span>
          {clock === 'stopped'
            ? ''
            : t(left < 0 ? 'clock.over' : 'clock.left', { duration: format.duration(Math.abs(left)) })}
        </span>
        {issue.emergency && <em>{t('emergency')}</em>}
      </p>
      <p className={styles.category}>
        {language === 'zh' ? issue.categoryName : issue.categoryNameEn || issue.categoryName}
        {issue.place !== '' && ` · ${issue.place}`}
      </p>
      <dl className={styles.clocks}>
        <Clock label={t('clock.filed')} at={issue.filedAt} format={format} note={t(`source.${issue.source}`)} />
        <Clock
          label={t('clock.answer')}
          at={issue.answeredAt ?? issue.answerBy}
          format={format}
          note={t(issue.answeredAt ? 'clock.answered' : 'clock.answerBy')}
        />
        <Clock
          label={t('clock.finish')}
          at={issue.closedAt ?? issue.finishedAt ?? issue.finishBy}
          format={format}
          note={t(issue.closedAt ? 'clock.closed' : issue.finishedAt ? 'clock.finished' : 'clock.finishBy')}
        />
      </dl>
      <p className={styles.last}>
        {issue.last && t('last', { what: t(`event.${issue.last.kind}`), at: format.moment(issue.last.at) })}
        {issue.callers > 1 && ` ${t('callers', { count: issue.callers })}`}
        {issue.rating !== null && ` ${t('rating', { rating: issue.rating })}`}
      </p>
    </div>
  )
}

function Clock({ label, at, note, format }: { label: string; at: string; note: string; format: CardFormat }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {format.moment(at)}
        <small>{note}</small>
      </dd>
    </div>
  )
}

/** Now by the server's clock, moved on twice a minute; not before the card was asked for. */
function useNow(asked: number): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return Math.max(now, asked)
}
