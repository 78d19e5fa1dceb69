import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MapView } from '#client/map/map-view.types.ts'
import { AreaReading } from '../areas/AreaReading.tsx'
import {
  type AreaFeature,
  type AreaFigure,
  type AreaFigures,
  type Areas,
  figuresByCode,
} from '../areas/area-figures.ts'
import { boundsOf } from '../areas/bounds-of.ts'
import { useAreaName } from '../areas/use-area-name.ts'
import type { IssueTarget } from '../heat-body.types.ts'
import type { HeatChoice } from '../heat-choice.ts'
import { useHeatFormat } from '../use-heat-format.ts'
import { rankAreas } from './rank-areas.ts'
import { type TopRow, TopTable } from './TopTable.tsx'
import { useMarkedPlace } from './use-marked-place.ts'

const MOST = 20

export interface TopAreasProps {
  view: MapView
  choice: HeatChoice
  areas: Areas
  figures: AreaFigures
  targetOf(area: AreaFeature): IssueTarget
  onList(target: IssueTarget): void
}

/** The areas whose figures say most; of the one that is looked at, all that is known: its interval, its weeks. */
export function TopAreas({ view, choice, areas, figures, targetOf, onList }: TopAreasProps) {
  const { t } = useTranslation('heat')
  const format = useHeatFormat()
  const [looked, setLooked] = useState<AreaFeature | null>(null)
  const say = useSayings()
  const nameOf = useAreaName(choice)
  const mark = useMarkedPlace(view)
  const features = useMemo(() => new Map(areas.features.map((feature) => [feature.properties.code, feature])), [areas])
  const rows = useMemo(
    () =>
      rankAreas(figures, MOST).map((figure): TopRow => {
        const { code } = figure.area
        const feature = features.get(code)
        return { key: code, name: feature ? nameOf(feature) : code, ...say(figure) }
      }),
    [figures, features, nameOf, say],
  )
  const place = useCallback(
    (key: string | null, near: boolean) => {
      const feature = key === null ? undefined : features.get(key)
      mark(feature ?? null)
      setLooked(feature ?? null)
      if (!feature || !near) return
      view.fit(boundsOf(feature.geometry.coordinates), { animate: true, maxZoom: 15.5 })
      onList(targetOf(feature))
    },
    [view, features, mark, targetOf, onList],
  )
  const kind = figures.kind === 'rate' && figures.answer.before ? 'change' : figures.kind
  const byCode = useMemo(() => figuresByCode(figures), [figures])
  return (
    <>
      <TopTable heads={[t(`top.value.${kind}`), t(`top.sure.${kind}`)]} rows={rows} onPlace={place} />
      {looked && (
        <AreaReading
          name={nameOf(looked)}
          figure={byCode.get(looked.properties.code)}
          unjudged={false}
          {...{ figures, format }}
        />
      )}
    </>
  )
}

/** A figure as its row says it. */
function useSayings(): (figure: AreaFigure) => { value: string; sure: string } {
  const { t } = useTranslation('heat')
  const format = useHeatFormat()
  return useCallback(
    (figure) => {
      switch (figure.kind) {
        case 'rate': {
          const { smoothed, low, high, before } = figure.area
          if (smoothed === null || low === null || high === null) return { value: '', sure: '' }
          if (before?.smoothed != null)
            return {
              value: format.difference(smoothed - before.smoothed),
              sure: t('top.fromTo', { from: format.number(before.smoothed), to: format.number(smoothed) }),
            }
          return {
            value: format.number(smoothed),
            sure: t('top.interval', { low: format.number(low), high: format.number(high) }),
          }
        }
        case 'significance':
          return {
            value: `${t(`spot.${figure.area.class}`)} ${format.difference(figure.area.z)}`,
            sure: format.chance(figure.area.q),
          }
        case 'emerging': {
          const { kind, pattern, significant } = figure.area
          return {
            value: kind && pattern ? t(`name.emerging.${kind}.${pattern}`) : '',
            sure: t('top.weeks', {
              count: significant.filter((week) => week !== 0).length,
              weeks: significant.length,
            }),
          }
        }
      }
    },
    [t, format],
  )
}
