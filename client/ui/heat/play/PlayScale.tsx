import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { MapPointer, MapView } from '#client/map/map-view.types.ts'
import { densityClass } from '#domain/heat/density-class.ts'
import { densityInterval } from '#domain/heat/density-interval.ts'
import { readSurface } from '#domain/heat/read-surface.ts'
import { Scale } from '../Legend.tsx'
import { useHeatFormat } from '../use-heat-format.ts'
import { usePointed } from '../use-pointed.ts'
import styles from './HeatPlay.module.css'
import type { DensityFrame } from './play.types.ts'
import { usePlaySteps } from './use-play-steps.ts'

/** The classes, which stay the same through the whole play, and the value of the frame under the pointer. */
export function PlayScale({ view, frame }: { view: MapView; frame: DensityFrame }) {
  const { t } = useTranslation('heat-play')
  const format = useHeatFormat()
  const { surface, breaks } = frame
  const reading = usePointed(
    view,
    useCallback(({ longitude, latitude }: MapPointer) => readSurface(surface, longitude, latitude), [surface]),
  )
  const steps = usePlaySteps(breaks)
  const told = (density: number) => {
    const [low, high] = densityInterval(density, surface.bandwidthMeters)
    return t('here', { density: format.number(density), low: format.number(low), high: format.number(high) })
  }
  return (
    <div className={styles.scale}>
      <Scale steps={steps} read={reading === null ? -1 : densityClass(reading, breaks)} />
      <p className={styles.note}>{reading === null ? t('held') : told(reading)}</p>
    </div>
  )
}
