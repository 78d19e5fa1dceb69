import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MapView } from '#client/map/map-view.types.ts'
import { askForAreas } from '../areas/area-figures.ts'
import { boundsOf, polygonsContain } from '../areas/bounds-of.ts'
import type { Heat } from '../heat.ts'
import type { IssueTarget } from '../heat-body.types.ts'
import type { HeatChoice } from '../heat-choice.ts'
import { areasQuestion, type HeatPlace } from '../heat-questions.ts'
import { useHeatFormat } from '../use-heat-format.ts'
import { useLiveAnswer } from '../use-live-answer.ts'
import { peaksOf } from './peaks.ts'
import { TopTable } from './TopTable.tsx'
import { useMarkedPlace } from './use-marked-place.ts'

const MOST = 20
const GROUND_MILLISECONDS = 300_000

export interface TopPeaksProps {
  view: MapView
  choice: HeatChoice
  place: HeatPlace
  heat: Heat
  targetOf(longitude: number, latitude: number): IssueTarget
  onList(target: IssueTarget): void
}

/** Where the density is highest (or has changed most), each place named by the grid it lies in. */
export function TopPeaks({ view, choice, place, heat, targetOf, onList }: TopPeaksProps) {
  const { t } = useTranslation('heat')
  const format = useHeatFormat()
  const mark = useMarkedPlace(view)
  const { answer: areas } = useLiveAnswer(
    areasQuestion({ ...choice, by: choice.by === 'cell' ? 'grid' : choice.by }, place),
    askForAreas,
    GROUND_MILLISECONDS,
  )
  const boxed = useMemo(
    () =>
      areas?.features.map(({ properties, geometry }) => ({
        properties,
        polygons: geometry.coordinates,
        box: boundsOf(geometry.coordinates),
      })) ?? [],
    [areas],
  )
  const peaks = useMemo(() => peaksOf(heat.surface, MOST), [heat])
  const compared = heat.header.before !== null
  const rows = useMemo(
    () =>
      peaks.map(({ longitude, latitude, value }, index) => {
        const found = boxed.find(
          ({ box: [west, south, east, north], polygons }) =>
            longitude >= west &&
            longitude <= east &&
            latitude >= south &&
            latitude <= north &&
            polygonsContain(polygons, longitude, latitude),
        )
        return {
          key: String(index),
          name: found?.properties.name || t('top.place', { number: index + 1 }),
          value: compared ? format.difference(value) : format.number(value),
        }
      }),
    [peaks, boxed, compared, format, t],
  )
  const show = useCallback(
    (key: string | null, near: boolean) => {
      const peak = key === null ? undefined : peaks[Number(key)]
      if (!peak) return mark(null)
      const { longitude, latitude } = peak
      mark({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [longitude, latitude] } })
      if (!near) return
      view.setCamera({ longitude, latitude, zoom: Math.max(view.getCamera().zoom, 14.5) }, { animate: true })
      onList(targetOf(longitude, latitude))
    },
    [view, peaks, mark, targetOf, onList],
  )
  return <TopTable heads={[t('top.value.density')]} rows={rows} onPlace={show} />
}
