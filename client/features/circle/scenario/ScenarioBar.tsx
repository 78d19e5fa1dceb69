import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '#client/state/keys.ts'
import { Button } from '#client/ui/Button.tsx'
import { copyLink } from '#client/ui/copy-link.ts'
import { toast } from '#client/ui/toast.ts'
import { useCoverage } from '../coverage-context.ts'
import { isUnsaved, useDraft } from '../what-if/draft-store.ts'
import { ConflictDialog } from './ConflictDialog.tsx'
import { NameDialog } from './NameDialog.tsx'
import styles from './ScenarioBar.module.css'
import { ScenarioList } from './ScenarioList.tsx'
import { saveDraft, saveDraftAs } from './save-scenario.ts'
import { useContent } from './use-content.ts'
import { useFailedWords } from './use-failed-words.ts'
import { VersionList } from './VersionList.tsx'

type Shown = 'none' | 'list' | 'versions' | 'rename' | 'save-as'

/** The scenario that the changes are kept as: its name, whether the server has them, and all that can be done with it. */
export function ScenarioBar() {
  const { t } = useTranslation('circle')
  const { state } = useCoverage()
  const draft = useDraft()
  const content = useContent()
  const [shown, setShown] = useState<Shown>('none')
  const { scenario, saving, changes } = draft
  const unsaved = isUnsaved(draft)
  const save = () => (scenario ? void saveDraft(content()) : setShown('save-as'))
  const saveAs = async (name: string) => {
    const saved = await saveDraftAs(content(), name)
    if (saved) state.setScenario(saved.id)
    return saved !== null
  }
  const share = async () => {
    if (unsaved) return toast(t('scenario.shareUnsaved'), 'bad')
    toast(t((await copyLink()) ? 'scenario.copied' : 'scenario.notCopied'))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: what a key does is read when it is pressed
  useKeys(useMemo(() => [{ key: 's', text: t('scenario.save'), run: save }], [t, save]))
  const said = saving.state === 'rest' ? (unsaved ? 'unsaved' : scenario ? 'saved' : 'none') : saving.state
  const failed = useFailedWords(saving.state === 'failed' ? saving.code : '')
  return (
    <section className={styles.bar} aria-label={t('scenario.title')}>
      <div className={styles.name}>
        <h3>{scenario?.name ?? t(changes.length === 0 ? 'scenario.today' : 'scenario.unnamed')}</h3>
        <span data-state={said} role="status">
          <i aria-hidden="true" />
          {t(`scenario.state.${said}`, { version: scenario?.version ?? 0 })}
        </span>
      </div>
      {failed !== '' && (
        <p className={styles.failed} role="alert">
          {failed}
        </p>
      )}
      <div className={styles.acts}>
        <Button
          look={unsaved ? 'accent' : 'plain'}
          reason={!unsaved && saving.state !== 'failed' ? t('scenario.nothingToSave') : undefined}
          onClick={save}
        >
          {t(failed === '' ? 'scenario.save' : 'scenario.again')}
        </Button>
        <Button onClick={() => setShown('list')}>{t('scenario.open')}</Button>
        {scenario && (
          <>
            <Button onClick={() => setShown('save-as')}>{t('scenario.saveAs')}</Button>
            <Button onClick={() => setShown('rename')}>{t('scenario.rename')}</Button>
            <Button onClick={() => setShown('versions')}>{t('scenario.versions')}</Button>
            <Button onClick={() => void share()}>{t('scenario.share')}</Button>
          </>
        )}
      </div>
      {shown === 'list' && <ScenarioList onClose={() => setShown('none')} />}
      {shown === 'versions' && scenario && <VersionList scenario={scenario} onClose={() => setShown('none')} />}
      {shown === 'save-as' && (
        <NameDialog
          title={t('scenario.saveAs')}
          name={scenario ? t('scenario.copyName', { name: scenario.name }) : ''}
          failed={failed}
          onName={saveAs}
          onClose={() => setShown('none')}
        />
      )}
      {shown === 'rename' && scenario && (
        <NameDialog
          title={t('scenario.rename')}
          name={scenario.name}
          failed={failed}
          onName={async (name) => (await saveDraft(content(), name)) !== null}
          onClose={() => setShown('none')}
        />
      )}
      {saving.state === 'conflict' && <ConflictDialog theirs={saving.theirs} onCopy={saveAs} />}
    </section>
  )
}
