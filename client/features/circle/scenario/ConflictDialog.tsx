import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import type { Scenario } from '#domain/contract/scenario.ts'
import { useCoverage } from '../coverage-context.ts'
import { useDraft } from '../what-if/draft-store.ts'
import styles from './ScenarioBar.module.css'
import { goOnFrom, joinChanges, saveDraft } from './save-scenario.ts'
import { useContent } from './use-content.ts'

export interface ConflictDialogProps {
  theirs: Scenario
  /** Keeps ours under another name; resolves to whether it worked. */
  onCopy(name: string): Promise<boolean>
}

/** Somebody else saved the scenario meanwhile: says so, and gives ways out of which none loses anything. */
export function ConflictDialog({ theirs, onCopy }: ConflictDialogProps) {
  const { t } = useTranslation('circle')
  const { county } = useCoverage()
  const format = useCardFormat(county.timeZone)
  const content = useContent()
  const { changes, scenario } = useDraft()
  const [later, setLater] = useState(false)
  const [failed, setFailed] = useState(false)
  const joined = useMemo(
    () => joinChanges(scenario?.content.changes ?? [], changes, theirs.content.changes),
    [scenario, changes, theirs],
  )
  const join = () => {
    goOnFrom(theirs, joined)
    void saveDraft({ ...content(), changes: joined })
  }
  const copy = async () => setFailed(!(await onCopy(t('scenario.copyName', { name: theirs.name }))))
  if (later)
    return (
      <p className={styles.failed} role="alert">
        {t('scenario.conflict.waiting')} <Button onClick={() => setLater(false)}>{t('scenario.conflict.solve')}</Button>
      </p>
    )
  return (
    <Dialog open title={t('scenario.conflict.title')} onClose={() => setLater(true)}>
      <p className={styles.words}>
        {t('scenario.conflict.words', {
          who: theirs.savedBy || t('scenario.conflict.somebody'),
          when: format.moment(theirs.savedAt),
          version: theirs.version,
          theirs: theirs.content.changes.length,
          ours: changes.length,
        })}
      </p>
      {failed && <p role="alert">{t('scenario.failed.other')}</p>}
      <div className={styles.ways}>
        <Button look="accent" onClick={join}>
          {t('scenario.conflict.join', { count: joined.length })}
        </Button>
        <Button onClick={() => void copy()}>{t('scenario.conflict.copy')}</Button>
        <Button onClick={() => goOnFrom(theirs, theirs.content.changes)}>{t('scenario.conflict.theirs')}</Button>
      </div>
    </Dialog>
  )
}
