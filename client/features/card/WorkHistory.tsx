import { useTranslation } from 'react-i18next'
import type { CardFormat } from '#client/ui/use-card-format.ts'
import type { IssueHistoryEntry } from '#domain/contract/issue.ts'
import { NumberLink } from './WorkFacts.tsx'
import styles from './WorkSheet.module.css'

export interface WorkHistoryProps {
  history: readonly IssueHistoryEntry[]
  nameOf(unit: string): string
  format: CardFormat
}

/** All that happened to an issue, newest first: which post did what, with which words and deadlines. */
export function WorkHistory({ history, nameOf, format }: WorkHistoryProps) {
  const { t } = useTranslation('card')
  return (
    <section className={styles.history} aria-label={t('work.history', { count: history.length })}>
      <h3>{t('work.history', { count: history.length })}</h3>
      <ol reversed>
        {history.toReversed().map((entry) => (
          <li key={entry.sequence} data-kind={entry.kind}>
            <p>
              <strong>{t(`event.${entry.kind}`)}</strong>
              <Particulars entry={entry} nameOf={nameOf} />
              <time dateTime={entry.at}>{format.moment(entry.at)}</time>
            </p>
            <p className={styles.actor}>{entry.actor}</p>
            {entry.reason && <p className={styles.words}>{entry.reason}</p>}
            {entry.note && <p className={styles.words}>{entry.note}</p>}
            <Deadlines entry={entry} format={format} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** To whom, what for, how it was answered or rated. */
function Particulars({ entry, nameOf }: { entry: IssueHistoryEntry; nameOf(unit: string): string }) {
  const { t } = useTranslation('card')
  const { kind, units, what, rating, number, photos } = entry
  const words = [
    units &&
      units.length > 0 &&
      t(`work.to.${kind}`, { units: units.map(nameOf).join(t('hours.and')), defaultValue: '' }),
    kind === 'whistle_answer' && what && t(`act:whistle.${what}`),
    kind === 'ask' && what && t(`act:what.${what}`),
    kind === 'escalate' && what && t(`act:ran.${what}`),
    rating !== undefined && t(`act:rating.${rating}`),
    photos && photos.length > 0 && t('work.photos', { count: photos.length }),
  ].filter((part) => typeof part === 'string' && part !== '')
  return (
    <>
      {words.length > 0 && <span>{words.join(' · ')}</span>}
      {number && <NumberLink number={number} />}
    </>
  )
}

function Deadlines({ entry, format }: { entry: IssueHistoryEntry; format: CardFormat }) {
  const { t } = useTranslation('card')
  const { answerBy, finishBy, until } = entry
  const words = [
    answerBy && t('work.answerBy', { at: format.moment(answerBy) }),
    finishBy && t('work.finishBy', { at: format.moment(finishBy) }),
    until && t('work.until', { at: format.moment(until) }),
  ].filter(Boolean)
  return words.length === 0 ? null : <p className={styles.deadlines}>{words.join(t('comma'))}</p>
}
