import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MapPointer } from '#client/map/map-view.types.ts'
import { useTheme } from '#client/state/view.ts'
import { fitAreas } from '../fit-classes.ts'
import { HeatExplained } from '../HeatExplained.tsx'
import styles from '../HeatPanel.module.css'
import { HeatTold } from '../HeatTold.tsx'
import { HeatTools } from '../HeatTools.tsx'
import type { HeatBodyProps, IssueTarget } from '../heat-body.types.ts'
import { areasQuestion } from '../heat-questions.ts'
import { coverage } from '../heat-ramp.ts'
import { useDissolve } from '../use-dissolve.ts'
import { useHeatClicks } from '../use-heat-clicks.ts'
import { useHeatFormat } from '../use-heat-format.ts'
import { STALE_OPACITY } from '../use-heat-overlay.ts'
import { useLiveAnswer } from '../use-live-answer.ts'
import { useOutline } from '../use-outline.ts'
import { usePointed } from '../use-pointed.ts'
import { useRamp } from '../use-ramp.ts'
import { AreaLegend, useLegendTexts } from './AreaLegend.tsx'
import { AreaReading } from './AreaReading.tsx'
import { areaClass, areaClasses, countClasses } from './area-classes.ts'
import {
  type AreaFeature,
  type AreaFigures,
  type AreaKind,
  type Areas,
  areaQuestion,
  askForAreas,
  askForFigures,
  figuresByCode,
  unjudgedAreas,
} from './area-figures.ts'
import { areaLayers, joinAreas } from './areas.layer.ts'
import { boundsOf } from './bounds-of.ts'
import { spanOf } from './span-of.ts'
import { useAreaName } from './use-area-name.ts'
import { useAreaNotes } from './use-area-notes.ts'

const OVERLAY = 'heat-areas'
/** Figures by area are dearer than a surface, and move more slowly. */
const LIVE_MILLISECONDS = 15_000
/** The ground changes when a plan is published, or while a draft is drawn. */
const GROUND_MILLISECONDS = 300_000

/** Figures by area: rates, spots that chance does not explain, or how such spots came and went. */
export default function AreaHeat({ kind, ...props }: HeatBodyProps & { kind: AreaKind }) {
  const { view, county, choice, change, classes: fixed, place, words, unfolded, clicks, onList } = props
  const { t } = useTranslation('heat')
  const format = useHeatFormat()
  const turn = choice.by === 'draft' ? place.draftVersion : 0
  const ground = useLiveAnswer(areasQuestion(choice, place), askForAreas, GROUND_MILLISECONDS, turn)
  const live = useLiveAnswer(areaQuestion(kind, choice, place), askForFigures, LIVE_MILLISECONDS, turn)
  const code = live.code ?? ground.code
  const areas = ground.answer
  // of another kind or another count: about to be replaced
  const figures = live.answer?.kind === kind && live.answer.answer.by === areas?.properties.by ? live.answer : null
  const breaks = choice.breaks ?? (figures?.kind === 'rate' ? figures.answer.breaks : none)

  const byCode = useMemo(() => (figures ? figuresByCode(figures) : null), [figures])
  const unjudged = useMemo(() => (figures ? unjudgedAreas(figures) : null), [figures])
  const classOf = useCallback(
    (area: string) => {
      if (!figures || !byCode) return 'none'
      return unjudged?.has(area) ? 'no-base' : areaClass(byCode.get(area), figures, breaks)
    },
    [figures, byCode, unjudged, breaks],
  )
  const counts = useMemo(
    () => countClasses(areas?.features.map(({ properties }) => classOf(properties.code)) ?? []),
    [areas, classOf],
  )
  const classes = useMemo(() => (figures ? areaClasses(figures, breaks) : []), [figures, breaks])
  const markOf = useCallback(
    (key: string) => (kind === 'rate' || key === 'none' || key === 'no-base' ? '' : t(`mark.${kind}.${key}`)),
    [t, kind],
  )
  const ramp = useRamp()
  const theme = useTheme()
  const opacity = coverage[theme] * (code === null ? 1 : STALE_OPACITY)
  const data = useMemo(
    () => (areas && figures && figures.answer.count > 0 ? joinAreas(areas, classOf, markOf) : null),
    [areas, figures, classOf, markOf],
  )
  const layers = useMemo(() => areaLayers({ classes, ramp, opacity, theme }), [classes, ramp, opacity, theme])
  useDissolve(
    view,
    OVERLAY,
    useMemo(() => data && { data, layers }, [data, layers]),
  )

  const featureAt = useCallback(
    ({ features }: MapPointer) => {
      const found = features.find(({ source, properties }) => source === OVERLAY && properties.code !== undefined)
      return areas?.features.find(({ properties }) => properties.code === found?.properties.code) ?? null
    },
    [areas],
  )
  const nameOf = useAreaName(choice)
  const pointed = usePointed(view, featureAt)
  useOutline(
    view,
    useMemo(() => pointed && { kind: 'area', polygons: pointed.geometry.coordinates }, [pointed]),
  )
  const targetOfArea = useCallback(
    (feature: AreaFeature): IssueTarget => {
      const { code: area } = feature.properties
      return {
        title: nameOf(feature),
        ...(choice.by === 'grid' || choice.by === 'micro_grid'
          ? { area }
          : { box: boundsOf(feature.geometry.coordinates), within: feature.geometry.coordinates }),
        ...(figures?.kind === 'emerging' ? { span: spanOf(figures.answer.weeks, county.timeZone) } : {}),
        card: null,
      }
    },
    [nameOf, choice.by, figures, county.timeZone],
  )
  const targetOf = useCallback(
    (pointer: MapPointer): IssueTarget | null => {
      const feature = featureAt(pointer)
      return feature && targetOfArea(feature)
    },
    [featureAt, targetOfArea],
  )
  useHeatClicks(view, { enabled: clicks, targetOf, onList })
  const notes = useAreaNotes({ figures, unjudged: unjudged?.size ?? 0, choice, format })
  const texts = useLegendTexts(figures, breaks, classes, format)

  return (
    <div className={styles.body} aria-busy={live.loading || ground.loading}>
      <HeatTold code={code} shown={figures !== null} />
      {figures === null && code === null && <p className={styles.note}>{t('counting')}</p>}
      {figures && (
        <>
          <AreaLegend
            figures={figures}
            texts={texts}
            counts={counts}
            read={pointed ? classOf(pointed.properties.code) : null}
          />
          {(unfolded || pointed) && (
            <AreaReading
              name={pointed && nameOf(pointed)}
              figure={pointed ? byCode?.get(pointed.properties.code) : undefined}
              unjudged={pointed !== null && unjudged?.has(pointed.properties.code) === true}
              figures={figures}
              format={format}
            />
          )}
          <p className={styles.note}>{notes}</p>
          {unfolded && areas && (
            <HeatTools
              county={county}
              still={whyStill(figures)}
              top={{ view, choice, place, onList, of: { kind: 'areas', areas, figures, targetOf: targetOfArea } }}
              {...(kind === 'rate' ? { classes: classTools(areas) } : {})}
              picture={{
                kind: words.title,
                lines: words.filter,
                unit: words.unit,
                classes: texts
                  .filter(({ key }) => key !== 'no-base' || counts.has(key))
                  .map(({ token, text, mark }) => ({ token, text, mark })),
                note: [t(`pictureNote.${kind}`, { bandwidth: format.meters(choice.bandwidthMeters) }), notes].join(
                  ' · ',
                ),
                at: figures.answer.at,
              }}
            />
          )}
        </>
      )}
      {unfolded && <HeatExplained lines={explained(figures)} />}
    </div>
  )

  /** Classes fitted to the rates in sight, or to their changes. */
  function classTools(ground: Areas) {
    const changeOf = (area: string) => {
      const figure = byCode?.get(area)
      if (figure?.kind !== 'rate' || figure.area.smoothed === null) return null
      return figure.area.smoothed - (figure.area.before?.smoothed ?? 0)
    }
    return {
      own: fixed.own,
      fit: () => fitAreas(ground, changeOf, view.getBounds()),
      change: (chosen: readonly number[] | null) => change({ breaks: chosen }),
    }
  }

  /** Why what is shown cannot be played day by day; undefined where it can. */
  function whyStill(shown: AreaFigures): string | undefined {
    if (shown.kind !== 'rate') return t(`still.${shown.kind}`)
    if (shown.answer.before) return t('still.compared')
    if (shown.answer.mean === null) return t('noHouseholds.rate')
    return choice.by === 'grid' || choice.by === 'micro_grid' ? undefined : t('still.by')
  }

  function explained(shown: AreaFigures | null): string[] {
    const bandwidth = format.meters(choice.bandwidthMeters)
    if (kind === 'rate') return [t('explained.rate')]
    const base = shown && shown.kind !== 'rate' ? shown.answer.base : 'households'
    const rate = format.number(shown && shown.kind !== 'rate' ? shown.answer.falseDiscoveryRate * 100 : 5)
    const permutations = shown?.kind === 'significance' ? shown.answer.permutations : 999
    return [
      t(`explained.${kind}`, { bandwidth, rate, permutations }),
      t(`base.${base === 'area' && choice.base !== 'area' ? 'none' : base}`),
    ]
  }
}

const none: readonly number[] = []
