import { useTranslation } from 'react-i18next'
import { select } from '#client/state/selection.ts'
import type { CardFormat } from '#client/ui/use-card-format.ts'
import type { IssueHistoryEntry, IssueStanding, IssueSummary } from '#domain/contract/issue.ts'
import { Fact } from './Fact.tsx'
import { pausesOf } from './pauses.ts'
import { WorkAnswers } from './WorkAnswers.tsx'
import styles from './WorkSheet.module.css'

export interface WorkFactsProps {
  county: string
  issue: IssueSummary
  standing: IssueStanding
  history: readonly IssueHistoryEntry[]
  nameOf(unit: string): string
  format: CardFormat
}

/** Who has it on which rung, how loudly it is told of, what its clock went through, and what waits for a decision. */
export function WorkFacts({ county, issue, standing, history, nameOf, format }: WorkFactsProps) {
  const { t } = useTranslation('card')
  const { request, whistle, suspendedAt, suspendedUntil, phones, worker } = standing
  const pauses = pausesOf(history)
  const counts = [
    standing.extensions > 0 && t('work.extensions', { count: standing.extensions }),
    standing.returns > 0 && t('work.returns', { count: standing.returns }),
    standing.rework > 0 && t('work.rework', { count: standing.rework }),
    standing.reopens > 0 && t('work.reopens', { count: standing.reopens }),
    standing.supervisions > 0 && t('work.supervisions', { count: standing.supervisions }),
    standing.excused && t('work.excused'),
  ].filter((words) => words !== false)
  return (
    <>
      <dl className={styles.facts}>
        <Fact label={t('work.level')}>{t(`work.rung.${issue.level}`)}</Fact>
        <Fact label={t('work.unit')}>{issue.unitName === '' ? t('work.nobody') : issue.unitName}</Fact>
        {issue.notice !== 'none' && (
          <Fact label={t('work.notice')}>
            <span className={styles.notice} data-notice={issue.notice}>
              {t(`work.noticeOf.${issue.notice}`)}
            </span>
          </Fact>
        )}
        {issue.outcome !== '' && <Fact label={t('work.outcome')}>{t(`work.outcomeOf.${issue.outcome}`)}</Fact>}
        {counts.length > 0 && <Fact label={t('work.counts')}>{counts.join(t('comma'))}</Fact>}
        {pauses.map(
          ({ from, to, reason }) =>
            to !== null && (
              <Fact key={from} label={t('work.paused')}>
                {t('work.pause', { from: format.moment(from), to: format.moment(to), reason })}
              </Fact>
            ),
        )}
        {standing.mergedInto !== '' && (
          <Fact label={t('work.mergedInto')}>
            <NumberLink number={standing.mergedInto} />
          </Fact>
        )}
        {worker && (
          <Fact label={t('work.worker')}>
            {worker.post} {worker.phone !== '' && <a href={`tel:${worker.phone}`}>{worker.phone}</a>}
          </Fact>
        )}
        {phones.length > 0 && (
          <Fact label={t('work.phones')}>
            {phones.map((phone) => (
              <a key={phone} href={`tel:${phone}`}>
                {phone}
              </a>
            ))}
          </Fact>
        )}
        {Object.keys(standing.answers).length > 0 && (
          <WorkAnswers county={county} category={issue.category} answers={standing.answers} />
        )}
      </dl>
      {suspendedAt !== null && (
        <div className={styles.box} data-look="wait">
          <p>
            {t(suspendedUntil === null ? 'work.suspended' : 'work.suspendedUntil', {
              at: format.moment(suspendedAt),
              until: suspendedUntil === null ? '' : format.moment(suspendedUntil),
            })}
          </p>
          {pauses.at(-1)?.to === null && <p>{pauses.at(-1)?.reason}</p>}
        </div>
      )}
      {request && (
        <div className={styles.box} data-look="wait">
          <p>
            {t('work.asked', {
              by: request.by,
              what: t(`act:what.${request.what}`),
              detail: request.hours
                ? t('work.hours', { count: request.hours })
                : request.until
                  ? t('work.until', { at: format.moment(request.until) })
                  : '',
            })}
          </p>
          <p>{request.reason}</p>
        </div>
      )}
      {whistle && (
        <div className={styles.box} data-look="whistle">
          <p>
            {t('work.whistled', {
              by: whistle.by,
              at: format.moment(whistle.at),
              until: whistle.answerBy === null ? '' : t('work.answerBy', { at: format.moment(whistle.answerBy) }),
            })}
          </p>
          {whistle.reason !== '' && <p>{whistle.reason}</p>}
          <ul>
            {whistle.units.map((one) => (
              <li key={one.unit} data-answer={one.answer}>
                <strong>{nameOf(one.unit)}</strong>
                <span>
                  {t(`act:whistle.${one.answer}`)}
                  {one.at !== null && ` · ${format.moment(one.at)}`}
                </span>
                {one.reason !== '' && <span>{one.reason}</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

/** Another issue, opened by its number. */
export function NumberLink({ number }: { number: string }) {
  return (
    <button type="button" className={styles.link} onClick={() => select({ layer: 'issue', code: number })}>
      {number}
    </button>
  )
}
