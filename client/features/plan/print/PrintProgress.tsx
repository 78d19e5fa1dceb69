import { useTranslation } from 'react-i18next'
import { addressOf } from '#client/api.ts'
import { Button } from '#client/ui/Button.tsx'
import { getPrintFile, type PrintRun } from '#domain/contract/print.ts'
import { useNumber } from '../use-number.ts'
import styles from './print.module.css'
import { isBusy } from './use-print.ts'

export interface PrintProgressProps {
  county: string
  run: PrintRun
  onCancel(): void
  onAgain(): void
}

/** How far a print is, with the way out; then its file and what the reader should know of it. */
export function PrintProgress({ county, run, onCancel, onAgain }: PrintProgressProps) {
  const { t } = useTranslation('plan-print')
  const { number } = useNumber()
  const { id, kind, state, pages, pagesDone, bytes, fileName } = run
  // a report is as long as its tables: its pages are not known before
  const words = t(`state.${state}`, {
    ...(kind === 'report' ? { context: 'report' } : {}),
    done: number.format(pagesDone),
    pages: number.format(pages),
    count: pages,
  })
  return (
    <>
      <p role="status">{words}</p>
      {isBusy(run) && (
        <>
          <progress className={styles.progress} max={pages} value={pagesDone} aria-label={t('progress')} />
          <Button onClick={onCancel}>{t('cancel')}</Button>
        </>
      )}
      {state === 'done' && (
        <a
          className={styles.file}
          href={addressOf(getPrintFile, { params: { run: id }, query: { county } })}
          download={fileName}
        >
          {t('save', { size: (bytes / 1e6).toFixed(1) })}
          <small>{fileName}</small>
        </a>
      )}
      {state !== 'cancelled' && run.notes.length > 0 && (
        <ul className={styles.notes}>
          {run.notes.map(({ kind, count, names }) => (
            <li key={kind}>
              {t(`note.${kind}`, { count, number: number.format(count) })}
              {names.length > 0 && (
                <small>
                  {t('names', {
                    names: names.join(t('comma')),
                    count: count - names.length,
                    context: count > names.length ? 'more' : 'all',
                  })}
                </small>
              )}
            </li>
          ))}
        </ul>
      )}
      {!isBusy(run) && <Button onClick={onAgain}>{t('again')}</Button>}
    </>
  )
}
