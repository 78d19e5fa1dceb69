import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, call } from '#client/api.ts'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { toast } from '#client/ui/toast.ts'
import { type ImportRunRow, undoImportRun } from '#domain/contract/import.ts'
import styles from './ImportPage.module.css'

/** What was imported into the county, newest first; the newest that stands can be taken back. */
export function RunList({ county, runs, onUndone }: RunListProps) {
  const { t, i18n } = useTranslation('import')
  const [busy, setBusy] = useState(0)
  const [refused, setRefused] = useState('')
  const [kept, setKept] = useState('')
  const at = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' })
  const newest = runs.find(({ undoneAt }) => undoneAt === null)?.id
  const undo = async (run: number) => {
    setBusy(run)
    setRefused('')
    setKept('')
    try {
      const { rows, kept, keptNumbers } = await call(undoImportRun, { params: { run }, query: { county } })
      toast(t('undone', { rows }), 'good')
      setKept(kept === 0 ? '' : t('undoKept', { count: kept, numbers: keptNumbers.join(', ') }))
      onUndone()
    } catch (error) {
      setRefused(t([`undoRefused.${error instanceof ApiError ? error.code : ''}`, 'undoRefused.other']))
    }
    setBusy(0)
  }
  return (
    <section className={styles.step}>
      <h2>{t('history')}</h2>
      {refused && (
        <p className={styles.error} role="alert">
          {refused}
        </p>
      )}
      {kept && (
        <p className={styles.note} role="status">
          {kept}
        </p>
      )}
      {runs.length === 0 && <EmptyState title={t('noRuns')} hint={t('noRunsHint')} />}
      <ul className={styles.runs}>
        {runs.map(({ id, source, layer, file, actor, report, undoneAt, at: moment }) => (
          <li key={id} className={styles.run} data-undone={undoneAt === null ? undefined : true}>
            <span>
              <b>{source}</b> → {t([`target_.${layer}`, 'plain'], { name: layer })} ·{' '}
              {t('rowsKept', { count: report.kept })}
            </span>
            <span className={styles.note}>
              {at.format(new Date(moment))} · {actor} · {file}
              {undoneAt !== null && ` · ${t('undoneMark')}`}
            </span>
            {undoneAt === null && (
              <Button
                look="quiet"
                disabled={busy !== 0}
                reason={id === newest ? undefined : t('undoRefused.later-imports')}
                onClick={() => void undo(id)}
              >
                {t('undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

export interface RunListProps {
  county: string
  runs: readonly ImportRunRow[]
  onUndone(): void
}
