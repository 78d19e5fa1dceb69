import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { useKeys } from '#client/state/keys.ts'
import { useTool } from '#client/state/tool.ts'
import { IconButton } from '#client/ui/IconButton.tsx'
import { DensityIcon } from '#client/ui/icons.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { useEscape } from '#client/ui/use-escape.ts'
import type { County } from '#domain/contract/county.ts'
import type { HeatBy } from '#domain/contract/heat-area.ts'
import { DensityHeat } from './DensityHeat.tsx'
import styles from './HeatPanel.module.css'
import { HeatPanel } from './HeatPanel.tsx'
import type { IssueTarget } from './heat-body.types.ts'
import { type HeatKind, heatKinds, type UsualHeat, withKind } from './heat-choice.ts'
import { type HeatPlace, playFilter } from './heat-questions.ts'
import { useHeatPlay } from './play/use-play-address.ts'
import { useFixedClasses } from './use-fixed-classes.ts'
import { useHeatChoice } from './use-heat-choice.ts'
import { useHeatWords } from './use-heat-words.ts'

const AreaHeat = lazy(() => import('./areas/AreaHeat.tsx'))
const HeatSettings = lazy(() => import('./settings/HeatSettings.tsx'))
const HeatIssues = lazy(() => import('./issues/HeatIssues.tsx'))
const HeatPlay = lazy(() => import('./play/HeatPlay.tsx'))

export interface HeatControlProps {
  county: County
  /** Whether the heat may be chosen here; `folded` until it is asked for. */
  control?: 'open' | 'folded'
  /** What is shown before anybody chose. */
  kind?: HeatKind
  /** Id of the draft that is open: its grids can be counted by. */
  draft?: string | null
  /** Version of that draft as the server has it. */
  draftVersion?: number
  /** The key that shows and folds it, where `b` does something else. */
  foldKey?: string
  /** Whether a click on the ground lists the issues there. */
  clicks?: boolean
  /** Where the issues are counted, in words, where that may be taken for another place. */
  counted?: string | undefined
}

/** The heat of a county on the map, with its legend and everything it is chosen by: all a page needs. */
export function HeatControl({ county, ...props }: HeatControlProps) {
  return <CountyHeat key={county.code} county={county} {...props} />
}

/** What issues are counted by before anybody chose: the smallest areas that the county has. */
function finestAreas({ counts }: County): HeatBy {
  if (counts.microGrids > 0) return 'micro_grid'
  return counts.grids > 0 ? 'grid' : 'cell'
}

function CountyHeat({
  county,
  control = 'open',
  kind = 'density',
  draft = null,
  draftVersion = 0,
  foldKey = 'b',
  clicks = true,
  counted,
}: HeatControlProps) {
  const { t } = useTranslation('heat')
  const view = useMapView()
  const foldable = control === 'folded'
  const [opened, setOpened] = useState(false)
  const unfolded = opened || !foldable
  const usual = useMemo<UsualHeat>(
    () => ({
      kind,
      window: { kind: 'open' },
      state: 'all',
      category: null,
      by: draft === null ? finestAreas(county) : 'draft',
      bandwidthMeters: county.settings.heatBandwidthMeters,
    }),
    [kind, draft, county],
  )
  const [chosen, change] = useHeatChoice(usual)
  const place = useMemo<HeatPlace>(
    () => ({ county: county.code, timeZone: county.timeZone, draft, draftVersion }),
    [county, draft, draftVersion],
  )
  const play = useHeatPlay()
  const classes = useFixedClasses(county.settings, chosen, change, !play.open)
  const { choice } = classes
  const words = useHeatWords(county.code, choice, classes.own && !play.open)
  const [target, setTarget] = useState<IssueTarget | null>(null)
  const free = useTool() !== 'measure'
  const { kind: shown } = choice

  const step = useCallback(() => {
    change(withKind(choice, heatKinds[(heatKinds.indexOf(choice.kind) + 1) % heatKinds.length] ?? 'density'))
  }, [choice, change])
  const fold = useCallback(() => {
    if (shown === 'off') change({ kind: 'density' })
    setOpened((before) => shown === 'off' || !before)
  }, [shown, change])
  useKeys(
    useMemo(
      () => [
        ...(foldable ? [{ key: foldKey, text: t('adjust'), run: fold }] : []),
        { key: 'B', shift: true, text: t('nextKind'), run: step },
      ],
      [foldable, foldKey, t, fold, step],
    ),
  )
  useEscape(foldable && opened && shown !== 'off', () => setOpened(false))
  const close = useCallback(() => setTarget(null), [])
  // another kind counts otherwise
  useEffect(() => {
    if (shown) setTarget(null)
  }, [shown])

  if (play.open)
    return (
      <div className={styles.group}>
        <Suspense fallback={<Spinner />}>
          <HeatPlay
            county={county}
            kind={shown === 'rate' ? 'rate' : 'density'}
            bandwidthMeters={choice.bandwidthMeters}
            by={choice.by === 'grid' ? 'grid' : 'micro_grid'}
            filter={playFilter(choice)}
            filterLines={words.filter.slice(1)}
          />
        </Suspense>
      </div>
    )
  if (shown === 'off')
    return foldable ? (
      <div className={styles.off}>
        <IconButton label={t('show')} icon={<DensityIcon />} aria-expanded={false} onClick={fold} />
      </div>
    ) : null
  const body = {
    view,
    county,
    choice,
    change,
    classes,
    place,
    words,
    unfolded,
    clicks: clicks && free,
    counted,
    onList: setTarget,
  }
  return (
    <div className={styles.group}>
      <HeatPanel
        words={words}
        unfolded={unfolded}
        onFold={foldable ? fold : undefined}
        settings={
          <Suspense fallback={<Spinner />}>
            <HeatSettings county={county} draft={draft} choice={choice} classes={classes} change={change} />
          </Suspense>
        }
      >
        {shown === 'density' ? (
          <DensityHeat {...body} />
        ) : (
          <Suspense fallback={<Spinner />}>
            <AreaHeat key={shown} kind={shown} {...body} />
          </Suspense>
        )}
      </HeatPanel>
      {target && (
        <Suspense>
          <HeatIssues choice={choice} place={place} target={target} onClose={close} />
        </Suspense>
      )}
    </div>
  )
}
