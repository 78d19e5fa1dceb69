import { useTranslation } from 'react-i18next'
import { scaleLength } from '#client/map/scale-length.ts'
import { useCamera } from '#client/map/use-camera.ts'
import { useCounty } from '#client/state/county.ts'
import styles from './MapFoot.module.css'

/** The scale bar is no longer than this. */
const LONGEST_REM = 7

/** The line at the foot of the map: scale bar, and where the data come from. */
export function MapFoot() {
  const { t, i18n } = useTranslation('map-controls')
  const county = useCounty()
  const latitude = useCamera((camera) => Math.round(camera.latitude * 10) / 10)
  const zoom = useCamera((camera) => Math.round(camera.zoom * 50) / 50)
  const scale = scaleLength(
    latitude,
    zoom,
    LONGEST_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
  )
  const inKilometers = scale.meters >= 1000
  const length = new Intl.NumberFormat(i18n.language, {
    style: 'unit',
    unit: inKilometers ? 'kilometer' : 'meter',
    unitDisplay: i18n.language === 'zh' ? 'long' : 'short',
  }).format(inKilometers ? scale.meters / 1000 : scale.meters)
  return (
    <div className={styles.foot}>
      <span className={styles.source}>{county?.attribution}</span>
      <span
        className={styles.scale}
        style={{ '--length': `${scale.pixels}px` }}
        role="img"
        aria-label={t('scale', { length })}
      >
        {length}
      </span>
    </div>
  )
}
