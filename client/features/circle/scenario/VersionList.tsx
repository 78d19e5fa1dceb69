import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, call } from '#client/api.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { toast } from '#client/ui/toast.ts'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import { listScenarioVersions, restoreScenario, type Scenario } from '#domain/contract/scenario.ts'
import { useCoverage } from '../coverage-context.ts'
import { useAnswer } from '../use-answer.ts'
import styles from './ScenarioBar.module.css'
import { goOnFrom } from './save-scenario.ts'
import { useFailedWords } from './use-failed-words.ts'

/** Every saved version; an earlier one is saved anew as the last, so that none is ever lost. */
export function VersionList({ scenario, onClose }: { scenario: Scenario; onClose(): void }) {
  const { t } = useTranslation('circle')
  const { county } = useCoverage()
  const format = useCardFormat(county.timeZone)
  const remote = useVersions(county.code, scenario)
  const [busy, setBusy] = useState(false)
  const [code, setCode] = useState('')
  const failed = useFailedWords(code)
  const restore = async (version: number) => {
    setBusy(true)
    const restored = await call(restoreScenario, {
      params: { scenario: scenario.id },
      query: { county: county.code },
      body: { expectedVersion: scenario.version, restore: version },
    }).catch((error: unknown) => {
      setCode(error instanceof ApiError ? error.code : 'internal-error')
      return null
    })
    setBusy(false)
    if (!restored) return
    goOnFrom(restored, restored.content.changes)
    toast(t('scenario.restored', { version }), 'good')
    onClose()
  }
  return (
    <Dialog open title={t('scenario.versions')} onClose={onClose}>
      {failed !== '' && <p role="alert">{failed}</p>}
      <ul className={styles.rows}>
        {remote.answer?.versions.map(({ version, name, changes, savedBy, savedAt }) => (
          <li key={version}>
            <span>
              <b>{t('scenario.versionOf', { version, name })}</b>
              <small>
                {[t('scenario.count', { count: changes }), savedBy, format.moment(savedAt)]
                  .filter(Boolean)
                  .join(t('dot'))}
              </small>
            </span>
            {version !== scenario.version && (
              <Button disabled={busy} onClick={() => void restore(version)}>
                {t('scenario.restore')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {remote.state === 'loading' && !remote.answer && <Spinner />}
      {remote.state === 'failed' && <ErrorState code={remote.code} onRetry={remote.retry} />}
    </Dialog>
  )
}

function useVersions(county: string, { id }: Scenario) {
  return useAnswer(listScenarioVersions, { params: { scenario: id }, query: { county } })
}
