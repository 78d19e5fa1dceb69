import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import { Button } from '#client/ui/Button.tsx'
import { Segmented } from '#client/ui/Segmented.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { type BriefLanguage, type BriefSize, briefLanguages, briefSizes } from '#domain/contract/brief.ts'
import type { Change } from '#domain/contract/change.ts'
import { writeChoice } from '#domain/contract/choice.ts'
import { useCoverage } from '../coverage-context.ts'
import { sameChanges } from '../what-if/changes.ts'
import { useDraft } from '../what-if/draft-store.ts'
import styles from './BriefPart.module.css'
import { Contents } from './Contents.tsx'
import { PaperSketch } from './PaperSketch.tsx'
import { useBrief } from './use-brief.ts'

/** One page to print of what is shown now: choose paper and language, see what will stand on it, save it. */
export default function BriefPart() {
  const { t } = useTranslation('circle-brief')
  const { county, settled, state } = useCoverage()
  const [size, setSize] = useState<BriefSize>('a4')
  const [chosen, setLanguage] = useState<BriefLanguage | null>(null)
  const shown = useLanguage()
  const language = chosen ?? shown
  const { walk, stations, changes } = settled
  const scenario = useDraft((draft) => draft.scenario)
  const { openAt } = writeChoice(walk, stations)
  const brief = useBrief({
    county: county.code,
    minutes: state.minutes,
    ...(state.station === '' ? {} : { station: state.station }),
    ...(scenario ? { scenario: scenario.id } : {}),
    profile: walk.profile,
    direction: walk.direction,
    levels: stations.levels.join(','),
    kinds: stations.kinds.join(','),
    services: stations.services.join(','),
    ...(openAt === undefined ? {} : { openAt }),
    size,
    language,
  })
  const kept = scenario?.content.changes ?? []
  const isKept = sameChanges(changes, kept)
  // it exists on this page only
  const invented =
    changes.some((change) => isAdded(change, state.station)) && !kept.some((change) => isAdded(change, state.station))
  return (
    <div className={styles.brief}>
      <div className={styles.choices}>
        <Segmented<BriefSize>
          label={t('size.label')}
          choices={briefSizes.map((value) => ({ value, text: t(`size.${value}`) }))}
          value={size}
          onChange={setSize}
        />
        <Segmented<BriefLanguage>
          label={t('language.label')}
          choices={briefLanguages.map((value) => ({ value, text: t(`language.${value}`) }))}
          value={language}
          onChange={setLanguage}
        />
      </div>
      <div className={styles.preview}>
        <PaperSketch size={size} />
        <Contents />
      </div>
      {scenario && <p className={styles.note}>{t('ofScenario', { name: scenario.name, version: scenario.version })}</p>}
      {!isKept && <p className={styles.note}>{t(scenario ? 'unsaved' : 'asStored', { count: changes.length })}</p>}
      {brief.refusal && (
        <p className={styles.refusal} role="alert">
          {brief.refusal.words}
        </p>
      )}
      {brief.busy ? (
        <div className={styles.doing} role="status">
          <Spinner />
          <span>{t('printing')}</span>
          <Button onClick={brief.stop}>{t('stop')}</Button>
        </div>
      ) : (
        <Button look="accent" reason={invented ? t('invented') : undefined} onClick={brief.print}>
          {t(brief.refusal ? 'again' : 'save')}
        </Button>
      )}
      <p className={styles.saved} aria-live="polite">
        {brief.saved && t('saved', { name: brief.saved })}
      </p>
    </div>
  )
}

function isAdded(change: Change, code: string): boolean {
  return change.kind === 'add-station' && change.code === code
}
