import { type RefObject, useEffect } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'

/** Root size of pages at arm's length, pixels. */
const USUAL_REM = 16

/** Draws the map as large as the wall's words: both grow with the wall's root size. `wall` has a padding in rem. */
export function useWallScale(wall: RefObject<HTMLElement | null>): void {
  const view = useMapView()
  useEffect(() => {
    if (!wall.current) return
    // its inside changes with the window and with the root size
    const watched = new ResizeObserver(() => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      view.setScale(Math.round((rem / USUAL_REM) * 100) / 100)
    })
    watched.observe(wall.current)
    return () => {
      watched.disconnect()
      view.setScale(1)
    }
  }, [view, wall])
}
