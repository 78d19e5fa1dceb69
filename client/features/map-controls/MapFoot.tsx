import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { useCounty } from '#client/state/county.ts'
import styles from './MapFoot.module.css'
import { type ScaleLength, scaleLength } from './scale-length.ts'

/** The line at the foot of the map: scale bar, and where the data come from. */
export function MapFoot({ demo }: { demo: boolean }) {
  const { t, i18n } = useTranslation('map-controls')
  const county = useCounty()
  const scale = useScale()
  const inKilometers = scale.meters >= 1000
  const length = new Intl.NumberFormat(i18n.language, {
    style: 'unit',
    unit: inKilometers ? 'kilometer' : 'meter',
    unitDisplay: i18n.language === 'zh' ? 'long' : 'short',
  }).format(inKilometers ? scale.meters / 1000 : scale.meters)
  return (
    <div className={styles.foot}>
      <span className={styles.source}>{[demo && t('demo'), county?.attribution].filter(Boolean).join(' · ')}</span>
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

function useScale(): ScaleLength {
  const view = useMapView()
  const [scale, setScale] = useState(() => of(view.getCamera()))
  useEffect(() => view.onCamera((camera) => setScale(of(camera))), [view])
  return scale
}

function of({ latitude, zoom }: { latitude: number; zoom: number }): ScaleLength {
  return scaleLength(latitude, zoom, 110)
}
