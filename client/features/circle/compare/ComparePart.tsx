import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { useUrlState } from '#client/state/url.ts'
import { Button } from '#client/ui/Button.tsx'
import { copyLink } from '#client/ui/copy-link.ts'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Segmented } from '#client/ui/Segmented.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { tellApart } from '#client/ui/tell-apart.ts'
import { toast } from '#client/ui/toast.ts'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import { compareScenarios, listScenarios } from '#domain/contract/scenario.ts'
import { shiftOverlay } from '../circle.layer.ts'
import { useCoverage } from '../coverage-context.ts'
import { useAnswer } from '../use-answer.ts'
import { useColors } from '../use-colors.ts'
import { useDraft } from '../what-if/draft-store.ts'
import { AreaChanges } from './AreaChanges.tsx'
import styles from './ComparePart.module.css'
import { GroupChanges } from './GroupChanges.tsx'
import { SideChoice } from './SideChoice.tsx'
import { SideFigures } from './SideFigures.tsx'
import { askedSides, DRAFT, sidesCodec, TODAY, toggleSide, usualSides } from './sides.ts'
import { useCompareLevel } from './use-compare-level.ts'

const OVERLAY = 'circle-compare'

/** Today, scenarios and what is on the table, side by side: figures, areas and places that gain or lose their walk. */
export default function ComparePart() {
  const { t } = useTranslation('circle-compare')
  const { county, state, settled, showOnMap } = useCoverage()
  const changes = useDraft((draft) => draft.changes)
  const [named, setSides] = useUrlState('sides', sidesCodec)
  const [level, setLevel] = useCompareLevel()
  const listed = useAnswer(listScenarios, { query: { county: county.code } })
  const scenarios = listed.answer?.scenarios ?? []
  const format = useCardFormat(county.timeZone)
  const names = tellApart(
    scenarios.map(({ id, name, savedBy, savedAt }) => ({
      ...{ id, name },
      mark: [savedBy, format.moment(savedAt)].filter(Boolean).join(' · '),
    })),
  )
  const sides = named.length > 0 ? named : usualSides(changes.length > 0, state.scenario, scenarios)
  const { walk, stations, minutes } = settled
  const asked = askedSides(sides, { name: t('draft'), changes })
  const compared = useAnswer(
    compareScenarios,
    asked && { query: { county: county.code }, body: { sides: asked, level, minutes, walk, stations } },
  )
  const answer = compared.answer?.sides.length === sides.length ? compared.answer : null
  const [looked, setLooked] = useState(1)
  const side = Math.min(looked, sides.length - 1)
  const groups = useMemo(() => answer?.groups.filter((group) => group.side === side) ?? [], [answer, side])
  useGroupsOnMap(groups)
  const nameOf = (name: string) => {
    if (name === TODAY) return t('today')
    if (name === DRAFT) return t('draft')
    return names.get(name) ?? name
  }

  return (
    <div className={styles.part}>
      <SideChoice
        scenarios={names}
        changed={changes.length > 0}
        sides={sides}
        onToggle={(name) => setSides(toggleSide(sides, name))}
      />
      {sides.length < 2 && (
        <EmptyState
          title={t('choose')}
          hint={t(scenarios.length === 0 && changes.length === 0 ? 'make' : 'chooseHint')}
        />
      )}
      {compared.state === 'failed' && <ErrorState code={compared.code} onRetry={compared.retry} />}
      {answer === null && compared.state === 'loading' && <Spinner />}
      {answer && (
        <>
          <SideFigures
            names={sides.map(nameOf)}
            sides={answer.sides.map(({ figures }) => figures)}
            minutes={minutes}
            stale={compared.state === 'loading'}
          />
          {sides.length > 2 && (
            <Segmented
              label={t('look')}
              choices={sides.slice(1).map((name, at) => ({ value: String(at + 1), text: nameOf(name) }))}
              value={String(side)}
              onChange={(value) => setLooked(Number(value))}
            />
          )}
          <GroupChanges groups={groups} base={nameOf(sides[0] ?? '')} onChoose={showOnMap} />
          <AreaChanges
            county={county}
            areas={answer.areas}
            names={sides.map(nameOf)}
            side={side}
            level={level}
            onLevel={setLevel}
          />
          <Button
            onClick={async () => ((await copyLink()) ? toast(t('copied'), 'good') : toast(t('notCopied'), 'bad'))}
            reason={sides.includes(DRAFT) ? t('save') : undefined}
          >
            {t('copy')}
          </Button>
        </>
      )}
    </div>
  )
}

/** Marks who gains (▲) and who loses (▼) their walk on the looked-at side. */
function useGroupsOnMap(groups: Parameters<typeof shiftOverlay>[0]): void {
  const view = useMapView()
  const colors = useColors()
  useEffect(
    () => view.setOverlay(OVERLAY, groups.length > 0 ? renamed(shiftOverlay(groups, colors)) : null),
    [view, groups, colors],
  )
  useEffect(() => () => view.setOverlay(OVERLAY, null), [view])
}

/** The same signs as of the changes on the table, under names of their own: both may be drawn. */
function renamed(overlay: ReturnType<typeof shiftOverlay>): ReturnType<typeof shiftOverlay> {
  return { ...overlay, layers: overlay.layers.map((layer) => ({ ...layer, id: `${layer.id}-compared` })) }
}
