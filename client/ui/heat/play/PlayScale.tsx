import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { MapPointer, MapView } from '#client/map/map-view.types.ts'
import { densityClass, densityClasses } from '#domain/heat/density-class.ts'
import { readSurface } from '#domain/heat/read-surface.ts'
import { sequentialColors } from '../heat-ramp.ts'
import { Scale } from '../Legend.tsx'
import { useHeatFormat } from '../use-heat-format.ts'
import { usePointed } from '../use-pointed.ts'
import styles from './HeatPlay.module.css'
import type { PlayFrame } from './play.types.ts'

/** The classes, which stay the same through the whole play, and the value of the frame under the pointer. */
export function PlayScale({ view, frame }: { view: MapView; frame: PlayFrame }) {
  const { t } = useTranslation('heat-play')
  const format = useHeatFormat()
  const { surface, breaks } = frame
  const reading = usePointed(
    view,
    useCallback(({ longitude, latitude }: MapPointer) => readSurface(surface, longitude, latitude), [surface]),
  )
  const colors = sequentialColors(breaks.length + 1)
  const steps = densityClasses(breaks).map(({ from, to }, index) => ({
    token: colors[index]?.token ?? '--heat-6',
    edge: to === null ? t('class.last', { from: format.number(from) }) : format.number(from),
    text:
      to === null
        ? t('class.last', { from: format.number(from) })
        : t('class.range', { from: format.number(from), to: format.number(to) }),
  }))
  return (
    <div className={styles.scale}>
      <Scale steps={steps} read={reading === null ? -1 : densityClass(reading, breaks)} />
      <p className={styles.note}>{reading === null ? t('held') : t('here', { density: format.number(reading) })}</p>
    </div>
  )
}
