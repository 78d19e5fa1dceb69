import { useTranslation } from 'react-i18next'
import { clockStateOf, type IssueSummary } from '#domain/contract/issue.ts'
import { ClockShape } from './ClockShape.tsx'
import styles from './IssueClocks.module.css'
import type { CardFormat } from './use-card-format.ts'

export interface IssueClocksProps {
  issue: IssueSummary
  /** Milliseconds since 1970, by the server's clock. */
  now: number
  format: CardFormat
}

/** State of an issue and both its clocks, in words with a shape: for the narrow pages of phones. */
export function IssueClocks({ issue, now, format }: IssueClocksProps) {
  const { t } = useTranslation('card')
  const clock = clockStateOf(issue, now)
  const left = Date.parse(issue.finishBy) - now
  const finished = issue.closedAt ?? issue.finishedAt
  return (
    <div className={styles.clocks}>
      <p data-clock={clock}>
        <ClockShape clock={clock} />
        <strong>{t(`state.${issue.state}`)}</strong>
        {clock !== 'stopped' && (
          <span>{t(left < 0 ? 'clock.over' : 'clock.left', { duration: format.duration(Math.abs(left)) })}</span>
        )}
        {issue.emergency && <em>{t('emergency')}</em>}
      </p>
      <dl>
        <div>
          <dt>{t('clock.answer')}</dt>
          <dd>
            {format.moment(issue.answeredAt ?? issue.answerBy)}
            <small>{t(issue.answeredAt ? 'clock.answered' : 'clock.answerBy')}</small>
          </dd>
        </div>
        <div>
          <dt>{t('clock.finish')}</dt>
          <dd>
            {format.moment(finished ?? issue.finishBy)}
            <small>{t(issue.closedAt ? 'clock.closed' : issue.finishedAt ? 'clock.finished' : 'clock.finishBy')}</small>
          </dd>
        </div>
      </dl>
    </div>
  )
}
