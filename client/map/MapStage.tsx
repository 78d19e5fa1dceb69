import { useEffect, useRef, useState } from 'react'
import { readParameter, subscribeAddress, writeParameter } from '#client/address.ts'
import { useCounty } from '#client/state/county.ts'
import { useLayers } from '#client/state/layers.ts'
import { useSelection } from '#client/state/selection.ts'
import { useLanguage, useTheme } from '#client/state/view.ts'
import { afterPicture } from './after-picture.ts'
import { defaultLayers } from './base-layers.ts'
import { printCamera, readCamera } from './camera-text.ts'
import styles from './MapStage.module.css'
import { useMapView } from './use-map-view.ts'

/** Shows the one map full screen and ties it to the county, theme, language, layers, selection and camera of the address. */
export function MapStage({ label }: { label: string }) {
  const view = useMapView()
  const stage = useRef<HTMLDivElement>(null)
  const county = useCounty()
  const theme = useTheme()
  const language = useLanguage()
  const layers = useLayers(defaultLayers)
  const selection = useSelection()
  // the row that was pressed and its card answer first, the mark follows
  const [selected, setSelected] = useState(selection)

  useEffect(() => (stage.current ? view.mount(stage.current) : undefined), [view])

  useEffect(() => view.setLabel(label), [view, label])

  useEffect(() => afterPicture(() => setSelected(selection)), [selection])

  useEffect(() => {
    if (county) view.setBase({ county: county.code, bounds: county.bounds, theme, language, layers, selected })
  }, [view, county, theme, language, layers, selected])

  useEffect(() => {
    if (!county) return
    let followed: string | null | undefined
    let fitting = false
    const follow = () => {
      const text = readParameter('camera')
      if (text === followed) return
      followed = text
      const camera = readCamera(text)
      if (camera !== null && text !== printCamera(view.getCamera())) view.setCamera(camera)
      if (camera !== null) return
      // a door may know better what its panels cover: what is not written yet is free for it to fit anew
      fitting = true
      view.fit(county.townBounds, { padding: { right: coveredRight() } })
      fitting = false
    }
    follow()
    const stops = [
      view.onCamera((camera) => {
        if (fitting) return
        followed = printCamera(camera)
        writeParameter('camera', followed)
      }),
      subscribeAddress(follow),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [view, county])

  return <div ref={stage} className={styles.stage} />
}

/** Pixels at the map's right that a door's panel covers while the door opens; see the style sheet. */
function coveredRight(): number {
  const look = getComputedStyle(document.documentElement)
  const rem = Number.parseFloat(look.getPropertyValue('--covered-right')) || 0
  return 48 + rem * Number.parseFloat(look.fontSize)
}
