import { useEffect, useRef } from 'react'
import { readParameter, subscribeAddress, writeParameter } from '#client/address.ts'
import { useCounty } from '#client/state/county.ts'
import { useLayers } from '#client/state/layers.ts'
import { useLanguage, useTheme } from '#client/state/view.ts'
import { defaultLayers } from './base-layers.ts'
import { printCamera, readCamera } from './camera-text.ts'
import styles from './MapStage.module.css'
import { useMapView } from './use-map-view.ts'

/** Shows the one map full screen and ties it to the county, theme, language, layers and camera of the address. */
export function MapStage() {
  const view = useMapView()
  const stage = useRef<HTMLDivElement>(null)
  const county = useCounty()
  const theme = useTheme()
  const language = useLanguage()
  const layers = useLayers(defaultLayers)

  useEffect(() => (stage.current ? view.mount(stage.current) : undefined), [view])

  useEffect(() => {
    if (county) view.setBase({ county: county.code, bounds: county.bounds, theme, language, layers })
  }, [view, county, theme, language, layers])

  useEffect(() => {
    if (!county) return
    const follow = () => {
      const text = readParameter('camera')
      const camera = readCamera(text)
      if (camera === null) view.fit(county.townBounds, { padding: { top: 96, bottom: 96 } })
      else if (text !== printCamera(view.getCamera())) view.setCamera(camera)
    }
    follow()
    const stops = [
      view.onCamera((camera) => writeParameter('camera', printCamera(camera))),
      subscribeAddress(() => {
        const text = readParameter('camera')
        if (text === null || text !== printCamera(view.getCamera())) follow()
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [view, county])

  return <div ref={stage} className={styles.stage} />
}
