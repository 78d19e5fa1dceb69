import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import { listScenarios } from '#domain/contract/scenario.ts'
import { useCoverage } from '../coverage-context.ts'
import { useAnswer } from '../use-answer.ts'
import { put, useDraft } from '../what-if/draft-store.ts'
import styles from './ScenarioBar.module.css'

/** Scenarios of the county, the last saved first: one opens with a tap; what is unsaved in the one left stays in this browser. */
export function ScenarioList({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('circle')
  const { county, state } = useCoverage()
  const format = useCardFormat(county.timeZone)
  const remote = useAnswer(listScenarios, { query: { county: county.code } })
  const draft = useDraft()
  const go = (id: string) => {
    state.setScenario(id)
    onClose()
  }
  return (
    <Dialog open title={t('scenario.open')} onClose={onClose}>
      <ul className={styles.rows}>
        <li>
          <button
            type="button"
            className={styles.row}
            aria-current={draft.id === '' || undefined}
            onClick={() => go('')}
          >
            <b>{t('scenario.blank')}</b>
            <small>{t('scenario.blankHint')}</small>
          </button>
          {draft.id === '' && draft.changes.length > 0 && (
            <Button onClick={() => put([])}>{t('scenario.clear')}</Button>
          )}
        </li>
        {remote.answer?.scenarios.map(({ id, name, version, changes, savedBy, savedAt }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.row}
              aria-current={draft.id === id || undefined}
              onClick={() => go(id)}
            >
              <b>{name}</b>
              <small>
                {[
                  t('scenario.count', { count: changes }),
                  t('scenario.version', { version }),
                  savedBy,
                  format.moment(savedAt),
                ]
                  .filter(Boolean)
                  .join(t('dot'))}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {remote.state === 'loading' && !remote.answer && <Spinner />}
      {remote.state === 'failed' && <ErrorState code={remote.code} onRetry={remote.retry} />}
      {remote.answer?.scenarios.length === 0 && (
        <EmptyState title={t('scenario.noneYet')} hint={t('scenario.noneYetHint')} />
      )}
    </Dialog>
  )
}
