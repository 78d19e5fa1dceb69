import { useEffect, useState } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'
import type { Box } from '#domain/contract/common.ts'

/** The map has come to rest when it has not moved for this long, milliseconds. */
const REST_MILLISECONDS = 400

/** What the map shows, told when it has come to rest; null while nobody asks. */
export function useShownBox(asked: boolean): Box | null {
  const view = useMapView()
  const [box, setBox] = useState<Box | null>(null)
  useEffect(() => {
    if (!asked) return setBox(null)
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = () => {
      const bounds = view.getBounds()
      setBox((before) => (before?.every((side, at) => Math.abs(side - bounds[at]!) < 1e-6) ? before : bounds))
    }
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(read, REST_MILLISECONDS)
    }
    read()
    const stops = [view.onCamera(later), view.onIdle(later)]
    addEventListener('resize', later)
    return () => {
      clearTimeout(timer)
      removeEventListener('resize', later)
      for (const stop of stops) stop()
    }
  }, [view, asked])
  return box
}
