import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import { IssueTable } from './IssueTable.tsx'
import styles from './QueuePart.module.css'
import { MOST_MARKS } from './queue-marks.layer.ts'
import type { Chosen } from './use-chosen.ts'
import type { QueueShown } from './use-queue.ts'
import type { QueueKeys } from './use-queue-keys.ts'
import type { Absent } from './use-selected-row.ts'

export interface QueuePartProps {
  shown: QueueShown
  keys: QueueKeys
  absent: Absent
  /** Null where nothing can be chosen. */
  chosen: Chosen | null
  /** Whether clearing the filters would show more. */
  narrowed: boolean
  /** Whether the map draws this queue instead of all open issues. */
  drawn: boolean
  now: number
  timeZone: string
  onClear(): void
}

/** The queue itself, or why there is none; what has happened to it stands above. */
export function QueuePart({ shown, keys, absent, chosen, narrowed, drawn, now, timeZone, onClear }: QueuePartProps) {
  const { t } = useTranslation('desk')
  const format = useCardFormat(timeZone)
  const language = useLanguage()
  const filed = useMemo(
    () =>
      new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
        timeZone,
        // a day before its month is read as a month before its day: in English the month has a name
        month: language === 'zh' ? '2-digit' : 'short',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }),
    [language, timeZone],
  )
  const { queue, state } = shown
  const clear = narrowed && <Button onClick={onClear}>{t('clear')}</Button>
  if (queue === null)
    return (
      <div className={styles.alone}>
        {state === 'failed' ? <ErrorState code={shown.code} onRetry={shown.reload} /> : <Spinner />}
      </div>
    )
  const arrived = queue.arrived.length
  const left = queue.left.size
  const marked = Math.min(queue.rows.length, MOST_MARKS)
  return (
    <>
      <div className={styles.notes} aria-live="polite">
        {(arrived > 0 || left > 0) && (
          <p className={styles.note} data-look="news">
            <span>
              {[arrived > 0 && t('news.arrived', { count: arrived }), left > 0 && t('news.left', { count: left })]
                .filter((words) => words !== false)
                .join(t('news.and'))}
            </span>
            <Button look="quiet" onClick={shown.tidy}>
              {t('news.tidy')} <kbd>N</kbd>
            </Button>
          </p>
        )}
        {absent && (
          <p className={styles.note}>
            <span>{t(`absent.${absent}`)}</span>
            {absent === 'outside' && clear}
          </p>
        )}
        {state === 'failed' && (
          <p className={styles.note} data-look="bad">
            <span>{t('oldRows')}</span>
            <Button onClick={shown.reload}>{t('ui:retry')}</Button>
          </p>
        )}
      </div>
      {queue.rows.length === 0 && state === 'ready' ? (
        <div className={styles.alone}>
          <EmptyState
            title={t(narrowed ? 'empty.title' : 'empty.all')}
            hint={t(narrowed ? 'empty.hint' : 'empty.allHint')}
            action={clear}
          />
        </div>
      ) : (
        <div className={styles.table} data-busy={state === 'loading' || undefined}>
          <IssueTable
            ref={keys.table}
            queue={queue}
            more={shown.more}
            turn={shown.turn}
            current={keys.current}
            selected={keys.selected}
            chosen={chosen}
            now={now}
            format={format}
            filed={filed}
            onStep={keys.step}
            onChoose={keys.choose}
            onOpen={keys.open}
            onMore={shown.loadMore}
          />
        </div>
      )}
      {drawn && queue.rows.length > 0 && (queue.next !== null || queue.rows.length > MOST_MARKS) && (
        <p className={styles.foot}>{t('marks', { count: marked })}</p>
      )}
    </>
  )
}
