import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MapPointer, MapView } from '#client/map/map-view.types.ts'
import { densityClass } from '#domain/heat/density-class.ts'
import type { Areas } from '../areas/area-figures.ts'
import { Scale } from '../Legend.tsx'
import { useHeatFormat } from '../use-heat-format.ts'
import { useOutline } from '../use-outline.ts'
import { usePointed } from '../use-pointed.ts'
import styles from './HeatPlay.module.css'
import type { RateFrame } from './play.types.ts'
import { PLAY_OVERLAY } from './use-play-overlay.ts'
import { usePlaySteps } from './use-play-steps.ts'

/** The classes of rates, and the rate of the area under the pointer with its interval. */
export function PlayRates({ view, areas, frame }: { view: MapView; areas: Areas; frame: RateFrame }) {
  const { t } = useTranslation('heat-play')
  const format = useHeatFormat()
  const steps = usePlaySteps(frame.breaks)
  const area = usePointed(
    view,
    useCallback(
      ({ features }: MapPointer) => {
        const code = features.find(({ source }) => source === PLAY_OVERLAY)?.properties.code
        const index = areas.features.findIndex(({ properties }) => properties.code === code)
        return index < 0 ? null : index
      },
      [areas],
    ),
  )
  const polygons = area === null ? undefined : areas.features[area]?.geometry.coordinates
  useOutline(
    view,
    useMemo(() => (polygons ? { kind: 'area', polygons } : null), [polygons]),
  )
  const rate = area === null ? Number.NaN : frame.smoothed[area]!
  return (
    <div className={styles.scale}>
      <Scale steps={steps} read={Number.isNaN(rate) ? -1 : Math.max(0, densityClass(rate, frame.breaks))} />
      <p className={styles.note}>{area === null ? t('held') : told(area)}</p>
    </div>
  )

  function told(index: number): string {
    const { name = '', households = 0 } = areas.features[index]?.properties ?? {}
    if (Number.isNaN(rate)) return t('noHouseholds', { name })
    const words = t('rate', {
      name,
      rate: format.number(rate),
      low: format.number(frame.low[index]!),
      high: format.number(frame.high[index]!),
      number: format.number(frame.counts[index]!),
      households: format.number(households),
    })
    return frame.small[index] === 1 ? `${words} ${t('heat:reading.small')}` : words
  }
}
